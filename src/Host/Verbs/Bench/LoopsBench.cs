using System.Diagnostics;
using System.Text.Json;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>Whole approvals: filed, every task claimed and completed by whose it is, archived.</summary>
internal static class LoopsBench
{
    public static async Task<Report> Run(Workbench bench, int atOnce, int seconds)
    {
        await Loops(bench, atOnce, TimeSpan.FromSeconds(5));
        await bench.Settle();
        var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
        var loops = await Loops(bench, atOnce, TimeSpan.FromSeconds(seconds));
        double? Each(double? cpu) => cpu * 1000 / loops.Milliseconds.Count;
        return new Report($"bench loops: {atOnce} at a time, {loops.Milliseconds.Count} approvals archived / 完整办件")
            .Add("loopsPerSecond", "approvals from filing to archive / 从申请到归档", loops.Rate, "/s")
            .Add("commandsPerLoop", "commands an approval / 每件命令数", 1 + (2 * bench.Route.Steps.Count))
            .Add("p50", "one approval: p50", loops.Percentile(0.5), "ms")
            .Add("p95", "one approval: p95", loops.Percentile(0.95), "ms")
            .Add("p99", "one approval: p99", loops.Percentile(0.99), "ms")
            .Add("hostCpu", "one approval: processor time of the host", Each(CpuClock.OfProcess(bench.HostPid) - host), "ms")
            .Add("postgresCpu", "one approval: processor time of PostgreSQL", Each(CpuClock.OfCluster(bench.Postmaster) - server), "ms");
    }

    /// <summary>As many as go in a time.</summary>
    public static async Task<Stretch> Loops(Workbench bench, int atOnce, TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            using var wire = await HttpWire.Open(bench.Url);
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                var filed = Stopwatch.GetTimestamp();
                await Loop(wire, bench.Route);
                mine.Add(Stopwatch.GetElapsedTime(filed).TotalMilliseconds);
            }
            return mine;
        })));
        return new(Stopwatch.GetElapsedTime(began).TotalSeconds, [.. latencies.SelectMany(l => l)]);
    }

    private static async Task Loop(HttpWire wire, ApprovalRoute route)
    {
        var answer = Read(await wire.Send(route.File()));
        for (var step = 0; step < route.Steps.Count; step++)
        {
            // Every answer names the tasks that are open now.
            var task = answer.GetProperty("openTasks")[0].GetProperty("id").GetGuid();
            await wire.Send(route.Claim(step, task));
            answer = Read(await wire.Send(route.Complete(step, task)));
        }
        if (answer.GetProperty("stage").GetString() != "archive")
            throw new InvalidOperationException($"A matter ended short of the archive: {answer}");
    }

    private static JsonElement Read(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }
}
