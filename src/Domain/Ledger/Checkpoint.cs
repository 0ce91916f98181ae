using System.Globalization;

namespace SmartCity.Domain.Ledger;

/// <summary>What a checkpoint (检查点) of C2SP tlog-checkpoint says: whose tree it is, how many leaves it has, and its root.</summary>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed: three lines.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads the text of a note; null when it is no checkpoint. Lines after the third are left aside.</summary>
    public static Checkpoint? Parse(string text)
    {
        var lines = text.Split('\n');
        var root = new byte[64];
        return lines.Length >= 4 && lines[0].Length > 0
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size.ToString(CultureInfo.InvariantCulture) == lines[1]
            && lines[2].Length <= 64 && Convert.TryFromBase64String(lines[2], root, out var length) && length == MerkleHash.Length
            ? new(lines[0], size, root[..length])
            : null;
    }

    /// <summary>Whether both say the same of the same tree.</summary>
    public bool IsSame(Checkpoint other) => Text == other.Text;
}
