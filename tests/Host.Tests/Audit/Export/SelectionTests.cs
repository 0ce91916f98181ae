using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Npgsql;
using SmartCity.Host.Audit.Export;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Audit.Export;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Tests.Audit.Export;

/// <summary>What an export holds and for whom, and what a package says of itself.</summary>
[Collection(nameof(ExportTests))]
public sealed class SelectionTests(ExportHost host)
{
    [Fact]
    public async Task A_kind_a_period_or_a_stream_is_exported_alone()
    {
        foreach (var kind in await host.Host.Sql.Rows("select distinct kind from read.matters"))
            await Holds($"kind={kind}", $"stream_id in (select id from read.matters where kind = '{kind}')");
        await Holds("kind=patient", "stream_id in (select id from read.patients)");
        await Holds("kind=device", "stream_id in (select id from read.devices)");
        await Holds($"stream={host.Granted}", $"stream_id = '{host.Granted}'");
        var middle = await host.Host.Sql.Value<string>(
            """
            select to_char(percentile_disc(0.5) within group (order by timestamp) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            from ledger.mt_events
            """);
        await Holds($"from={middle}", $"timestamp >= '{middle}'");
        await Holds($"to={middle}", $"timestamp < '{middle}'");
        await Holds($"kind=approval&from={middle}", $"timestamp >= '{middle}' and stream_id in (select id from read.matters where kind = 'approval')");
        (await host.Export($"format=csv&stream={Guid.NewGuid()}")).Expect(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_export_is_refused()
    {
        (await host.Export("format=pdf")).Refused(400, "export.unknown-format");
        (await host.Export("")).Refused(400, "export.unknown-format");
        (await host.Export("format=csv&kind=wishes")).Refused(400, "request.unknown-word");
        (await host.Export("format=csv&from=tomorrow")).Refused(400, "request.bad-time");
        (await host.Export("format=csv&from=2026-02-01&to=2026-01-01")).Refused(400, "request.bad-period");
        (await (await host.District.As("hall-clerk-1")).Get("audit/events/export?format=csv")).Expect(403);
        (await (await host.District.Integrator).Get("audit/events/export?format=csv")).Expect(403);
        (await (await host.District.As("auditor-1")).Get("operations/ledger/export")).Expect(403);
    }

    [Fact]
    public async Task Nothing_is_left_out_that_has_a_sequence_and_is_not_committed_yet()
    {
        var (owner, stream) = (host.Host.Service<SmartCity.Host.Ledger.Databases>().Owner, Guid.CreateVersion7());
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var append = new NpgsqlCommand(
            $$"""
            insert into ledger.mt_streams (id, version) values ('{{stream}}', 1);
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type, timestamp)
            values (nextval('ledger.mt_events_sequence'), gen_random_uuid(), '{{stream}}', 1, '{"workItem": "{{Guid.NewGuid()}}", "by": "x"}',
                'work_item_released', 'SmartCity.Domain.Shared.Process.WorkItemReleased, SmartCity.Domain', now())
            """, connection)) await append.ExecuteNonQueryAsync();
        var export = host.Export($"format=cloudevents&stream={stream}");
        await Task.Delay(500);
        export.IsCompleted.ShouldBeFalse();
        await Should.ThrowAsync<LedgerUnsettledException>(new SettledHorizon(owner).Await(default, TimeSpan.FromMilliseconds(100)));
        await transaction.CommitAsync();
        (await export).Expect(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_package_says_what_is_in_it_and_can_be_checked()
    {
        foreach (var format in new[] { "xes", "ocel2", "cloudevents", "csv" })
        {
            await using var zip = await ZipFile.OpenReadAsync(await host.Package($"format={format}&kind=approval"));
            var manifest = await Manifest(zip);
            var file = manifest.GetProperty("files").EnumerateArray().ShouldHaveSingleItem();
            using var content = new MemoryStream();
            await using (var entry = await zip.GetEntry(file.GetProperty("name").GetString()!)!.OpenAsync()) await entry.CopyToAsync(content);
            Convert.ToHexStringLower(SHA256.HashData(content.ToArray())).ShouldBe(file.GetProperty("sha256").GetString());
            file.GetProperty("bytes").GetInt64().ShouldBe(content.Length);
            (await host.Host.Sql.Rows(
                """
                select count(*), min(seq_id), max(seq_id), count(distinct stream_id) from ledger.mt_events
                where stream_id in (select id from read.matters where kind = 'approval')
                """)).ShouldBe([string.Join('|', new[] { "events", "firstSequence", "lastSequence", "streams" }.Select(name => manifest.GetProperty(name)))]);
            manifest.GetProperty("selection").GetProperty("kind").GetString().ShouldBe("approval");
            manifest.GetProperty("ledger").GetProperty("checkpoint").GetString().ShouldStartWith("smartcity.local/ledger\n");
        }
    }

    [Fact]
    public async Task A_package_takes_the_checkpoint_and_the_proofs_along_where_there_are_some()
    {
        var asked = new List<long>();
        var packages = new ExportPackage(host.Host.Service<IClock>(), new(
            _ => Task.FromResult<string?>("checkpoint\n"), (sequence, _) =>
            {
                asked.Add(sequence);
                return Task.FromResult<JsonNode?>(new JsonObject { ["leaf"] = sequence });
            }));
        var pages = host.Host.Service<LedgerPages>();
        foreach (var (selection, few) in new[] { (new ExportSelection(Stream: host.Granted), true), (new ExportSelection(), false) })
        {
            asked.Clear();
            var scope = await pages.Settle(selection, default);
            using var stream = new MemoryStream();
            await packages.Write(host.Host.Service<ExportFormats>().Find("csv")!, scope, stream, default);
            stream.Position = 0;
            await using var zip = new ZipArchive(stream);
            var ledger = (await Manifest(zip)).GetProperty("ledger");
            ledger.GetProperty("checkpoint").GetString().ShouldBe("checkpoint\n");
            var size = await pages.Size(scope, default);
            (size.Events <= ExportPackage.ProvedEach).ShouldBe(few);
            asked.Count.ShouldBe(few ? (int)size.Events : 2);
            ledger.GetProperty("proofs").EnumerateObject().Count().ShouldBe(asked.Count);
        }
    }

    private async Task Holds(string query, string where)
    {
        var expected = await host.Host.Sql.Rows($"select id from ledger.mt_events where {where} order by seq_id");
        expected.ShouldNotBeEmpty(query);
        var body = (await host.Export("format=cloudevents&" + query)).Expect(200).Body;
        body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ShouldBe(expected, query);
    }

    private static async Task<JsonElement> Manifest(ZipArchive zip)
    {
        await using var content = await zip.GetEntry("manifest.json")!.OpenAsync();
        return (await JsonDocument.ParseAsync(content)).RootElement;
    }
}
