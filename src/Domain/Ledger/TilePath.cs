using System.Globalization;

namespace SmartCity.Domain.Ledger;

/// <summary>
/// Which tile (哈希分块): level and number, and how many hashes where it is not whole. Its path is that of C2SP tlog-tiles:
/// <c>0/x001/x234/067.p/5</c>, <c>entries</c> in place of a level for the entries themselves.
/// </summary>
/// <param name="Level">From 0 to 63; null for entries.</param>
/// <param name="Width">Hashes or entries in it, from 1 to 256.</param>
public sealed record TilePath(int? Level, long Number, int Width)
{
    /// <summary>The path after <c>/tile/</c>.</summary>
    public override string ToString()
    {
        var groups = (Number % 1_000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Number / 1_000; rest > 0; rest /= 1_000)
            groups = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1_000:000}/") + groups;
        var level = Level?.ToString(CultureInfo.InvariantCulture) ?? "entries";
        return level + "/" + groups + (Width < HashTile.Width ? string.Create(CultureInfo.InvariantCulture, $".p/{Width}") : "");
    }

    /// <summary>Reads such a path, written in the one way that the specification allows; null for any other.</summary>
    public static TilePath? Parse(string text)
    {
        var parts = text.Split('/');
        var width = HashTile.Width;
        if (parts.Length >= 3 && parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= HashTile.Width) return null;
            parts = [.. parts[..^2], parts[^2][..^2]];
        }
        if (parts.Length is < 2 or > 7) return null;
        int? level = null;
        if (parts[0] != "entries")
        {
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 63) return null;
            level = number;
        }
        var tile = 0L;
        for (var i = 1; i < parts.Length; i++)
        {
            var group = i == parts.Length - 1 ? parts[i] : parts[i].StartsWith('x') ? parts[i][1..] : "";
            if (group.Length != 3 || !int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return null;
            tile = (tile * 1_000) + digits;
        }
        var path = new TilePath(level, tile, width);
        return path.ToString() == text ? path : null;
    }
}
