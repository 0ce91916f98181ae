using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// Exports of a ledger in every format: events a second from the request to the last byte, and how much the host's memory grows
/// meanwhile, so that it shows whether anything piles up.
/// </summary>
internal static class ExportBench
{
    /// <summary>
    /// Streams without their first event, under new ids: as large as real ones, and no matters to whoever follows the ledger. Rows
    /// of matters beside them, so that an export finds a number for each.
    /// </summary>
    private const string Copy =
        """
        create temporary table copies on commit drop as
        select s.id old, gen_random_uuid() id, s.version, c.n
        from ledger.mt_streams s join read.matters m on m.id = s.id and m.kind = 'approval', generate_series(1, $1) c (n) where s.version > 1;
        insert into ledger.mt_streams (id, version, timestamp, created) select id, version - 1, now(), now() from copies;
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers)
        select nextval('ledger.mt_events_sequence'), gen_random_uuid(), c.id, e.version - 1, e.data, e.type, now(), e.mt_dotnet_type,
               e.correlation_id, e.headers
        from copies c join ledger.mt_events e on e.stream_id = c.old and e.version > 1 order by c.n, e.seq_id;
        insert into read.matters
        select c.id, m.number || '-' || c.n, m.kind, m.title_zh, m.title_en, m.stage, m.status, m.unit, m.intake_unit, m.units, m.channel,
               m.opened_at, m.archived_at, m.due_at, m.warn_at, m.light
        from copies c join read.matters m on m.id = c.old
        """;

    public static async Task<Report> Run(Workbench bench, int events)
    {
        await LoopsBench.Loops(bench, 8, TimeSpan.FromSeconds(5));
        await bench.Settle();
        await Fill(bench, events);
        await bench.Settle();
        using var auditor = await VerbClient.AsAuditor(new(bench.Url, "/"));
        using var administrator = await VerbClient.AsAdministrator(new(bench.Url, "/"));
        var report = new Report($"bench export: {events:N0} events / 导出");
        const string Audit = "api/v1/audit/events/export?format=";
        foreach (var (name, client, path) in new[]
            {
                ("cloudevents", auditor, Audit + "cloudevents"), ("xes", auditor, Audit + "xes"), ("ocel2", auditor, Audit + "ocel2"),
                ("csv", auditor, Audit + "csv"), ("package", administrator, "api/v1/operations/ledger/export"),
            })
        {
            var (began, before) = (Stopwatch.GetTimestamp(), MemoryClock.Now(bench.HostPid));
            using var over = new CancellationTokenSource();
            var peak = MemoryClock.Peak(bench.HostPid, over.Token);
            var (exported, bytes) = await client.Download(path);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await over.CancelAsync();
            report.Add($"{name}.eventsPerSecond", $"{name}: events a second / 每秒事件", exported / seconds, "/s")
                .Add($"{name}.events", $"{name}: events", exported)
                .Add($"{name}.seconds", $"{name}: seconds", seconds, "s")
                .Add($"{name}.megabytes", $"{name}: size", bytes / 1e6, "MB")
                .Add($"{name}.memoryBefore", $"{name}: resident memory of the host before", before, "MB")
                .Add($"{name}.memoryPeak", $"{name}: its peak meanwhile", await peak, "MB");
        }
        return report;
    }

    private static async Task Fill(Workbench bench, int events)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        async Task<long> Count(string sql)
        {
            await using var count = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            return (long)(await count.ExecuteScalarAsync())!;
        }
        var stored = await Count("select count(*) from ledger.mt_events");
        var each = await Count(
            "select sum(s.version - 1)::bigint from ledger.mt_streams s join read.matters m on m.id = s.id and m.kind = 'approval'");
        var times = (events - stored + each - 1) / each;
        if (times <= 0) return;
        await using var transaction = await connection.BeginTransactionAsync();
        await using var copy = new NpgsqlCommand(Copy.Replace("$1", times.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), connection)
        {
            CommandTimeout = 0,
        };
        await copy.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        await bench.Execute("analyze ledger.mt_events; analyze ledger.mt_streams; analyze read.matters");
    }
}
