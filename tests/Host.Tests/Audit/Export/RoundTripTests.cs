using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SmartCity.Host.Audit.Export;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Audit.Export;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Tests.Audit.Export;

/// <summary>A package makes the same system again in an empty database, or nothing of it gets in.</summary>
[Collection(nameof(ExportTests))]
public sealed class RoundTripTests(ExportHost host) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smartcity-import-test").FullName;
    private string _database = "";
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Databases.NewEmpty();
        // Keys of persons are no part of a package: who may have them brings them.
        Copy(Path.Combine(host.Host.Folder, "keys"), Path.Combine(_folder, "keys"));
        _app = Program.Compose(RunningHost.Settings(_database, _folder, []));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Databases.Drop(_database);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Export_and_import_into_an_empty_system_give_the_same_streams_and_read_models()
    {
        var package = await host.Whole();
        (await host.Newest()).ShouldBe(await Last(package), "nobody is at work any more");
        await RefusesWhatIsWrong(package);

        var told = new List<LedgerRestoration.Progress>();
        await Import(package, told.Add);
        told.ShouldContain(progress => !progress.Rebuilding && progress.Done == progress.Total);
        told.ShouldContain(progress => progress.Rebuilding && progress.Done == progress.Total);

        await using (var imported = new Sql(_database))
        {
            (await Streams(imported)).ShouldBe(await Streams(host.Host.Sql));
            var tables = Tables();
            tables.Count.ShouldBeGreaterThan(15);
            foreach (var (table, columns) in tables)
                (await Hash(imported, table, columns) == await Hash(host.Host.Sql, table, columns)).ShouldBeTrue(table);
            foreach (var table in (string[])["read.matters", "read.tasks", "read.supervised", "read.devices", "read.patients", "read.referrals"])
                (await imported.Value<long>($"select count(*) from {table}")).ShouldBeGreaterThan(0, table);
        }
        (await Refused(package)).ShouldBe("import.not-empty");
        await GoesOn();
    }

    /// <summary>The system starts, shows the same, tells nobody anything and gives the next number.</summary>
    private async Task GoesOn()
    {
        await using var running = await RunningHost.Start(_database, _folder, keep: true);
        await Wait.Settled(running);
        foreach (var id in new[] { host.Granted, host.Referral })
            (await (await running.District.As("sq1-doctor-1")).Get($"matters/{id}")).Body
                .ShouldBe((await (await host.District.As("sq1-doctor-1")).Get($"matters/{id}")).Body);
        (await running.Sql.Value<long>("select count(*) from desk.notices")).ShouldBe(0, "nobody is told again of what is long past");
        var numbers = await running.Sql.Rows("select number from read.matters");
        var next = (await running.District.Matter(await running.District.File("mass-event"))).Text("number");
        numbers.ShouldNotContain(next);
        (await running.Sql.Value<long>("select count(*) from ledger.mt_events where timestamp > now() + interval '1 minute'")).ShouldBe(0);
    }

    private async Task RefusesWhatIsWrong(string package)
    {
        foreach (var (code, change) in new (string, Func<string, string>)[]
            {
                ("import.broken-line", lines => lines.Replace("\"specversion\":\"1.0\",\"id\":\"0", "\"specversion\":\"1.0\",\"id\":\"x0", StringComparison.Ordinal)),
                ("import.broken-line", lines => lines + "{\n"),
                ("import.count-differs", lines => lines[(lines.IndexOf('\n', StringComparison.Ordinal) + 1)..]),
                ("import.broken-stream", lines => lines.Replace("\"streamversion\":2,", "\"streamversion\":3,", StringComparison.Ordinal)),
                ("import.unknown-type", lines => lines.Replace("\"smartcity.device_planned\"", "\"smartcity.device_wished\"", StringComparison.Ordinal)),
            })
            (await Refused(Changed(package, change, null))).ShouldBe(code);
        (await Refused(Changed(package, lines => lines + "\n", null, rehash: false))).ShouldBe("import.damaged");
        (await Refused(Changed(package, null, manifest => manifest["format"] = "csv"))).ShouldBe("import.other-format");
        (await Refused(Changed(package, null, manifest => manifest["version"] = 2))).ShouldBe("import.other-format");
        (await Refused(await host.Package("format=cloudevents"))).ShouldBe("import.masked");
        (await Refused(Changed(package, null, manifest => manifest["selection"]!["kind"] = "approval"))).ShouldBe("import.not-whole");
        var cut = Path.Combine(_folder, "cut.zip");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(package))[..^500]);
        (await Refused(cut)).ShouldBe("import.unreadable");
        await using var sql = new Sql(_database);
        (await sql.Rows("select count(*) from ledger.mt_events union all select count(*) from ledger.mt_streams")).ShouldBe(["0", "0"]);
    }

    private Task Import(string package, Action<LedgerRestoration.Progress> tell) => LedgerRestoration.Run(_app, package, tell, default);

    private async Task<string> Refused(string package) =>
        (await Should.ThrowAsync<LedgerImportException>(() => Import(package, _ => { }))).Code;

    /// <summary>The package with other lines, or another manifest, whose hash fits unless it must not.</summary>
    private string Changed(string package, Func<string, string>? lines, Action<JsonObject>? manifest, bool rehash = true)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".zip");
        File.Copy(package, path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var content = Text(zip, "events.ndjson");
        var told = JsonNode.Parse(Text(zip, "manifest.json"))!.AsObject();
        if (lines is not null)
        {
            var changed = lines(content);
            (changed == content).ShouldBeFalse();
            Replace(zip, "events.ndjson", changed);
            if (rehash) told["files"]![0]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(changed)));
        }
        manifest?.Invoke(told);
        Replace(zip, "manifest.json", told.ToJsonString());
        return path;
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void Replace(ZipArchive zip, string name, string text)
    {
        zip.GetEntry(name)!.Delete();
        using var content = zip.CreateEntry(name).Open();
        content.Write(Encoding.UTF8.GetBytes(text));
    }

    private static async Task<long> Last(string package)
    {
        await using var zip = await ZipFile.OpenReadAsync(package);
        return JsonNode.Parse(Text(zip, "manifest.json"))!["lastSequence"]!.GetValue<long>();
    }

    /// <summary>Every table of rows that streams tell; a device's own row also holds what it measured last, which is no event.</summary>
    private List<(string Table, string Columns)> Tables()
    {
        var rows = host.Host.Service<MatterRows>();
        return [.. rows.InlineTables.Select(table => (table.Name, table.Columns)), .. rows.SpanTables.Select(table => (table.Name, "*"))];
    }

    private static async Task<string> Streams(Sql sql) => string.Join('\n', await sql.Rows(
        """
        select count(*), encode(sha256(string_agg(sha256(convert_to(concat_ws('|', seq_id, id, stream_id, version, type, timestamp, mt_dotnet_type,
            correlation_id, causation_id, headers, data), 'UTF8')), '' order by seq_id)), 'hex') from ledger.mt_events
        union all
        select count(*), encode(sha256(string_agg(sha256(convert_to(concat_ws('|', id, version), 'UTF8')), '' order by id)), 'hex') from ledger.mt_streams
        """));

    private static Task<string> Hash(Sql sql, string table, string columns) => sql.Value<string>(
        $"""
        select count(*) || ' ' || coalesce(encode(sha256(convert_to(string_agg(t::text, '|' order by t::text), 'UTF8')), 'hex'), '')
        from (select {columns} from {table}) t
        """);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
