using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared.Imports;

/// <summary>
/// A bulk import over HTTP. The file is read while it comes in, and what was read is durable before the next part is:
/// a connection that breaks loses nothing, and the same file sent again goes on where it stopped.
/// </summary>
internal sealed class BulkImport(GroupCommit ledger, MatterReader reader)
{
    /// <param name="source">Name of the file: with the case's id it names the matter of a line, for ever.</param>
    /// <param name="columns">What the file's first line may name.</param>
    /// <param name="read">Its lines as items; a line that cannot be taken is told there.</param>
    public async Task<IResult> Run<TItem>(
        HttpContext http, string source, IReadOnlyList<CsvColumn> columns, Func<CsvLines, IAsyncEnumerable<TItem>> read,
        ImportOf<TItem> import, CancellationToken stop)
    {
        ImportRequest.CheckSource(source);
        await using var body = ImportRequest.Csv(http.Request);
        var text = new BoundedLines(body);
        var found = new CsvColumns(columns, await ImportRequest.Header(text, stop));
        if (found.Missing.Count > 0) return new ColumnsMissing(found.Missing).ToProblem();

        http.Response.ContentType = "application/jsonl; charset=utf-8";
        var lines = new CsvLines(text, found);
        var run = new ImportRun<TItem>(import, source, ledger, reader, http.Actor(), http.TraceIdentifier);
        await foreach (var said in run.Take(read(lines), lines, stop)) await http.Response.WriteLine(said, stop);
        return Results.Empty;
    }
}
