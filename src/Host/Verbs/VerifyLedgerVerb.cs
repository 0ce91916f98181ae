using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using SmartCity.Domain.Ledger;
using SmartCity.Host.Ledger;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Verbs;

/// <summary><c>verify-ledger</c>: recomputes the ledger from the database and the checkpoint files. It asks no host.</summary>
internal static class VerifyLedgerVerb
{
    private sealed record Options(string Data, string? Checkpoints, IReadOnlyList<NoteKey> Keys, bool Json);

    /// <summary>0 when all holds, 1 when not.</summary>
    public static async Task<int> Run(string[] args)
    {
        var options = Read(args);
        var main = options.Checkpoints ?? Path.Combine(options.Data, EvidenceRegistration.Folder);
        var folder = new CheckpointFolder(main);
        var copy = new CheckpointFolder(Path.Combine(options.Data, EvidenceRegistration.DemoCopy));
        IReadOnlyList<CheckpointFolder> others = options.Checkpoints is null ? [copy] : [];
        var keys = options.Keys.Count > 0 ? options.Keys : folder.ReadKeys();
        var connection = Environment.GetEnvironmentVariable("ConnectionStrings__PostgresOwner")
            ?? Environment.GetEnvironmentVariable("ConnectionStrings__Postgres")
            ?? throw new VerbFailedException("ConnectionStrings__Postgres is not set; ./smartcity verify-ledger sets it");
        await using var source = NpgsqlDataSource.Create(connection + ";Command Timeout=0");
        var began = Stopwatch.GetTimestamp();
        var bar = new ProgressBar("核验账本 Checking the ledger");
        try
        {
            var verdict = await new LedgerCheck(source, folder, others, keys).Run(
                (done, total) => bar.Show(done, total, done.ToString("N0", CultureInfo.InvariantCulture)), CancellationToken.None);
            bar.End();
            Tell(verdict, Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1), options.Json);
            return verdict.Holds ? 0 : 1;
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException($"{reason.Message} (folder {main})");
        }
    }

    private static void Tell(LedgerVerdict verdict, double seconds, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    holds = verdict.Holds, verdict.Events, verdict.Leaves, verdict.Unsealed, verdict.Checkpoints, verdict.Root, seconds,
                    verdict.Wrongs, verdict.First, verdict.Findings,
                },
                JsonSerializerOptions.Web));
            return;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{verdict.Events:N0} events, {verdict.Leaves:N0} of them sealed, {verdict.Unsealed:N0} newer ones; {verdict.Checkpoints:N0} checkpoints; {seconds} s."));
        if (verdict.Holds)
        {
            Console.WriteLine("账本完整无误。\nThe ledger holds: every event is as it was sealed, and none is missing.");
            return;
        }
        var first = verdict.First!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"账本不成立，共 {verdict.Wrongs:N0} 处。\nThe ledger does NOT hold: {verdict.Wrongs:N0} things are wrong. The first event that is wrong:"));
        Console.WriteLine(Line(first));
        foreach (var finding in verdict.Findings.Where(finding => finding != first).Take(10)) Console.WriteLine(Line(finding));
    }

    private static string Line(Finding finding) => string.Create(CultureInfo.InvariantCulture,
        $"  sequence {finding.Sequence}, stream {finding.Stream}, version {finding.Version}: {finding.What}. {finding.Sentence}");

    private static Options Read(string[] args)
    {
        var (data, checkpoints, keys, json) =
            (Environment.GetEnvironmentVariable("SmartCity__Data") ?? "data", (string?)null, new List<NoteKey>(), false);
        for (var i = 0; i < args.Length; i++)
        {
            var word = args[i].Split('=', 2);
            string Value() => word.Length == 2 ? word[1]
                : ++i < args.Length ? args[i] : throw new VerbFailedException($"{word[0]} needs a value", 2);
            switch (word[0])
            {
                case "--data": data = Value(); break;
                case "--checkpoints": checkpoints = Value(); break;
                case "--key": keys.Add(NoteKey.Parse(Value()) ?? throw new VerbFailedException("--key needs a verifier key, name+id+base64", 2)); break;
                case "--json": json = true; break;
                default: throw new VerbFailedException(
                    $"'{args[i]}' is not an option of 'verify-ledger'; ./smartcity verify-ledger --help lists them", 2);
            }
        }
        return new(data, checkpoints, keys, json);
    }
}
