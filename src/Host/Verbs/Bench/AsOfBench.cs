using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// A list of matters as of a moment that nobody asked for before, and asked again: how long each takes among so many events. Most of
/// the events are copies of whole approvals under other ids and numbers, so that every one of them folds like a real one.
/// </summary>
internal static class AsOfBench
{
    private const int Connections = 8;
    private const string Events = "ledger.mt_events";

    /// <summary>Copies so many times every approval that is archived; every id in a body moves with its stream.</summary>
    private const string Copies =
        """
        create temp table seeds as
            select stream_id as id from ledger.mt_events where type = 'approval_archived' order by seq_id limit 5000;
        create temp table copies as
            select s.id as seed, lpad(to_hex(n), 8, '0') as mark, n from seeds s, generate_series(1, $1) n;
        insert into ledger.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
        select (c.mark || substr(m.id::text, 9))::uuid, m.type, m.version, m.timestamp, m.created, m.tenant_id, false
        from copies c join ledger.mt_streams m on m.id = c.seed;
        insert into ledger.mt_events
            (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived, correlation_id, causation_id, headers)
        select nextval('ledger.mt_events_sequence'), gen_random_uuid(), (c.mark || substr(e.stream_id::text, 9))::uuid, e.version,
            regexp_replace(regexp_replace(e.data::text, '[0-9a-f]{8}(-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})', c.mark || '\1', 'g'),
                '(DX-AP-[0-9]{8}-)([0-9]{6})', '\1' || c.n || '-\2', 'g')::jsonb,
            e.type, e.tenant_id, e.timestamp, e.mt_dotnet_type, false, e.correlation_id, e.causation_id, e.headers
        from copies c join ledger.mt_events e on e.stream_id = c.seed order by c.n, e.seq_id;
        drop table seeds, copies;
        """;

    public static async Task<Report> Run(Workbench bench, int events)
    {
        await LoopsBench.Loops(bench, Connections, TimeSpan.FromSeconds(20));
        var real = await Count(bench.Database, Events);
        var times = Math.Max(1, (int)Math.Ceiling((events - real) / (double)real));
        await using (var copy = bench.Database.CreateCommand(Copies.Replace("$1", $"{times}", StringComparison.Ordinal)))
        {
            copy.CommandTimeout = 1800;
            await copy.ExecuteNonQueryAsync();
        }
        await bench.Execute("analyze ledger.mt_events; analyze ledger.mt_streams");
        for (var minutes = 0; minutes < 20; minutes++) await bench.Settle();

        using var client = await VerbClient.AsAdministrator(new(bench.Url, "/"));
        var report = new Report($"bench as-of: {await Count(bench.Database, Events):N0} events / 历史时点");
        report.Add("events", "events / 事件", await Count(bench.Database, Events));
        foreach (var (name, label) in new[] { ("first", "a moment asked for the first time"), ("second", "another moment asked for the first time") })
        {
            var at = Uri.EscapeDataString((await client.Get<JsonDocument>("api/v1/demo/clock"))!.RootElement.GetProperty("now").GetString()!);
            var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
            var (seconds, asked) = await Ask(client, at);
            report.Add($"{name}.seconds", $"{label}: seconds / 首次", seconds, "s")
                .Add($"{name}.asked", "  answers with progress until then / 进度", asked)
                .Add($"{name}.hostCpu", "  processors used by the host", (CpuClock.OfProcess(bench.HostPid) - host) / seconds)
                .Add($"{name}.postgresCpu", "  processors used by PostgreSQL", (CpuClock.OfCluster(bench.Postmaster) - server) / seconds)
                .Add($"{name}.matters", "  matters that stand there / 办件", await Count(bench.Database, await Place(bench.Database) + ".matters"))
                .Add($"{name}.again", "  the same moment again: seconds / 再次", (await Ask(client, at)).Seconds, "s");
        }
        return report;
    }

    /// <summary>Asks until the list is there: a page of matters has items, what is being made has a state.</summary>
    private static async Task<(double Seconds, int Asked)> Ask(VerbClient client, string at)
    {
        var began = Stopwatch.GetTimestamp();
        for (var asked = 0; ; asked++)
        {
            using var answer = (await client.Get<JsonDocument>($"api/v1/matters?limit=50&asOf={at}"))!;
            if (answer.RootElement.TryGetProperty("items", out _)) return (Stopwatch.GetElapsedTime(began).TotalSeconds, asked);
            await Task.Delay(100);
        }
    }

    private static async Task<long> Count(NpgsqlDataSource database, string table)
    {
        await using var query = database.CreateCommand($"select count(*) from {table}");
        return (long)(await query.ExecuteScalarAsync())!;
    }

    /// <summary>The schema of the moment that was asked for last.</summary>
    private static async Task<string> Place(NpgsqlDataSource database)
    {
        await using var query = database.CreateCommand("select place from desk.as_of order by used_at desc limit 1");
        return (string)(await query.ExecuteScalarAsync())!;
    }
}
