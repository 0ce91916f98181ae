using System.Text.Json;
using JasperFx.Events.Projections;
using Marten;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Operations;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;
using SmartCity.Projections.Shared.WhatIf;

namespace SmartCity.Host.Tests.Operations;

/// <summary>A host that moves closed matters when it is told to, and whose reconciler mends nothing.</summary>
public sealed class ArchiveHost() : HostFixture(["--Archive:Share=0", "--Reconciler:Share=0"]);

/// <summary>Closed matters move to the archived partitions after their period; everything else stays as it was.</summary>
public sealed class ArchiveTests(ArchiveHost host) : IClassFixture<ArchiveHost>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly District _district = host.District;
    private readonly Sql _sql = host.Host.Sql;

    [Fact]
    public async Task What_is_closed_moves_with_all_its_events_and_reads_replays_and_read_models_stay_as_they_were()
    {
        var (closed, open) = (await Closed(), await _district.File("drainage-permit"));
        await _district.CarryTo(open, "decision");
        await Wait.CardsOfThePlan(host.Host);
        var (rows, streams, stored) = (await ReadModels(), await Replays(closed, open), await Stored());
        var (seen, was) = (await Seen(closed), (await _district.Matter(closed)).Body);
        var hot = await Count("mt_events_default");

        var moved = await Move();
        moved.Matters.ShouldBeGreaterThan(0);
        (await Partition(closed)).ShouldBe("mt_streams_archived/mt_events_archived");
        (await Partition(open)).ShouldBe("mt_streams_default/mt_events_default");
        (await Count("mt_events_default")).ShouldBe(hot - moved.Events);
        (await _sql.Value<long>("select count(*) from ledger.mt_events e join ledger.mt_streams s on s.id = e.stream_id where s.is_archived <> e.is_archived"))
            .ShouldBe(0, "a stream lies in one place");

        (await Stored()).ShouldBe(stored, "every stored byte but the mark is the same");
        (await Replays(closed, open)).ShouldBe(streams);
        (await Seen(closed)).ShouldBe(seen);
        (await _district.Matter(closed)).Body.ShouldBe(was);
        (await ReadModels()).ShouldBe(rows);
        var ids = (await _sql.Rows("select id from ledger.mt_streams order by id")).Select(Guid.Parse).ToList();
        (await host.Host.Service<ReadModelCheck>().Look(ids, Guid.Empty, Stop)).Different.ShouldBeEmpty("the reconciler finds nothing");
        (await (await _district.Admin).Post("operations/rebuild")).Expect(200);
        (await ReadModels()).ShouldBe(rows, "a rebuild changes nothing");
    }

    [Fact]
    public async Task A_command_brings_an_archived_matter_back_and_it_goes_on_where_it_was()
    {
        var id = await Closed();
        await Move();
        var version = (await _district.Matter(id))["version"].GetInt64();
        (await (await _district.Integrator).Post($"matters/{id}/rating", new { level = 1 })).Expect(200)["version"].GetInt64().ShouldBeGreaterThan(version);
        (await Partition(id)).ShouldBe("mt_streams_default/mt_events_default");
        (await _district.Do(id, "late-first-call-back")).Expect(200);
        (await _sql.Value<long>($"select count(*) - max(version) from ledger.mt_events where stream_id = '{id}'")).ShouldBe(0);
        await Wait.Settled(host.Host);
        (await host.Host.Service<ReadModelCheck>().One(id, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_moves_and_whoever_acts_at_once_wait_for_each_other_and_nothing_is_lost()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Closed()));
        using var over = new CancellationTokenSource();
        var moving = Task.Run(async () =>
        {
            var moved = 0L;
            while (!over.IsCancellationRequested) moved += (await Move()).Matters;
            return moved;
        });
        var replies = await Task.WhenAll(ids.Select(async id =>
            await (await _district.Integrator).Post($"matters/{id}/rating", new { level = 5 })));
        await over.CancelAsync();
        (await moving).ShouldBeGreaterThan(0);
        foreach (var reply in replies) reply.Expect(200);
        (await _sql.Rows("select stream_id from ledger.mt_events group by stream_id having count(*) <> max(version) or count(distinct is_archived) > 1"))
            .ShouldBeEmpty();
        await Wait.Settled(host.Host);
        foreach (var id in ids) (await host.Host.Service<ReadModelCheck>().One(id, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_matter_is_not_opened_under_the_id_of_an_archived_one()
    {
        var id = await Closed();
        await Move();
        var again = await Should.ThrowAsync<PostgresException>(() => _sql.ExecuteAsApplication(
            $"""
            select desk.append_events(array['{id}'::uuid], array[0::bigint], array[1::bigint], array['{id}'::uuid], array[1::bigint],
                array[gen_random_uuid()], array['approval_filed'], array['x'], array['null'], array['null'], array['x'], array['x'], now(), array[]::uuid[])
            """));
        again.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        (await _sql.Value<long>($"select count(*) from ledger.mt_streams where id = '{id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_follows_from_the_beginning_sees_what_is_archived()
    {
        var id = await Closed();
        await Move();
        var past = host.Host.Service<PastMatters>().Read(new(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0)), Stop);
        var steps = new List<long>();
        await foreach (var matter in past)
            if (matter.Now.Id == id) steps.AddRange(matter.Steps.Select(step => step.Event.Version));
        steps.Count.ShouldBe((int)(await _district.Matter(id))["version"].GetInt64());
        ((DocumentStore)host.Host.Service<IDocumentStore>()).Options.Projections.All.ShouldNotBeEmpty();
        ((DocumentStore)host.Host.Service<IDocumentStore>()).Options.Projections.All
            .ShouldAllBe(projection => projection is EventFilterable && ((EventFilterable)projection).IncludeArchivedEvents);
    }

    [Fact]
    public async Task The_table_says_how_long_and_an_open_or_lately_moved_matter_stays()
    {
        var tables = host.Host.Service<PublishedTables>().Current.InForce(new(2026, 6, 1));
        var periods = RetentionPeriods.Of(tables, ["approval", "device", "queue-ticket", "a kind of tomorrow"]);
        periods.ShouldBe(new Dictionary<string, Duration> { ["approval"] = Duration.FromDays(730), ["queue-ticket"] = Duration.FromDays(365) });

        var id = await Closed();
        await host.Host.Service<ArchiveMover>().Round(Stop);
        (await Partition(id)).ShouldBe("mt_streams_default/mt_events_default", "two years are not over");
        (await Ready()).GetProperty("roundEndedAt").ValueKind.ShouldBe(JsonValueKind.String);
        await Move();
        var moved = await Count("mt_events_archived");
        moved.ShouldBeGreaterThan(0);
    }

    private async Task<Guid> Closed()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, null);
        await Wait.Settled(host.Host);
        return id;
    }

    /// <summary>Moves every closed approval, as if its period were over.</summary>
    private async Task<ArchivedStep> Move()
    {
        var archive = host.Host.Service<MatterArchive>();
        var (matters, events) = (0L, 0L);
        for (Guid? after = Guid.Empty; after is { } place;)
        {
            var step = await archive.Move(
                new Dictionary<string, Duration> { ["approval"] = Duration.Zero }, host.Host.Service<IClock>().GetCurrentInstant(), place, 2, Stop);
            (matters, events, after) = (matters + step.Matters, events + step.Events, step.Last);
        }
        return new(matters, events, null);
    }

    private async Task<string> Partition(Guid id) => string.Join(';', await _sql.Rows(
        $"""
        select distinct s.tableoid::regclass::text || '/' || e.tableoid::regclass::text
        from ledger.mt_streams s join ledger.mt_events e on e.stream_id = s.id where s.id = '{id}'
        """)).Replace("ledger.", "", StringComparison.Ordinal);

    private Task<long> Count(string partition) => _sql.Value<long>($"select count(*) from ledger.{partition}");

    /// <summary>What the audit and the matter's page tell of it: the events, and the state at each version.</summary>
    private async Task<IReadOnlyList<string>> Replays(params Guid[] ids)
    {
        var reader = host.Host.Service<MatterReader>();
        var told = new List<string>();
        foreach (var id in ids)
        {
            var events = await reader.Events(id, null, null, Stop);
            told.AddRange(events.Select(e => $"{e.Sequence} {e.Version} {e.Timestamp:O} {JsonSerializer.Serialize(e.Data, e.Data.GetType())}"));
            foreach (var version in (long[])[1, events.Count / 2, events.Count])
                told.Add($"{(await reader.Find(id, version, null, Stop))!.Status} {(await reader.Events(id, version, null, Stop)).Count}");
            told.Add($"{(await reader.Events(id, null, Instant.FromDateTimeOffset(events[events.Count / 2].Timestamp), Stop)).Count}");
        }
        return told;
    }

    private async Task<string> Seen(Guid id) => (await (await _district.Integrator).Get($"matters/{id}/timeline")).Body;

    private async Task<IReadOnlyList<string>> Stored() =>
        await _sql.Rows("select seq_id, stream_id, version, type, timestamp, md5(data::text), md5(headers::text), id from ledger.mt_events order by seq_id");

    private async Task<JsonElement> Ready()
    {
        using var http = new HttpClient { BaseAddress = new(host.Host.App.Urls.First()) };
        using var health = JsonDocument.Parse(await http.GetStringAsync("/health/ready", Stop));
        return health.RootElement.GetProperty("archive").Clone();
    }

    private async Task<IReadOnlyList<string>> ReadModels()
    {
        await Wait.Settled(host.Host);
        var rows = new List<string>();
        foreach (var (table, order) in new[]
            {
                ("tasks", "id"), ("matters", "id"), ("deadlines", "matter_id, timer"), ("attachments", "attachment_id"),
                ("supervised", "id, since"), ("approvals", "id, since"), ("approval_filings", "id, since"),
            })
            rows.AddRange(await _sql.Rows($"select t::text from read.{table} t order by {order}"));
        return rows;
    }
}
