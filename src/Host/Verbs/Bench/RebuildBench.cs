using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// All read models written anew from their streams while the system serves: events a second, against reading the same events and
/// their JSON bare, and what commands feel of it.
/// </summary>
internal static class RebuildBench
{
    private const int ServedPerSecond = 50, Connections = 8;

    /// <summary>Every table that approvals are in says something else of each of them.</summary>
    private const string Spoil =
        """
        update read.supervised set title_en = title_en || '?';
        update read.approvals set item_code = item_code || '?';
        update read.approval_filings set channel = channel || '?';
        update read.reviews set number = number || '?';
        update read.matters set title_en = title_en || '?';
        """;

    public static async Task<Report> Run(Workbench bench, int events)
    {
        while (await Count(bench.Database, "select count(*) from ledger.mt_events") < events)
            await LoopsBench.Loops(bench, Connections, TimeSpan.FromSeconds(5));
        await bench.Settle();
        var stored = await Count(bench.Database, "select count(*) from ledger.mt_events");
        var (bare, bareSeconds) = await Bare(bench.Database);

        var calm = await OpenLoop.Send(bench.Url, ServedPerSecond, TimeSpan.FromSeconds(5), Connections, bench.Route.File, _ => { });
        await bench.Settle();
        var report = new Report($"bench rebuild: {stored:N0} events / 重建读模型")
            .Add("barePerSecond", "events a second read bare, body and headers parsed as JSON / 裸读", bare / bareSeconds, "/s")
            .Add("calm.p95", $"a command at {ServedPerSecond} a second without a rebuild: p95", calm.Percentile(0.95), "ms");
        await Measure(bench, report, "", "all read models", stored, bare / bareSeconds);
        await bench.Execute(Spoil);
        await bench.Settle();
        await Measure(bench, report, "spoilt.", "every row written anew", stored, bare / bareSeconds);
        return report;
    }

    private static async Task Measure(Workbench bench, Report report, string key, string what, long events, double bare)
    {
        using var over = new CancellationTokenSource();
        var served = Serve(bench, over.Token);
        var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
        using var client = await VerbClient.AsAdministrator(new(bench.Url, "/"));
        var began = Stopwatch.GetTimestamp();
        await foreach (var progress in client.PostForLines("api/v1/operations/rebuild", null))
        {
            // Told page by page; only the end counts.
        }
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        host = CpuClock.OfProcess(bench.HostPid) - host;
        server = CpuClock.OfCluster(bench.Postmaster) - server;
        await over.CancelAsync();
        var meanwhile = await served;
        report.Add(key + "eventsPerSecond", $"{what}, while the system serves: events a second / 每秒事件", events / seconds, "/s")
            .Add(key + "ratio", "its ratio to the bare reading / 比值", events / seconds / bare)
            .Add(key + "seconds", "seconds / 秒", seconds, "s")
            .Add(key + "served.p50", "a command meanwhile: p50", meanwhile.Percentile(0.5), "ms")
            .Add(key + "served.p95", "a command meanwhile: p95", meanwhile.Percentile(0.95), "ms")
            .Add(key + "hostCpu", "processors used by the host / 主机占用", host / seconds)
            .Add(key + "postgresCpu", "processors used by PostgreSQL / 数据库占用", server / seconds);
    }

    private static async Task<Stretch> Serve(Workbench bench, CancellationToken over)
    {
        var stretch = Stretch.Nothing;
        while (!over.IsCancellationRequested)
            stretch = stretch.Then(await OpenLoop.Send(
                bench.Url, ServedPerSecond, TimeSpan.FromSeconds(1), Connections, bench.Route.File, _ => { }));
        return stretch;
    }

    private static async Task<(long Events, double Seconds)> Bare(NpgsqlDataSource database)
    {
        var began = Stopwatch.GetTimestamp();
        await using var query = database.CreateCommand("select data::text, headers::text from ledger.mt_events order by seq_id");
        await using var row = await query.ExecuteReaderAsync();
        var events = 0L;
        for (; await row.ReadAsync(); events++)
            for (var column = 0; column < 2; column++)
                using (JsonDocument.Parse(row.GetString(column)))
                {
                    // Read and parsed; nothing is made of it.
                }
        return (events, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static async Task<long> Count(NpgsqlDataSource database, string sql)
    {
        await using var query = database.CreateCommand(sql);
        return (long)(await query.ExecuteScalarAsync())!;
    }
}
