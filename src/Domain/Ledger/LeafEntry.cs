using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmartCity.Domain.Ledger;

/// <summary>
/// What of an event stands in its leaf (叶条目): all that says which event it is, and the hashes of its headers and body as the
/// database writes them. <c>docs/ledger.md</c> specifies the bytes, so that anybody can make them.
/// </summary>
/// <param name="RecordedMicroseconds">When it was recorded, in microseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Occurred">When it happened, as its headers say it; null where they do not.</param>
/// <param name="Headers">The headers' text; null where there are none.</param>
/// <param name="Body">The body's text.</param>
public sealed record LeafEntry(
    long Sequence, Guid Stream, long Version, string Type, string? Occurred, long RecordedMicroseconds, Guid Id,
    string? Correlation, string? Causation, byte[] Headers, byte[] Body)
{
    /// <summary>First line of every entry.</summary>
    public const string Tag = "smartcity-event/v1";

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="headers">UTF-8 of the headers' text; empty where there are none.</param>
    /// <param name="body">UTF-8 of the body's text.</param>
    public static LeafEntry Of(
        long sequence, Guid stream, long version, string type, string? occurred, long recordedMicroseconds, Guid id,
        string? correlation, string? causation, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body) =>
        new(sequence, stream, version, type, occurred, recordedMicroseconds, id, correlation, causation,
            SHA256.HashData(headers), SHA256.HashData(body));

    /// <summary>The entry's bytes: UTF-8 lines, each ended by a line feed.</summary>
    public byte[] Bytes() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"""
        {Tag}
        sequence {Sequence}
        stream {Stream:D}
        version {Version}
        type {Word(Type)}
        occurred {Word(Occurred)}
        recorded {Time(RecordedMicroseconds)}
        id {Id:D}
        correlation {Word(Correlation)}
        causation {Word(Causation)}
        headers {Convert.ToHexStringLower(Headers)}
        body {Convert.ToHexStringLower(Body)}

        """).ReplaceLineEndings("\n"));

    /// <summary>The time as it stands in an entry: <c>2026-11-30T08:15:00.123456Z</c>.</summary>
    public static string Time(long microseconds) =>
        Epoch.AddTicks(microseconds * 10).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text in one line: <c>-</c> for none, and <c>%XX</c> for what would not be told apart otherwise.</summary>
    private static string Word(string? text)
    {
        if (text is null) return "-";
        if (text == "-") return "%2D";
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.Contains('%', StringComparison.Ordinal)) return text;
        var word = new StringBuilder();
        foreach (var letter in text)
            if (letter < ' ' || letter == '%') word.Append(CultureInfo.InvariantCulture, $"%{(int)letter:X2}");
            else word.Append(letter);
        return word.ToString();
    }
}
