using CsvHelper;

namespace SmartCity.Host.Shared.Imports;

/// <summary>A column of a file: its name, other names it may bear, and whether a line needs a value in it.</summary>
internal sealed record CsvColumn(string Name, bool Needed, params string[] OtherNames);

/// <summary>Which column stands where in a file of comma-separated values (RFC 4180), as its first line says.</summary>
internal sealed class CsvColumns
{
    // A field holds no line break, so a quote that is never closed spoils its own line and no other.
    private static readonly CsvReaderOptions Csv = new()
    {
        HasHeader = false, Separator = ',', TrimWhitespace = true, AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly IReadOnlyList<CsvColumn> _columns;
    private readonly Dictionary<string, int> _places = [];

    public CsvColumns(IReadOnlyList<CsvColumn> columns, string firstLine)
    {
        _columns = columns;
        var header = Split(firstLine) ?? [];
        Count = header.Length;
        foreach (var column in columns)
            if (Array.FindIndex(header, h => h == column.Name || column.OtherNames.Contains(h)) is >= 0 and var place)
                _places[column.Name] = place;
        Missing = [.. columns.Where(c => c.Needed && !_places.ContainsKey(c.Name)).Select(c => c.Name)];
    }

    /// <summary>Columns that are needed and not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>How many fields a line has.</summary>
    public int Count { get; }

    /// <summary>Names of needed columns that are empty in the line.</summary>
    public IEnumerable<string> EmptyIn(string[] fields) =>
        _columns.Where(c => c.Needed && Value(fields, c.Name) is null).Select(c => c.Name);

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
