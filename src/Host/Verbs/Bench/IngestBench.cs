using System.Globalization;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>What is measured: which doors, how many stations, points a message, messages under way a station.</summary>
internal sealed record IngestPlan(
    IReadOnlyList<string> Doors, int Stations, int Points, int InFlight, int Seconds, int Hj212Port, int MqttPort);

/// <summary>
/// Values acknowledged after their commit, door by door, against the same rows by COPY into the same server, turn by turn in
/// one run: whatever else the machine does meets both.
/// </summary>
internal static class IngestBench
{
    private const int Turns = 4;

    public static async Task<Report> Run(Workbench bench, IngestPlan plan)
    {
        var report = new Report($"bench ingest: {plan.Stations} stations, {plan.Points} values a message, "
            + $"{plan.InFlight} messages under way each / 遥测接入");
        foreach (var name in plan.Doors)
        {
            await using IngestDoor door = name switch
            {
                "hj212" => new IngestHj212(bench.Url, plan.Hj212Port),
                "mqtt" => new IngestMqtt(bench.Url, plan.MqttPort),
                _ => new IngestWriter(bench),
            };
            await Measure(bench, door, plan, report);
        }
        await bench.Execute("drop schema if exists bench cascade");
        return report;
    }

    private static async Task Measure(Workbench bench, IngestDoor door, IngestPlan plan, Report report)
    {
        await door.Open(plan.Stations, plan.Points);
        var (load, raw) = (new IngestLoad(door, plan.Stations, plan.InFlight), new IngestRaw(bench, plan.Stations, plan.Points));
        await raw.Prepare();
        await load.Run(TimeSpan.FromSeconds(4));
        await raw.Run(TimeSpan.FromSeconds(2));

        var hostPid = door is IngestWriter ? Environment.ProcessId : bench.HostPid;
        var (sent, rawSeconds, rawRows) = (Stretch.Nothing, 0.0, 0L);
        var (hostCpu, serverCpu) = (0.0, 0.0);
        var memory = new List<double?> { MemoryOf(hostPid) };
        var turn = TimeSpan.FromSeconds((double)plan.Seconds / Turns);
        for (var i = 0; i < Turns; i++)
        {
            var (host, server) = (CpuClock.OfProcess(hostPid), CpuClock.OfCluster(bench.Postmaster));
            sent = sent.Then(await load.Run(turn));
            hostCpu += CpuClock.OfProcess(hostPid) - host ?? double.NaN;
            serverCpu += CpuClock.OfCluster(bench.Postmaster) - server ?? double.NaN;
            memory.Add(MemoryOf(hostPid));
            var (seconds, rows) = await raw.Run(turn);
            (rawSeconds, rawRows) = (rawSeconds + seconds, rawRows + rows);
        }

        var (name, values) = (door.Name, sent.Milliseconds.Count * (double)plan.Points);
        double? Each(double cpu) => double.IsNaN(cpu) ? null : cpu * 1e6 / values;
        report.Add($"{name}.pointsPerSecond", $"{name}: values acknowledged / 每秒确认数据", values / sent.Seconds, "/s")
            .Add($"{name}.rawPerSecond", $"{name}: the same rows by COPY / 裸 COPY 写入", rawRows / rawSeconds, "/s")
            .Add($"{name}.ratio", $"{name}: ratio / 比值", values / sent.Seconds / (rawRows / rawSeconds));
        foreach (var (label, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
            report.Add($"{name}.{label}", $"{name}: {label} of a message", sent.Percentile(share), "ms");
        report.Add($"{name}.hostCpu", $"{name}: processor time of the host a value", Each(hostCpu), "µs")
            .Add($"{name}.postgresCpu", $"{name}: processor time of PostgreSQL a value", Each(serverCpu), "µs")
            .Add($"{name}.memoryStart", $"{name}: memory at the start, in the middle, at the end", memory[0], "MB")
            .Add($"{name}.memoryMiddle", "", memory[Turns / 2], "MB")
            .Add($"{name}.memoryEnd", "", memory[^1], "MB");
    }

    /// <summary>What a process of this machine holds in memory.</summary>
    private static double? MemoryOf(int? pid)
    {
        if (pid is not { } id || !File.Exists($"/proc/{id}/status")) return null;
        var line = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
