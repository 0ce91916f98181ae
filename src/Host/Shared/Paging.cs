using System.Buffers.Text;
using System.Text;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Shared;

/// <summary>One page of a list; the cursor is opaque and null on the last page.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary><c>?limit=</c> (default 50, to 200) and <c>?cursor=</c> of every list.</summary>
internal static class Paging
{
    public const int Default = 50, Most = 200;

    public static int Limit(int? limit) => limit switch
    {
        null => Default,
        >= 1 and <= Most => limit.Value,
        _ => throw new RequestRefused(400, "request.limit-out-of-range", $"limit 必须在 1 到 {Most} 之间。", $"limit must be 1 to {Most}."),
    };

    public static string Cursor(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    /// <summary>The place a cursor stands for; null without a cursor.</summary>
    public static T? Place<T>(string? cursor, Func<string, T?> parse) where T : class
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        try
        {
            if (parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))) is { } place) return place;
        }
        catch (FormatException)
        {
            // Said below, as for every other cursor that is not ours.
        }
        throw new RequestRefused(400, "request.bad-cursor", "cursor 无法识别。", "The cursor is not one of ours.");
    }

    /// <summary>A page out of one row more than asked for.</summary>
    public static Page<TOut> Of<TRow, TOut>(IReadOnlyList<TRow> rows, int limit, Func<TRow, TOut> show, Func<TRow, string> place) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? Cursor(place(rows[limit - 1])) : null);
}
