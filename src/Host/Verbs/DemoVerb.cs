using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using SmartCity.Host.Approvals.Imports;
using SmartCity.Host.Shared;
using SmartCity.Projections.Approvals;

namespace SmartCity.Host.Verbs;

/// <summary>What the demo tells: what went in this time, and what is there now.</summary>
internal sealed record DemoOutcome(
    string Source, double Seconds, int Lines, int Matters, int Extended, int Events, int Known, int ErrorCount,
    JsonElement Errors, ImportFigures Figures);

/// <summary><c>demo</c>: imports the shipped event log through the public API and prints what came of it.</summary>
internal static class DemoVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Run(string[] args)
    {
        var options = VerbOptions.Read("demo", args, takesFile: true);
        var file = options.File ?? Path.Combine(AppContext.BaseDirectory, "samples", "permit-receipt-log.csv.gz");
        if (!File.Exists(file)) throw new VerbFailedException($"there is no file {file}");
        var source = SourceOf(file);
        using var client = await VerbClient.AsIntegrator(options.Url);
        var began = Stopwatch.GetTimestamp();
        var summary = await Import(client, file, source);
        var seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 2);
        var said = summary.Deserialize<ImportProgress>(ApiJson.Options)!;
        var figures = await Figures(client, source, said.Matters + said.Extended + said.Known);
        var outcome = new DemoOutcome(
            source, seconds, said.Lines, said.Matters, said.Extended, said.Events, said.Known,
            summary.GetProperty("errorCount").GetInt32(), summary.GetProperty("errors"), figures);
        Console.WriteLine(options.Json ? JsonSerializer.Serialize(outcome, ApiJson.Options) : DemoReport.Of(outcome));
    }

    private static async Task<JsonElement> Import(VerbClient client, string file, string source)
    {
        var total = await Lines(file);
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv") { CharSet = "utf-8" };
        if (IsGzip(file)) content.Headers.ContentEncoding.Add("gzip");
        var bar = new ProgressBar("导入 Importing");
        var last = default(JsonElement);
        await foreach (var line in client.PostForLines($"api/v1/approvals/import?source={source}", content))
        {
            last = line;
            var said = line.Deserialize<ImportProgress>(ApiJson.Options)!;
            var matters = said.Matters + said.Extended + said.Known;
            bar.Show(said.Lines, total, $"{said.Lines:N0} 行 lines, {matters:N0} 件 matters");
        }
        bar.End();
        return last.ValueKind == JsonValueKind.Object && last.GetProperty("type").GetString() == "summary"
            ? last
            : throw new VerbFailedException("the import broke off; run it again: it goes on where it stopped");
    }

    /// <summary>The figures, once the read model that counts them has seen what went in.</summary>
    private static async Task<ImportFigures> Figures(VerbClient client, string source, int matters)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var figures = await client.Get<ImportFigures>($"api/v1/approvals/imports/{source}");
            if (figures?.Matters >= matters) return figures;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new VerbFailedException(matters == 0
                    ? "not one line of the file could be taken"
                    : "the import is done, but its figures are not there yet; ask again in a moment");
            await Task.Delay(200);
        }
    }

    private static async Task<int> Lines(string file)
    {
        await using Stream stream = IsGzip(file)
            ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using var reader = new StreamReader(stream);
        var lines = 0;
        while (await reader.ReadLineAsync() is not null) lines++;
        return Math.Max(0, lines - 1);
    }

    private static bool IsGzip(string file) => file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The log's name is the file's, without its endings.</summary>
    private static string SourceOf(string file) => new(
        [.. Path.GetFileName(file).Split('.')[0].ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(64)]);
}
