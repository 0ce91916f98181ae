using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>How much is loaded and how hard is pressed.</summary>
/// <param name="Cases">Synthetic past cases that go in through the import.</param>
/// <param name="Stored">Rows of cases in the read models when it is measured.</param>
/// <param name="Rate">New cases a second.</param>
internal sealed record CasesLoad(int Cases, int Stored, int Rate, int Seconds);

/// <summary>
/// City cases: a year of past ones through the import, and then, among a million stored ones, how fast duplicates are
/// suggested, an inbox opens, and a report is dispatched while others keep coming.
/// </summary>
internal static class CasesBench
{
    private const string Command = "report-case";
    private const int Lookups = 2000, Pages = 2000, Seeds = 5000, Connections = 32;

    public static async Task<Report> Run(Workbench bench, CasesLoad load)
    {
        using var http = new HttpClient { BaseAddress = bench.Url };
        using var client = await VerbClient.AsIntegrator(new(bench.Url, "/"));
        var dice = new Dice(20261122);
        var places = await CasePlaces.Read(client, dice);
        var people = await People.Meet(http);
        var report = new Report($"bench cases: {load.Cases:N0} imported, {load.Stored:N0} stored, {load.Rate} a second / 城市案件");

        await Import(bench, client, places, dice, load, report);
        var reports = new CaseReports(places, await People.Integrator(http));
        await Fill(bench, reports, load, report);
        await Duplicates(bench, places, await people.Token("dispatcher"), report);
        await Inbox(bench, people, report);
        await Dispatch(bench, reports, load, report);
        return report;
    }

    private static async Task Import(
        Workbench bench, VerbClient client, CasePlaces places, Dice dice, CasesLoad load, Report report)
    {
        if (load.Cases == 0) return;
        var now = SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1);
        using var content = new LinesContent(new SyntheticCases(places, dice, now).Lines(load.Cases));
        var done = await DemoUpload.Send(
            client, $"api/v1/grid-cases/import?source=bench-{now.ToUnixTimeSeconds()}", content, load.Cases,
            "导入 Importing");
        if (done.ErrorCount > 0) throw new VerbFailedException($"{done.ErrorCount} lines were left out: {done.Errors[0]}");
        report.Add("import.cases", "imported over a year with its daily and weekly curve / 导入案件", done.Said.Matters)
            .Add("import.perSecond", "imported a second, durable / 每秒导入", done.Said.Matters / done.Seconds, "/s");
        await bench.Settle();
    }

    /// <summary>Some real cases, and copies of their rows up to what is to be stored.</summary>
    private static async Task Fill(Workbench bench, CaseReports reports, CasesLoad load, Report report)
    {
        await Load.Send(bench.Url, 16, [.. Enumerable.Range(0, Seeds).Select(_ => reports.Next())]);
        await bench.Settle();
        var filled = await new CaseFill(bench.Database).FillTo(load.Stored);
        report.Add("stored.cases", "cases stored (copies of rows under new keys) / 库中案件", filled.Cases)
            .Add("stored.open", "of them open, with a task in an inbox / 其中未结", filled.Open);
    }

    private static async Task Duplicates(Workbench bench, CasePlaces places, string token, Report report)
    {
        byte[] Lookup()
        {
            var (kind, place) = (places.Kind(), places.Place());
            return HttpWire.Get(string.Create(
                CultureInfo.InvariantCulture,
                $"/api/v1/grid-cases/duplicates?kind={kind.Code}&longitude={place.Longitude:0.00000}&latitude={place.Latitude:0.00000}"),
                token);
        }
        await Load.Send(bench.Url, 1, [.. Enumerable.Range(0, Lookups / 10).Select(_ => Lookup())]);
        Latencies(report, "duplicates", "duplicates suggested / 疑似重复查询",
            await Load.Send(bench.Url, 1, [.. Enumerable.Range(0, Lookups).Select(_ => Lookup())]));

        var (asked, found) = (new List<double>(), 0);
        for (var i = -Lookups / 10; i < Lookups; i++)
        {
            var (kind, place) = (places.Kind(), places.Place());
            await using var query = Projections.GridCases.Duplicates.Query(
                bench.Database, kind.Terms, place.Longitude, place.Latitude, SystemClock.Instance.GetCurrentInstant(), null, kind.Reach);
            var began = Stopwatch.GetTimestamp();
            await using var row = await query.ExecuteReaderAsync();
            while (await row.ReadAsync()) found++;
            if (i >= 0) asked.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        report.Add("duplicates.found", "candidates a lookup on average / 平均候选数", (double)found / (asked.Count * 1.1));
        Latencies(report, "duplicates.sql", "the query alone, from its sending to its last row / 仅 SQL", new(asked.Sum() / 1000, asked));
    }

    /// <summary>The first page of everybody who has tasks of cases, in turn.</summary>
    private static async Task Inbox(Workbench bench, People people, Report report)
    {
        var owners = await new CaseFill(bench.Database).InboxOwners();
        var readers = people.All.Where(p => owners.Any(o => o.Unit == p.Unit && p.Roles.Contains(o.Role))).ToList();
        var requests = new List<byte[]>();
        foreach (var reader in readers) requests.Add(HttpWire.Get("/api/v1/tasks?limit=50", await people.Token(reader)));
        byte[][] All(int count) => [.. Enumerable.Range(0, count).Select(i => requests[i % requests.Count])];
        await Load.Send(bench.Url, 1, All(Pages / 10));
        report.Add("inbox.readers", "people whose inbox was opened / 待办人数", readers.Count)
            .Add("inbox.tasks", "tasks in the fullest inbox / 最多待办", owners.Max(o => o.Tasks));
        Latencies(report, "inbox", "inbox page of 50 / 待办页", await Load.Send(bench.Url, 1, All(Pages)));
    }

    private static async Task Dispatch(Workbench bench, CaseReports reports, CasesLoad load, Report report)
    {
        var duration = TimeSpan.FromSeconds(load.Seconds);
        var rows = new WrittenRows(bench.Database, Command);
        using (var wire = await HttpWire.Open(bench.Url))
            for (var i = 0; i < 40; i++)
                await rows.CountOpening((Guid)JsonNode.Parse(await wire.Send(reports.Next()))!["id"]!);
        await OpenLoop.Send(bench.Url, load.Rate, TimeSpan.FromSeconds(5), Connections, reports.Next, _ => { });
        await bench.Settle();

        var (dispatched, byHand) = (0, 0);
        var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
        var stretch = await OpenLoop.Send(bench.Url, load.Rate, duration, Connections, reports.Next, answer =>
        {
            if (IsDispatched(answer)) Interlocked.Increment(ref dispatched);
            else Interlocked.Increment(ref byHand);
        });
        double? Each(double? cpu) => cpu * 1000 / stretch.Milliseconds.Count;
        report.Add("dispatch.perSecond", "reports answered a second / 每秒上报", stretch.Rate, "/s")
            .Add("dispatch.dispatched", "answered with the open task of the handling unit / 已派遣", dispatched)
            .Add("dispatch.byHand", "left to a dispatcher: a suspect nearby, or no unit by table / 转人工", byHand);
        Latencies(report, "dispatch", "from report to dispatched / 上报到派遣", stretch);
        report.Add("dispatch.hostCpu", "a case: processor time of the host", Each(CpuClock.OfProcess(bench.HostPid) - host), "ms")
            .Add("dispatch.postgresCpu", "a case: processor time of PostgreSQL", Each(CpuClock.OfCluster(bench.Postmaster) - server), "ms");

        await bench.Settle();
        var raw = await bench.StartRaw(rows.Whole, Command);
        var insert = HttpWire.Post("/insert", null, null, "{}");
        await OpenLoop.Send(raw, load.Rate, TimeSpan.FromSeconds(3), Connections, () => insert, _ => { });
        var bare = await OpenLoop.Send(raw, load.Rate, duration, Connections, () => insert, _ => { });
        Latencies(report, "raw", "the same rows behind a bare endpoint, at the same rate / 裸接口", bare);
        report.Add("rowsPerCase", "rows a case / 每件写入行数", rows.PerCommand.Values.Sum())
            .Add("ratio.p50", "median against the bare endpoint's / 与裸接口之比", stretch.Percentile(0.5) / bare.Percentile(0.5));
    }

    /// <summary>Whether the answer names a task of the unit that handles the case.</summary>
    private static bool IsDispatched(byte[] answer) =>
        JsonNode.Parse(answer)!["openTasks"] is JsonArray open && open.Any(task => (string)task!["code"]! == "acceptance");

    private static void Latencies(Report report, string key, string label, Stretch stretch)
    {
        foreach (var (name, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
            report.Add($"{key}.{name}", $"{label}: {name}", stretch.Percentile(share), "ms");
    }
}

/// <summary>Reports of new cases as a camera makes them: known kinds somewhere in the district.</summary>
internal sealed class CaseReports(CasePlaces places, string token)
{
    private readonly Lock _gate = new();

    public byte[] Next()
    {
        lock (_gate)
        {
            var (kind, place) = (places.Kind(), places.Place());
            return HttpWire.Post("/api/v1/grid-cases", token, Guid.NewGuid().ToString(), JsonSerializer.Serialize(new
            {
                kind = kind.Code, channel = "camera", title = kind.Name, description = kind.Name,
                location = new { longitude = place.Longitude, latitude = place.Latitude },
            }));
        }
    }
}
