using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Shared.Imports;

/// <summary>What every bulk import asks of its request.</summary>
internal static partial class ImportRequest
{
    /// <summary>Name of the file: with the case's id it names the matter of a line, for ever.</summary>
    public static void CheckSource(string source)
    {
        if (!SourceName().IsMatch(source))
            throw new RequestRefused(400, "import.bad-source",
                "source 须为 1–64 个小写字母、数字或连字符。", "source is 1 to 64 lower-case letters, digits or hyphens.");
    }

    /// <summary>The first line of the file.</summary>
    public static async Task<string> Header(BoundedLines lines, CancellationToken stop)
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

    /// <summary>The body, unpacked; what is no CSV is refused.</summary>
    public static Stream Csv(HttpRequest request)
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
