using SmartCity.Domain.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>Reads a file of leaf records one after the other, with little memory.</summary>
internal static class LeafFile
{
    public static IEnumerable<LeafRecord> Read(string file, long most)
    {
        using var stream = PrivateFiles.Open(file, FileMode.Open, FileAccess.Read);
        var buffer = new byte[LeafRecord.Length * 1_024];
        for (var left = most; left > 0;)
        {
            var wanted = (int)Math.Min(left, 1_024) * LeafRecord.Length;
            var got = stream.ReadAtLeast(buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
            for (var at = 0; at + LeafRecord.Length <= got; at += LeafRecord.Length) yield return LeafRecord.Read(buffer.AsSpan(at, LeafRecord.Length));
            if (got < wanted) yield break;
            left -= wanted / LeafRecord.Length;
        }
    }
}
