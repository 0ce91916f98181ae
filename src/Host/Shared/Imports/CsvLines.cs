using System.Runtime.CompilerServices;

namespace SmartCity.Host.Shared.Imports;

/// <summary>
/// The lines of a file one by one with their values; a line that is none of its columns is passed over and told, and so
/// is compressed data that breaks off: it ends the file.
/// </summary>
internal sealed class CsvLines(BoundedLines lines, CsvColumns columns)
{
    /// <summary>Lines read, the first one not counted.</summary>
    public int Count => Math.Max(0, lines.Number - 1);

    public ImportErrors Errors { get; } = new();

    public async IAsyncEnumerable<(int Number, CsvValues Values)> Read([EnumeratorCancellation] CancellationToken stop)
    {
        while (await Next(stop) is { } line)
        {
            if (line.Text is "") continue;
            var (fields, fault) = Fields(line.Text);
            if (fields is null) Errors.Add(line.Number, fault!);
            else yield return (line.Number, new CsvValues(columns, fields));
        }
    }

    private (string[]? Fields, LineFault? Fault) Fields(string? text)
    {
        if (text is null) return (null, LineFault.Unreadable);
        if (CsvColumns.Split(text) is not { } fields) return (null, LineFault.Quotes);
        if (fields.Length != columns.Count) return (null, LineFault.FieldCount(fields.Length, columns.Count));
        return columns.EmptyIn(fields).ToList() is { Count: > 0 } empty ? (null, LineFault.Empty(empty)) : (fields, null);
    }

    private async ValueTask<FileLine?> Next(CancellationToken stop)
    {
        try
        {
            return await lines.Next(stop);
        }
        catch (InvalidDataException)
        {
            Errors.Add(lines.Number + 1, LineFault.Compression);
            return null;
        }
    }
}
