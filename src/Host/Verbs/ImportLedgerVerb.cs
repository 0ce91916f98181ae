using System.Text.Json;
using SmartCity.Host.Audit.Export;
using SmartCity.Host.Identity;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Verbs;

/// <summary><c>import-ledger</c>: makes a system of an exported ledger, and shows how far it is.</summary>
internal static class ImportLedgerVerb
{
    public static async Task Run(string[] args)
    {
        var json = args.Contains("--json");
        if (args.Where(word => word != "--json").ToList() is not [var file] || file.StartsWith("--", StringComparison.Ordinal))
            throw new VerbFailedException("'import-ledger' takes one file; ./smartcity import-ledger --help tells more", 2);
        if (!File.Exists(file)) throw new VerbFailedException($"there is no file {file}");
        var (stored, rebuilt) = (new ProgressBar("导入事件 Storing events"), new ProgressBar("生成读模型 Writing read models"));
        var rebuilding = false;
        try
        {
            await using var app = Program.Compose(["--Logging:LogLevel:Default=Warning"]);
            var manifest = await LedgerRestoration.Run(app, file, progress =>
            {
                if (progress.Rebuilding && !rebuilding) stored.End();
                rebuilding = progress.Rebuilding;
                (rebuilding ? rebuilt : stored).Show(progress.Done, progress.Total, $"{progress.Done:N0}");
            }, CancellationToken.None);
            rebuilt.End();
            Console.WriteLine(json
                ? JsonSerializer.Serialize(new { events = manifest.Events, streams = manifest.Streams, lastSequence = manifest.LastSequence })
                : $"已导入 {manifest.Events:N0} 个事件、{manifest.Streams:N0} 个事件流。\n"
                    + $"{manifest.Events:N0} events of {manifest.Streams:N0} streams imported.");
        }
        catch (LedgerImportException refused)
        {
            throw new VerbFailedException(refused.Message);
        }
        catch (StartRefusedException refused)
        {
            throw new VerbFailedException(refused.Message);
        }
    }
}
