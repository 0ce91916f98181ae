using System.Text.Json;
using SmartCity.Host.Tests.Approvals.Imports;
using SmartCity.Host.Tests.GridCases.Imports;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Verbs;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>
/// The figures of the imported permit log and service requests, counted a second way from the raw files: nothing is shared
/// with the product but the rule of office hours, which is written anew here.
/// </summary>
public sealed class RealInputTests(HostWithLog host) : IClassFixture<HostWithLog>
{
    private const string Ever = "from=2000-01-01&to=2026-01-01";
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly IReadOnlyList<RawLog.Line> Log = [.. RawLog.Read().Cases.Select(c => c.First())];

    [Fact]
    public async Task Figures_of_real_matters_are_those_of_the_raw_files()
    {
        using (var client = await VerbClient.AsIntegrator(new(host.District.Address, "/"))) await DemoCases.Import(client);
        await host.CaughtUp();

        await Log_by_department();
        await Log_over_time();
        await Requests_by_unit_and_kind();
        await The_board();
    }

    private async Task Log_by_department()
    {
        var units = await host.District.See($"supervision/units?{Ever}&kind=imported-approval");
        Log.Count.ShouldBe(1434);
        Is(units["all"], Log);
        units["units"].GetArrayLength().ShouldBe(Log.Select(c => c.Department).Distinct().Count());
        foreach (var unit in units["units"].EnumerateArray())
            Is(unit, [.. Log.Where(c => c.Department == unit.GetProperty("unit").GetString())]);

        static void Is(JsonElement unit, IReadOnlyList<RawLog.Line> cases)
        {
            var name = unit.GetProperty("name").GetString();
            var ended = cases.Where(c => c.End is not null).ToList();
            Number(unit, "received", "count").ShouldBe(cases.Count, name);
            Number(unit, "handled", "count").ShouldBe(ended.Count, name);
            Number(unit, "onTime", "counted").ShouldBe(ended.Count(c => c.End <= c.Planned), name);
            Number(unit, "onTime", "of").ShouldBe(ended.Count, name);
            Number(unit, "open", "count").ShouldBe(cases.Count - ended.Count, name);
            if (ended.Count == 0) return;
            var days = ended.Select(c => OfficeDays.Between(c.Start, c.End!.Value)).Order().ToList();
            unit.GetProperty("days").GetProperty("median").GetDouble()
                .ShouldBe((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2, 0.011, name);
            unit.GetProperty("days").GetProperty("average").GetDouble().ShouldBe(days.Average(), 0.011, name);
        }
    }

    private async Task Log_over_time()
    {
        var days = Log.GroupBy(c => DateOnly.FromDateTime(c.Start.ToOffset(Beijing).DateTime)).ToDictionary(g => g.Key, g => g.Count());
        var month = await Points("month", "2010-10-01", "2012-03-31", "opened");
        month.Sum(p => p.Value).ShouldBe(Log.Count(c => In(c.Start, "2010-10-01", "2012-03-31")));
        foreach (var (start, value) in month)
            value.ShouldBe(days.Where(d => d.Key.Year == start.Year && d.Key.Month == start.Month).Sum(d => d.Value), $"{start}");
        foreach (var (start, value) in await Points("day", "2011-03-01", "2011-06-30", "opened"))
            value.ShouldBe(days.GetValueOrDefault(start), $"{start}");
        foreach (var (start, value) in await Points("week", "2011-01-03", "2011-12-25", "opened"))
        {
            start.DayOfWeek.ShouldBe(DayOfWeek.Monday);
            value.ShouldBe(Enumerable.Range(0, 7).Sum(day => days.GetValueOrDefault(start.AddDays(day))), $"{start}");
        }
        var ended = Log.Where(c => c.End is not null).ToList();
        foreach (var (start, value) in await Points("season", "2011-01-01", "2011-12-31", "finished"))
            value.ShouldBe(ended.Count(c => c.End!.Value.ToOffset(Beijing) is var e && e.Year == 2011 && (e.Month - 1) / 3 == (start.Month - 1) / 3), $"{start}");

        async Task<IReadOnlyList<(DateOnly Start, double Value)>> Points(string by, string from, string to, string measure) =>
            [.. (await host.District.See($"supervision/trends?kind=imported-approval&by={by}&from={from}&to={to}&measure={measure}"))["series"][0]
                .GetProperty("points").EnumerateArray().Select(p => (DateOnly.Parse(p.GetProperty("start").GetString()!, null), p.GetProperty("value").GetDouble()))];
    }

    private async Task Requests_by_unit_and_kind()
    {
        var raw = RawRequests.All;
        var units = await host.District.See($"supervision/units?{Ever}&kind=imported-grid-case");
        foreach (var unit in units["units"].EnumerateArray().Append(units["all"]))
        {
            var code = unit.GetProperty("unit").GetString();
            var own = raw.Where(r => code is null || r.Unit == code).ToList();
            Number(unit, "received", "count").ShouldBe(own.Count, code);
            Number(unit, "handled", "count").ShouldBe(own.Count(r => r.Closed is not null), code);
            Number(unit, "onTime", "of").ShouldBe(own.Count(r => r.Closed is not null && r.Due is not null), code);
            Number(unit, "onTime", "counted").ShouldBe(own.Count(r => r.Closed <= r.Due), code);
        }
        units["units"].GetArrayLength().ShouldBe(raw.Select(r => r.Unit).Distinct().Count());

        var spots = await host.District.See($"supervision/hot-spots?{Ever}&kind=imported-grid-case");
        spots["features"].EnumerateArray().Sum(f => f.GetProperty("properties").GetProperty("count").GetInt32())
            .ShouldBe(raw.Count - 82, "82 requests name no place");
        raw.Count.ShouldBe(2386);
        foreach (var day in raw.GroupBy(r => DateOnly.FromDateTime(r.Created.ToOffset(Beijing).DateTime)).OrderByDescending(g => g.Count()).Take(5))
            (await host.District.See($"supervision/units?kind=imported-grid-case&from={day.Key:yyyy-MM-dd}&to={day.Key:yyyy-MM-dd}"))["all"]
                .GetProperty("received").GetProperty("count").GetInt32().ShouldBe(day.Count(), $"{day.Key}");
    }

    private async Task The_board()
    {
        var board = await host.District.See($"supervision/board?{Ever}");
        board["byKind"].EnumerateArray().Where(k => k.GetProperty("code").GetString()!.StartsWith("imported", StringComparison.Ordinal)).ToDictionary(k => k.GetProperty("code").GetString()!, k => k.GetProperty("count").GetInt32())
            .ShouldBe(new Dictionary<string, int> { ["imported-approval"] = 1434, ["imported-grid-case"] = 2386 }, ignoreOrder: true);
        var late = board["cells"].EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "imported-approval"
            && c.GetProperty("light").GetString() == "red").Sum(c => c.GetProperty("count").GetInt32());
        late.ShouldBe(Log.Count(c => c.End is null || c.End > c.Planned));
        (await host.District.AgreesWithItsLists(board)).ShouldBeGreaterThan(20);
    }

    private static bool In(DateTimeOffset at, string first, string last) =>
        DateOnly.FromDateTime(at.ToOffset(Beijing).DateTime) is var day && day >= DateOnly.Parse(first, null) && day <= DateOnly.Parse(last, null);

    private static int Number(JsonElement unit, string figure, string part) => unit.GetProperty(figure).GetProperty(part).GetInt32();
}
