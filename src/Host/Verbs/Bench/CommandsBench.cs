using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// Complete-task commands against the same rows from a bare endpoint, turn by turn in one run: whatever else the machine
/// does meets both.
/// </summary>
internal static class CommandsBench
{
    internal const string Command = "complete-task";
    private const int WarmUpMatters = 400, LoneMatters = 40;

    public static async Task<Report> Run(Workbench bench, int connections, int seconds)
    {
        var rows = await CountRows(bench);
        // Some stay open, so that every table has rows to take after.
        await Load.Send(bench.Url, connections, [.. Enumerable.Range(0, 30).Select(_ => bench.Route.File())]);
        var raw = await bench.StartRaw(rows.Whole, Command);
        var insert = HttpWire.Post("/insert", null, null, "{}");

        // Warm-up: the whole way of some matters, the last rounds of which tell how many a run needs.
        var rate = 0.0;
        await Rounds(bench, WarmUpMatters, connections, (_, completes) => Measure(completes, s => rate = s.Rate));
        await Load.Send(raw, connections, insert, TimeSpan.FromSeconds(3));

        var (commands, bare) = (Stretch.Nothing, Stretch.Nothing);
        var (hostCpu, commandsPg, rawCpu, rawPg) = (0.0, 0.0, 0.0, 0.0);
        var steps = bench.Route.Steps.Count;
        await Rounds(bench, (int)Math.Ceiling(rate * seconds / steps), connections, async (_, completes) =>
        {
            await bench.Settle();
            var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
            var round = await completes();
            hostCpu += CpuClock.OfProcess(bench.HostPid) - host ?? double.NaN;
            commandsPg += CpuClock.OfCluster(bench.Postmaster) - server ?? double.NaN;
            commands = commands.Then(round);

            await bench.Settle();
            (host, server) = (CpuClock.OfProcess(bench.RawPid), CpuClock.OfCluster(bench.Postmaster));
            round = await Load.Send(raw, connections, insert, TimeSpan.FromSeconds(round.Seconds));
            rawCpu += CpuClock.OfProcess(bench.RawPid) - host ?? double.NaN;
            rawPg += CpuClock.OfCluster(bench.Postmaster) - server ?? double.NaN;
            bare = bare.Then(round);
        });

        var (lone, loneBare) = (Stretch.Nothing, Stretch.Nothing);
        await Rounds(bench, LoneMatters, 1, (_, completes) => Measure(completes, s => lone = lone.Then(s)));
        loneBare = await Load.Send(raw, 1, insert, TimeSpan.FromSeconds(2));

        var report = new Report($"bench commands: {connections} connections, {commands.Milliseconds.Count} commands, "
            + $"{bare.Milliseconds.Count} bare requests / 命令吞吐");
        report.Add("commandsPerSecond", "complete-task commands / 完成任务命令", commands.Rate, "/s")
            .Add("rawPerSecond", "the same rows behind a bare endpoint / 裸接口写入同样行数", bare.Rate, "/s")
            .Add("ratio", "ratio / 比值", commands.Rate / bare.Rate)
            .Add("rowsPerCommand", "rows a command, inserted, updated or deleted / 每命令写入行数", rows.PerCommand.Values.Sum())
            .Add("rowsPerRawRequest", "rows a bare request / 每裸请求写入行数", rows.Whole.Values.Sum());
        Latencies(report, "commands", "commands / 命令", commands);
        Latencies(report, "raw", "bare / 裸接口", bare);
        Latencies(report, "loneCommand", "a lone command (1 connection) / 单连接命令", lone);
        Latencies(report, "loneRaw", "a lone bare request / 单连接裸请求", loneBare);
        Cpu(report, "commands", "a command / 每命令", hostCpu, commandsPg, commands);
        Cpu(report, "raw", "a bare request / 每裸请求", rawCpu, rawPg, bare);
        foreach (var (table, count) in rows.PerCommand) report.Add($"rows.{table}", $"rows a command in {table}", count);
        return report;
    }

    /// <summary>One approval alone, with a look at its rows before and after each completed task.</summary>
    internal static async Task<WrittenRows> CountRows(Workbench bench)
    {
        var rows = new WrittenRows(bench.Database, Command);
        await Rounds(bench, 1, 1, async (matter, completes) => await rows.Count(matter, completes));
        return rows;
    }

    /// <summary>
    /// Files matters and, task by task, claims for all of them what <paramref name="round"/> then completes.
    /// </summary>
    internal static async Task Rounds(Workbench bench, int matters, int connections, Func<Guid, Func<Task<Stretch>>, Task> round)
    {
        var before = await OpenTasks(bench.Database, []);
        await Load.Send(bench.Url, Math.Max(connections, 8), [.. Enumerable.Range(0, matters).Select(_ => bench.Route.File())]);
        var mine = (await OpenTasks(bench.Database, [])).Keys.Except(before.Keys).ToHashSet();
        for (var step = 0; step < bench.Route.Steps.Count; step++)
        {
            var at = step;
            var tasks = (await OpenTasks(bench.Database, mine)).Values;
            await Load.Send(bench.Url, Math.Max(connections, 8), [.. tasks.Select(task => bench.Route.Claim(at, task))]);
            byte[][] completes = [.. tasks.Select(task => bench.Route.Complete(at, task))];
            await round(mine.First(), () => Load.Send(bench.Url, connections, completes));
        }
    }

    /// <summary>The open task of each of these matters, or of every one.</summary>
    private static async Task<Dictionary<Guid, Guid>> OpenTasks(NpgsqlDataSource database, HashSet<Guid> matters)
    {
        await using var query = database.CreateCommand("select matter_id, id from read.tasks");
        await using var row = await query.ExecuteReaderAsync();
        var tasks = new Dictionary<Guid, Guid>();
        while (await row.ReadAsync())
            if (matters.Count == 0 || matters.Contains(row.GetGuid(0))) tasks[row.GetGuid(0)] = row.GetGuid(1);
        return tasks;
    }

    private static async Task Measure(Func<Task<Stretch>> load, Action<Stretch> take) => take(await load());

    private static void Latencies(Report report, string key, string label, Stretch stretch)
    {
        foreach (var (name, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
            report.Add($"{key}.{name}", $"{label}: {name}", stretch.Percentile(share), "ms");
    }

    private static void Cpu(Report report, string key, string label, double host, double server, Stretch stretch)
    {
        double? Each(double seconds) => double.IsNaN(seconds) ? null : seconds * 1000 / stretch.Milliseconds.Count;
        report.Add($"{key}.hostCpu", $"{label}: processor time of the host", Each(host), "ms")
            .Add($"{key}.postgresCpu", $"{label}: processor time of PostgreSQL", Each(server), "ms");
    }
}
