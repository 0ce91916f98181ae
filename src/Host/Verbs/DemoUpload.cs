using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.Verbs;

/// <summary>What one import of the demo came to.</summary>
internal sealed record DemoImported(double Seconds, ImportProgress Said, int ErrorCount, JsonElement Errors)
{
    public int Matters => Said.Matters + Said.Extended + Said.Known;
}

/// <summary>Sends a file to an import of the public API and shows how far it is; the bench sends its own the same way.</summary>
internal static class DemoUpload
{
    public static async Task<DemoImported> Send(VerbClient client, string path, HttpContent content, int lines, string title)
    {
        var began = TimeProvider.System.GetTimestamp();
        var bar = new ProgressBar(title);
        var last = default(JsonElement);
        await foreach (var line in client.PostForLines(path, content))
        {
            last = line;
            var said = line.Deserialize<ImportProgress>(ApiJson.Options)!;
            bar.Show(said.Lines, lines, $"{said.Lines:N0} 行 lines, {said.Matters + said.Extended + said.Known:N0} 件 matters");
        }
        bar.End();
        if (last.ValueKind != JsonValueKind.Object || last.GetProperty("type").GetString() != "summary")
            throw new VerbFailedException("the import broke off; run it again: it goes on where it stopped");
        return new(
            Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 2),
            last.Deserialize<ImportProgress>(ApiJson.Options)!, last.GetProperty("errorCount").GetInt32(),
            last.GetProperty("errors"));
    }

    public static StreamContent Csv(Stream body, bool gzip = false)
    {
        var content = new StreamContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv") { CharSet = "utf-8" };
        if (gzip) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    /// <summary>A shipped file by its name.</summary>
    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    public static bool IsGzip(string file) => file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of a file, packed or not.</summary>
    public static StreamReader Open(string file)
    {
        if (!File.Exists(file)) throw new VerbFailedException($"there is no file {file}");
        Stream stream = File.OpenRead(file);
        return new(IsGzip(file) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }
}
