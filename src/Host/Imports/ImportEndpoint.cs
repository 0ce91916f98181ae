using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Imports;

/// <summary>
/// The bulk import over HTTP. The file is read while it comes in, and what was read is durable before the next part is:
/// a connection that breaks loses nothing, and the same file sent again goes on where it stopped.
/// </summary>
internal static partial class ImportEndpoint
{
    /// <param name="source">Name of the log: with the case's id it names the matter of a line, for ever.</param>
    public static async Task<IResult> Import(
        HttpContext http, string source, GroupCommit ledger, MatterReader reader, IClock clock, CancellationToken stop)
    {
        if (!SourceName().IsMatch(source))
            throw new RequestRefused(400, "import.bad-source",
                "source 须为 1–64 个小写字母、数字或连字符。", "source is 1 to 64 lower-case letters, digits or hyphens.");
        await using var body = Body(http.Request);
        var lines = new BoundedLines(body);
        var columns = ImportColumns.Read(await Header(lines, stop));
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

    private static async Task<string> Header(BoundedLines lines, CancellationToken stop)
    {
        try
        {
            return await lines.Next(stop) is { Text: { } header } ? header : "";
        }
        catch (InvalidDataException)
        {
            throw new RequestRefused(400, "import.bad-gzip", "请求体不是 gzip 数据。", "The body is no gzip data.");
        }
    }

    private static Stream Body(HttpRequest request)
    {
        if (request.ContentType?.Split(';')[0].Trim() is not "text/csv")
            throw new RequestRefused(415, "request.unsupported-media-type",
                "请求体必须是 text/csv。", "The body must be text/csv.");
        return request.Headers.ContentEncoding.ToString() switch
        {
            "" or "identity" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            _ => throw new RequestRefused(415, "request.unsupported-encoding",
                "Content-Encoding 只支持 gzip。", "The only Content-Encoding accepted is gzip."),
        };
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex SourceName();
}

/// <summary>An import may be larger than other requests: it is never held in memory.</summary>
internal sealed class LargestImport : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => 4L * 1024 * 1024 * 1024;
}

/// <summary>The first line does not name all columns that are needed.</summary>
internal sealed record ColumnsMissing(IReadOnlyList<string> Columns)
    : Refusal(RefusalKind.Invalid, "import.columns-missing", new($"首行缺少列：{string.Join("、", Columns)}。", $"The first line lacks columns: {string.Join(", ", Columns)}."));

/// <summary>Nothing was imported under this name.</summary>
internal sealed record LogUnknown() : Refusal(RefusalKind.NotFound, "import.not-found",
    new("没有以此名称导入的记录。", "Nothing was imported under this name."));
