using CsvHelper;

namespace SmartCity.Host.Imports;

/// <summary>
/// Which column stands where. Each may bear its name in an event log (XES) or its plain one.
/// </summary>
internal sealed class ImportColumns
{
    /// <summary>A column: its plain name, its name in an event log, and whether a line needs a value in it.</summary>
    private sealed record Column(string Name, string Xes, bool Needed);

    private static readonly Column[] All =
    [
        new("caseId", "case:concept:name", true), new("channel", "case:channel", false),
        new("department", "case:department", true), new("group", "case:group", false),
        new("responsible", "case:responsible", true), new("startedAt", "case:startdate", true),
        new("plannedAt", "case:enddate_planned", true), new("deadlineAt", "case:deadline", false),
        new("endedAt", "case:enddate", false), new("instance", "concept:instance", true),
        new("activity", "concept:name", true), new("transition", "lifecycle:transition", false),
        new("stepGroup", "org:group", false), new("resource", "org:resource", true),
        new("occurredAt", "time:timestamp", true),
    ];

    // A field holds no line break, so a quote that is never closed spoils its own line and no other.
    private static readonly CsvReaderOptions Csv = new()
    {
        HasHeader = false, Separator = ',', TrimWhitespace = true, AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly Dictionary<string, int> _places = [];

    private ImportColumns(string[] header)
    {
        Count = header.Length;
        foreach (var column in All)
            if (Array.FindIndex(header, h => h == column.Name || h == column.Xes) is >= 0 and var place)
                _places[column.Name] = place;
        Missing = [.. All.Where(c => c.Needed && !_places.ContainsKey(c.Name)).Select(c => c.Name)];
    }

    /// <summary>Columns that are needed and not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>How many fields a line has.</summary>
    public int Count { get; }

    public static ImportColumns Read(string header) => new(Split(header) ?? []);

    /// <summary>Names of needed columns that are empty in the line.</summary>
    public IEnumerable<string> EmptyIn(string[] fields) =>
        All.Where(c => c.Needed && Value(fields, c.Name) is null).Select(c => c.Name);

    /// <summary>The line's value in a column; null when empty, or when the file has no such column.</summary>
    public string? Value(string[] fields, string column) =>
        _places.TryGetValue(column, out var place) && fields[place] is { Length: > 0 } value ? value : null;

    /// <summary>A line's fields; null when its quotes are at odds.</summary>
    public static string[]? Split(string line)
    {
        try
        {
            using var record = CsvReader.FromText(line, Csv);
            return record.Read() ? [.. Enumerable.Range(0, record.FieldCount).Select(record.GetString)] : [];
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }
}
