using System.Text.Json;
using SmartCity.Host.Shared;
using SmartCity.Projections.Approvals;

namespace SmartCity.Host.Verbs;

/// <summary>What the demo tells: what went in this time, and what is there now.</summary>
/// <param name="GridCases">The same of the service requests; null when a log was named.</param>
/// <param name="Air">The same of sixty days of two air stations; null when a log was named.</param>
internal sealed record DemoOutcome(
    string Source, double Seconds, int Lines, int Matters, int Extended, int Events, int Known, int ErrorCount,
    JsonElement Errors, ImportFigures Figures, DemoCasesOutcome? GridCases,
    DemoAirOutcome? Air);

/// <summary><c>demo</c>: imports the shipped real data through the public API and prints what came of it.</summary>
internal static class DemoVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Run(string[] args)
    {
        var options = VerbOptions.Read("demo", args, takesFile: true);
        using var client = await VerbClient.AsIntegrator(options.Url);
        var outcome = await Applications(client, options.File ?? DemoUpload.Sample("permit-receipt-log.csv.gz"));
        if (options.File is null) outcome = outcome with
        {
            GridCases = await DemoCases.Import(client),
            Air = await DemoAir.Replay(client, options.Url.Host, options.Hj212Port),
        };
        Console.WriteLine(options.Json ? JsonSerializer.Serialize(outcome, ApiJson.Options) : DemoReport.Of(outcome));
    }

    private static async Task<DemoOutcome> Applications(VerbClient client, string file)
    {
        var (source, lines) = (SourceOf(file), await Lines(file));
        using var content = DemoUpload.Csv(File.OpenRead(file), DemoUpload.IsGzip(file));
        var done = await DemoUpload.Send(
            client, $"api/v1/approvals/import?source={source}", content, lines, "导入办件 Importing applications");
        var said = done.Said;
        return new(
            source, done.Seconds, said.Lines, said.Matters, said.Extended, said.Events, said.Known, done.ErrorCount,
            done.Errors, await Figures(client, source, done.Matters), null, null);
    }

    /// <summary>The figures, once the read model that counts them has seen what went in.</summary>
    private static async Task<ImportFigures> Figures(VerbClient client, string source, int matters)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var figures = await client.Get<ImportFigures>($"api/v1/approvals/imports/{source}");
            if (figures?.Matters >= matters) return figures;
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new VerbFailedException(matters == 0
                    ? "not one line of the file could be taken"
                    : "the import is done, but its figures are not there yet; ask again in a moment");
            await Task.Delay(200);
        }
    }

    private static async Task<int> Lines(string file)
    {
        using var reader = DemoUpload.Open(file);
        var lines = 0;
        while (await reader.ReadLineAsync() is not null) lines++;
        return Math.Max(0, lines - 1);
    }

    /// <summary>The log's name is the file's, without its endings.</summary>
    private static string SourceOf(string file) => new(
        [.. Path.GetFileName(file).Split('.')[0].ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(64)]);
}
