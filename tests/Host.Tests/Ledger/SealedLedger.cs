using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using SmartCity.Host.Ledger;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Ledger;
using Databases = SmartCity.Host.Tests.Shared.Databases;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>A ledger that a host sealed before it stopped: copies of its database may be spoilt at will.</summary>
public sealed class SealedLedger : IAsyncLifetime
{
    private readonly List<string> _copies = [];

    public string Database { get; private set; } = "";

    public string Folder { get; private set; } = "";

    internal CheckpointFolder Checkpoints => new(Path.Combine(Folder, EvidenceRegistration.Folder));

    public async ValueTask InitializeAsync()
    {
        await using var host = await RunningHost.Start(keep: true);
        (Database, Folder) = (host.Database, host.Folder);
        for (var i = 0; i < 5; i++) await host.District.File("drainage-permit");
        // The cards of the plan go on being raised beside: only what was filed has to be signed.
        await Wait.Until(async () => await host.Sql.Value<long>(
            """
            select count(*) from ledger.mt_events where data::text like '%DX-AP%' and seq_id > coalesce(
                (select max(sequence) from evidence.leaves where leaf < (select max(size) from evidence.checkpoints)), 0)
            """) == 0);
        await host.App.StopAsync();
    }

    /// <summary>Spoils a copy of the database as its owner and looks at it.</summary>
    /// <param name="spoil">SQL; the guards on the events are off.</param>
    public Task<LedgerVerdict> Spoilt(string spoil) => Look(spoil, (source, _) => Check(source, Checkpoints));

    /// <summary>What the verifier in Python says of it.</summary>
    public Task<JsonElement> SpoiltForPython(string spoil) => Look(spoil, Python);

    public async Task<T> Look<T>(string spoil, Func<NpgsqlDataSource, string, Task<T>> look)
    {
        var copy = await Databases.CopyOf(Database);
        _copies.Add(copy);
        await using var source = NpgsqlDataSource.Create(Databases.Owner(copy) + ";Maximum Pool Size=3");
        await using (var command = source.CreateCommand("alter table ledger.mt_events disable trigger user; " + spoil)) await command.ExecuteNonQueryAsync();
        return await look(source, copy);
    }

    internal static Task<LedgerVerdict> Check(NpgsqlDataSource source, CheckpointFolder folder) =>
        new LedgerCheck(source, folder, [], folder.ReadKeys()).Run((_, _) => { }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var copy in _copies.Append(Database)) await Databases.Drop(copy);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<JsonElement> Python(NpgsqlDataSource source, string copy)
    {
        var events = Path.Combine(Folder, copy + ".copy");
        await using (var connection = await source.OpenConnectionAsync())
        using (var rows = await connection.BeginTextExportAsync(DocumentedQuery()))
            await File.WriteAllTextAsync(events, await rows.ReadToEndAsync());
        using var python = Process.Start(new ProcessStartInfo("python3", [
            Path.Combine(Repository.Root, "tests", "verify_ledger.py"), "--events", events,
            "--checkpoints", Path.Combine(Folder, EvidenceRegistration.Folder),
        ]) { RedirectStandardOutput = true, Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" } })!;
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        var verdict = JsonDocument.Parse(said).RootElement;
        python.ExitCode.ShouldBe(verdict.GetProperty("holds").GetBoolean() ? 0 : 1);
        return verdict;
    }

    /// <summary>The query as <c>docs/ledger.md</c> gives it to whoever writes a verifier.</summary>
    private static string DocumentedQuery()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ledger.md"));
        var begin = text.IndexOf("copy (select", StringComparison.Ordinal);
        return text[begin..(text.IndexOf("to stdout", begin, StringComparison.Ordinal) + "to stdout".Length)];
    }

    public static bool HasPython { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "python3")));
}
