using NodaTime;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.Imports;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>
/// The bulk import over HTTP. The file is read while it comes in, and what was read is durable before the next part is:
/// a connection that breaks loses nothing, and the same file sent again goes on where it stopped.
/// </summary>
internal static class ImportEndpoint
{
    /// <param name="source">Name of the log: with the case's id it names the matter of a line, for ever.</param>
    public static async Task<IResult> Import(
        HttpContext http, string source, GroupCommit ledger, MatterReader reader, IClock clock, CancellationToken stop)
    {
        ImportRequest.CheckSource(source);
        await using var body = ImportRequest.Csv(http.Request);
        var lines = new BoundedLines(body);
        var columns = new CsvColumns(ImportColumns.All, await ImportRequest.Header(lines, stop));
        if (columns.Missing.Count > 0) return new ColumnsMissing(columns.Missing).ToProblem();

        http.Response.ContentType = "application/jsonl; charset=utf-8";
        var file = new ImportFile(lines, columns, source, clock.GetCurrentInstant());
        var run = new ImportRun(ledger, reader, http.Actor(), http.TraceIdentifier);
        await foreach (var said in run.Take(file, stop)) await http.Response.WriteLine(said, stop);
        return Results.Empty;
    }

    public static async Task<IResult> Figures(
        string source, ImportStatistics statistics, IClock clock, CancellationToken stop) =>
        await statistics.Of(source, clock.GetCurrentInstant(), stop) is { } figures
            ? Results.Ok(figures)
            : new LogUnknown().ToProblem();
}
