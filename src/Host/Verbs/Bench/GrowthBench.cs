using System.Globalization;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// What a command and a look into an inbox cost while the ledger grows: processor time of host and database at each size, as a ratio to
/// the same rows raw in the same turns. Every figure is told; the largest ratio over the smallest is what growth costs.
/// </summary>
internal static class GrowthBench
{
    private const int Seeds = 45, OpenMatters = 100, WarmUp = 150, Matters = 96, Turns = 4, Connections = 16;
    private const int InboxTurns = 11, Looks = 150;
    private const double Allowed = 1.25;

    public static async Task<Report> Run(Workbench bench, IReadOnlyList<long> sizes)
    {
        var rows = await CommandsBench.CountRows(bench);
        await Load.Send(bench.Url, 8, [.. Enumerable.Range(0, OpenMatters).Select(_ => bench.Route.File())]);
        var raw = await bench.StartRaw(rows.Whole, CommandsBench.Command);
        await CommandsBench.Rounds(bench, Seeds, 8, (_, completes) => completes());
        await CommandsBench.Rounds(bench, WarmUp, Connections, (_, completes) => completes());
        await Inbox(bench);
        await bench.Settle();

        var fill = new GrowthFill(bench.Database);
        var report = new Report("bench growth: what a command and a look into an inbox cost / 台账增长");
        var (appends, looks) = (new List<double>(), new List<double>());
        foreach (var size in sizes)
        {
            var moved = await fill.FillTo(size);
            await bench.Settle();
            var (all, hot) = await fill.Stored();
            var key = size.ToString(CultureInfo.InvariantCulture);
            await CommandsBench.Rounds(bench, Seeds, Connections, (_, completes) => completes());
            var append = await Append(bench, raw);
            var inbox = await Inbox(bench);
            appends.Add(append.Ratio);
            looks.Add(inbox.Ratio);
            report.Add($"{key}.events", $"{size:N0}: events stored / 已存事件", all)
                .Add($"{key}.hot", "  of them in the hot partition / 热分区", hot)
                .Add($"{key}.moved", "  events a second that the mover's steps moved / 归档速度", moved, "/s")
                .Add($"{key}.append", "  a completed task: processor time of host and database / 命令", append.Ours, "ms")
                .Add($"{key}.appendRaw", "  the same rows behind a bare endpoint / 裸写入", append.Bare, "ms")
                .Add($"{key}.appendRatio", "  its ratio / 比值", append.Ratio)
                .Add($"{key}.appendP50", "  a command over HTTP: p50", append.P50, "ms")
                .Add($"{key}.inbox", "  the first page of an inbox: processor time / 待办首页", inbox.Ours, "ms")
                .Add($"{key}.inboxRaw", "  its rows by a bare query / 裸查询", inbox.Bare, "ms")
                .Add($"{key}.inboxRatio", "  its ratio / 比值", inbox.Ratio)
                .Add($"{key}.inboxP50", "  the first page over HTTP: p50", inbox.P50, "ms");
        }
        return report
            .Add("appendSpread", $"append: largest ratio over smallest, {Allowed} allowed / 写入增幅", appends.Max() / appends.Min())
            .Add("inboxSpread", $"inbox: largest ratio over smallest, {Allowed} allowed / 待办增幅", looks.Max() / looks.Min())
            .Add("within", "both within what is allowed: 1 yes, 0 no / 是否达标",
                appends.Max() / appends.Min() <= Allowed && looks.Max() / looks.Min() <= Allowed ? 1 : 0);
    }

    /// <summary>Milliseconds of processor time a piece of work, ours and bare, in each turn; and how long the look of one took.</summary>
    private sealed record Cost(IReadOnlyList<(double Ours, double Bare)> Turns, double P50)
    {
        public double Ours => Middle(Turns.Select(turn => turn.Ours));

        public double Bare => Middle(Turns.Select(turn => turn.Bare));

        /// <summary>The middle one of the turns' ratios: what else the machine did in one of them does not count.</summary>
        public double Ratio => Middle(Turns.Select(turn => turn.Ours / turn.Bare));

        private static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted && sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<Cost> Append(Workbench bench, Uri raw)
    {
        var insert = HttpWire.Post("/insert", null, null, "{}");
        var (commands, turns) = (Stretch.Nothing, new List<(double, double)>());
        for (var turn = 0; turn < Turns; turn++)
            await CommandsBench.Rounds(bench, Matters, Connections, async (_, completes) =>
            {
                await bench.Settle();
                var before = Used(bench, bench.HostPid);
                var round = await completes();
                var (ours, count) = (Used(bench, bench.HostPid) - before, round.Milliseconds.Count);
                commands = commands.Then(round);

                before = Used(bench, bench.RawPid);
                await Load.Send(raw, Connections, [.. Enumerable.Repeat(insert, count)]);
                turns.Add((ours * 1000 / count, (Used(bench, bench.RawPid) - before) * 1000 / count));
            });
        return new(turns, commands.Percentile(0.5));
    }

    /// <summary>The first page of whoever has the first task of the open matters, and its rows by a prepared query, turn by turn.</summary>
    private static async Task<Cost> Inbox(Workbench bench)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var query = new NpgsqlCommand("select * from read.tasks where unit = $1 and role = $2 order by id limit 50", connection);
        foreach (var value in await Owner(connection)) query.Parameters.Add(new() { Value = value });
        await query.PrepareAsync();
        var look = HttpWire.Get("/api/v1/tasks?limit=50", bench.Route.Steps[0].Token);
        var (looks, turns) = (Stretch.Nothing, new List<(double, double)>());
        for (var turn = 0; turn < InboxTurns; turn++)
        {
            var before = Used(bench, bench.HostPid);
            looks = looks.Then(await Load.Send(bench.Url, 1, [.. Enumerable.Repeat(look, Looks)]));
            var ours = Used(bench, bench.HostPid) - before;
            before = Used(bench, Environment.ProcessId);
            for (var i = 0; i < Looks; i++)
            {
                await using var row = await query.ExecuteReaderAsync();
                while (await row.ReadAsync())
                    for (var column = 0; column < row.FieldCount; column++) row.GetValue(column);
            }
            turns.Add((ours * 1000 / Looks, (Used(bench, Environment.ProcessId) - before) * 1000 / Looks));
        }
        return new(turns, looks.Percentile(0.5));
    }

    /// <summary>The unit and the role with the most tasks.</summary>
    private static async Task<string[]> Owner(NpgsqlConnection connection)
    {
        await using var query = new NpgsqlCommand("select unit, role from read.tasks group by unit, role order by count(*) desc limit 1", connection);
        await using var row = await query.ExecuteReaderAsync();
        await row.ReadAsync();
        return [row.GetString(0), row.GetString(1)];
    }

    /// <summary>Seconds of processor time that the program and the database have used; the machine must tell them.</summary>
    private static double Used(Workbench bench, int? program) => CpuClock.Serving(program, bench.Postmaster)
        ?? throw new InvalidOperationException("The processor time of a program or of PostgreSQL is not to be had.");
}
