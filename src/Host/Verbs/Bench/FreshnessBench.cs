using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// How long after its answer a command stands in the read models, while commands keep coming at a steady rate: the inbox, which
/// is written with the events, and the rows that supervision counts, which follow.
/// </summary>
internal static class FreshnessBench
{
    private const int Connections = 32;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(30);

    public static async Task<Report> Run(Workbench bench, int rate, int seconds)
    {
        await OpenLoop.Send(bench.Url, rate, TimeSpan.FromSeconds(5), Connections, bench.Route.File, _ => { });
        await bench.Settle();

        var answered = new ConcurrentDictionary<Guid, long>();
        var (followed, inbox) = (new List<double>(), new List<double>());
        using var over = new CancellationTokenSource();
        var watch = Task.WhenAll(
            Watch(bench.Database, "select id from read.supervised where id = any($1)", answered, followed, over.Token),
            Watch(bench.Database, "select matter_id from read.tasks where matter_id = any($1)", answered, inbox, over.Token));
        var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
        var commands = await OpenLoop.Send(bench.Url, rate, TimeSpan.FromSeconds(seconds), Connections, bench.Route.File, answer =>
        {
            using var body = JsonDocument.Parse(answer);
            answered[body.RootElement.GetProperty("id").GetGuid()] = Stopwatch.GetTimestamp();
        });
        host = CpuClock.OfProcess(bench.HostPid) - host;
        server = CpuClock.OfCluster(bench.Postmaster) - server;
        await over.CancelAsync();
        await watch;

        var report = new Report($"bench freshness: {rate} commands a second for {seconds} s, {answered.Count} seen / 读模型时效")
            .Add("commandsPerSecond", "commands answered a second / 每秒命令", commands.Rate, "/s");
        Latencies(report, "commands", "a command, from the moment it was due / 命令", commands.Milliseconds);
        Latencies(report, "inbox", "from the answer to the task in the inbox / 待办可见", inbox);
        Latencies(report, "supervised", "from the answer to the row that supervision counts / 督查可见", followed);
        return report
            .Add("notSeen", "rows not there 30 s later / 未出现", (2 * answered.Count) - followed.Count - inbox.Count)
            .Add("hostCpu", "processors used by the host / 主机占用", host / commands.Seconds)
            .Add("postgresCpu", "processors used by PostgreSQL / 数据库占用", server / commands.Seconds);
    }

    /// <summary>Looks every few milliseconds for what was answered and not seen yet; at the end until everything is seen.</summary>
    private static async Task Watch(
        NpgsqlDataSource database, string sql, ConcurrentDictionary<Guid, long> answered, List<double> delays, CancellationToken over)
    {
        var seen = new HashSet<Guid>();
        var ended = 0L;
        while (true)
        {
            var waiting = answered.Keys.Where(id => !seen.Contains(id)).ToArray();
            if (over.IsCancellationRequested)
            {
                ended = ended == 0 ? Stopwatch.GetTimestamp() : ended;
                if (waiting.Length == 0 || Stopwatch.GetElapsedTime(ended) > Patience) return;
            }
            if (waiting.Length > 0)
            {
                await using var query = database.CreateCommand(sql);
                query.Parameters.Add(new() { Value = waiting });
                var asked = Stopwatch.GetTimestamp();
                await using var row = await query.ExecuteReaderAsync(CancellationToken.None);
                while (await row.ReadAsync(CancellationToken.None))
                    if (row.GetGuid(0) is var id && seen.Add(id))
                        delays.Add(Math.Max(0, Stopwatch.GetElapsedTime(answered[id], Math.Max(asked, answered[id])).TotalMilliseconds));
            }
            await Task.Delay(Look, CancellationToken.None);
        }
    }

    private static void Latencies(Report report, string key, string label, IReadOnlyList<double> milliseconds)
    {
        var stretch = new Stretch(1, milliseconds);
        foreach (var (name, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
            report.Add($"{key}.{name}", $"{label}: {name}", stretch.Percentile(share), "ms");
    }
}
