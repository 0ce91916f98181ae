using NodaTime;
using NodaTime.Text;

namespace SmartCity.Host.Shared.Imports;

/// <summary>Reads the fields of one line, and keeps the first fault.</summary>
internal sealed class CsvValues(CsvColumns columns, string[] fields)
{
    private const int LongestText = 200;

    private static readonly Instant
        Earliest = Instant.FromUtc(1900, 1, 1, 0, 0), Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    public LineFault? Fault { get; private set; }

    public string Text(string column) => Optional(column) ?? "";

    public string? Optional(string column)
    {
        var text = columns.Value(fields, column);
        if (text?.Contains('\0') == true) Fault ??= LineFault.Unstorable(column);
        if (text?.Length > LongestText) Fault ??= LineFault.TooLong(column, LongestText);
        return text;
    }

    public Instant Time(string column) => OptionalTime(column) ?? default;

    public Instant? OptionalTime(string column)
    {
        if (columns.Value(fields, column) is not { } text) return null;
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text is [_, _, _, _, _, _, _, _, _, _, ' ', ..]
            ? text[..10] + 'T' + text[11..] : text);
        if (!parsed.Success)
        {
            Fault ??= LineFault.Time(column, text.Length > 40 ? text[..40] + "…" : text);
            return null;
        }
        // To the microsecond, as the store keeps it.
        var at = Instant.FromUnixTimeTicks(parsed.Value.ToInstant().ToUnixTimeTicks() / 10 * 10);
        if (at < Earliest || at >= Latest) Fault ??= LineFault.OutOfRange(column);
        return at;
    }
}
