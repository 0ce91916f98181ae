using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Supervision;

namespace SmartCity.Host.Tests.GridCases.Catalogue;

/// <summary>
/// The figures against what the streams themselves say: each case is walked to another end, and its events are counted
/// here another way. A host of its own, for it counts everything and moves the clock.
/// </summary>
public sealed class FigureTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task The_figures_are_what_the_events_say_and_a_rebuild_writes_the_same_rows()
    {
        var cases = new List<Guid>();
        async Task<Guid> Case(string channel, string? until, bool anonymous = false)
        {
            var id = await _district.Report(CaseReports.Refuse(channel, anonymous));
            cases.Add(id);
            await _district.CarryTo(id, until);
            return id;
        }

        await Case("camera", null, anonymous: true);
        await Case("hotline", null);
        var returned = await Case("hotline", "acceptance");
        (await _district.Do(returned, "acceptance", "returned")).Expect(200);
        (await _district.Do(returned, "dispatch", "assigned", form: f => f["unit"] = "DX-CGW")).Expect(200);
        var failed = await Case("hotline", "verification");
        (await _district.Do(failed, "verification", "failed")).Expect(200);
        await _district.CarryTo(failed, null);
        var notSolved = await Case("hotline", "call-back");
        (await _district.Do(notSolved, "call-back", "unsolved")).Expect(200);
        var refused = await Case("hotline", "intake");
        (await _district.Do(refused, "intake", "refuse")).Expect(200);
        var contacted = await Case("hotline", "handling");
        (await (await _district.Officer(contacted)).Post($"grid-cases/{contacted}/contact", new { remark = "已联系" })).Expect(200);
        var reopened = await Case("hotline", null);
        (await (await _district.Integrator).Post($"grid-cases/{reopened}/reopen", new { reason = "又堆上了" })).Expect(200);
        var complained = await Case("hotline", null);
        (await (await _district.Integrator).Post($"matters/{complained}/rating", new { level = 1, comment = "没有解决" }))
            .Expect(200);
        var merged = await Case("hotline", "intake");
        (await (await _district.As("centre-dispatcher-1")).Post($"grid-cases/{merged}/merge", new { into = contacted })).Expect(200);
        await Compare(cases);

        await _district.Advance("P20D");
        await Compare(cases, overdue: true);

        var rows = await Rows();
        await host.Host.Sql.Execute(
            "update read.grid_cases set unit = 'nowhere', solved = null, tile = 0; delete from read.grid_cases where closure is not null");
        (await (await _district.Admin).Post("operations/rebuild")).Expect(200);
        (await Rows()).ShouldBe(rows);
    }

    private async Task Compare(IReadOnlyList<Guid> cases, bool overdue = false)
    {
        await host.CaughtUp();
        var now = (await _district.Anonymous.Get("demo/clock"))["now"].GetDateTimeOffset();
        var told = new List<Told>();
        foreach (var id in cases) told.Add(await Told.Of(_district, id, now));
        var supervisor = (await _district.Accounts()).First(a => a.Roles.Contains("supervisor"));
        var figures = (await (await _district.As(supervisor.Username)).Get("grid-cases/figures?from=2026-01-01")).Expect(200)["all"];

        void Is(string figure, Func<Told, bool> counted, Func<Told, bool> of)
        {
            var rate = figures.GetProperty(figure);
            (rate.GetProperty("counted").GetInt64(), rate.GetProperty("of").GetInt64())
                .ShouldBe((told.Count(c => of(c) && counted(c)), told.Count(of)), figure);
        }

        figures.GetProperty("reports").GetInt32().ShouldBe(told.Count);
        figures.GetProperty("cases").GetInt32().ShouldBe(told.Count(c => c.IsCase));
        figures.GetProperty("open").GetInt32().ShouldBe(told.Count(c => c is { IsCase: true, Closed: false }));
        figures.GetProperty("overdue").GetInt32().ShouldBe(told.Count(c => c is { IsCase: true, Closed: false, Disposed: false, Late: true }));
        if (overdue) figures.GetProperty("overdue").GetInt32().ShouldBeGreaterThan(0);
        Is("effectiveReport", c => c.IsCase, _ => true);
        Is("dispatchAccuracy", c => !c.Has("GridCaseReturned"), c => c.Dispatched);
        Is("return", c => c.Has("GridCaseReturned"), c => c.Dispatched);
        Is("disposal", c => c.Disposed, c => c.Dispatched && (c.Disposed || c.Late));
        Is("onTimeDisposal", c => c.Disposed && !c.Breached, c => c.Dispatched && (c.Disposed || c.Late));
        Is("closing", c => c.Closed, c => c.IsCase && (c.Closed || c.Late));
        Is("onTimeClosing", c => c.Closed && !c.Breached, c => c.IsCase && (c.Closed || c.Late));
        Is("rework", c => c.Reworked, c => c.IsCase && (c.Closed || c.Late));
        Is("reopening", c => c.Has("GridCaseReopened"), c => c.Closed || c.Has("GridCaseReopened"));
        Is("solved", c => c.Solved == true, c => c.IsCase && c.Solved is not null);
        Is("satisfied", c => c.Satisfied == true, c => c.IsCase && c.Solved is not null);
        Is("response", c => c.Answered, c => c.IsCase && (c.Answered || c.ResponseOver));
    }

    private Task<IReadOnlyList<string>> Rows() => host.Host.Sql.Rows("select * from read.grid_cases order by id");

    /// <summary>What the events of one case tell, read from its timeline.</summary>
    private sealed record Told(IReadOnlyList<(string Type, JsonElement Data)> Events, DateTimeOffset Now)
    {
        public static async Task<Told> Of(District district, Guid id, DateTimeOffset now) => new(
            [.. (await (await district.Integrator).Get($"matters/{id}/timeline")).Expect(200)["items"].EnumerateArray()
                .Select(e => (e.GetProperty("type").GetString()!, e.GetProperty("data")))], now);

        public bool Has(string type) => Events.Any(e => e.Type == type);

        public bool IsCase => Has("GridCaseAccepted") && !Has("GridCaseRefused") && !Has("GridCaseTransferred") && !Has("GridCaseMerged");

        public bool Dispatched => IsCase && Has("GridCaseDispatched");

        /// <summary>The last of these words that was said.</summary>
        private string? Last(params string[] types) => Events.LastOrDefault(e => types.Contains(e.Type)).Type;

        public bool Closed => IsCase && Last("GridCaseArchived", "GridCaseReopened") == "GridCaseArchived";

        public bool Disposed => Dispatched && Last("GridCaseResolved", "VerificationFailed", "GridCaseReopened", "Unsolved") == "GridCaseResolved"
            && !(Solved == false && Last("GridCaseResolved", "SatisfactionGiven") == "SatisfactionGiven");

        /// <summary>Handled again before the archive; what the reporter calls unsolved after it is a reopening.</summary>
        public bool Reworked => Has("VerificationFailed") || Events.Where((e, i) => e.Type == "SatisfactionGiven"
            && !Solves(e.Data) && Events.ElementAtOrDefault(i + 1).Type != "GridCaseReopened").Any();

        public bool? Solved => Said("solved");

        public bool? Satisfied => Said("satisfied");

        /// <summary>Whether the clock of the whole case has run out, by its last due date.</summary>
        public bool Late => Events.LastOrDefault(e => e.Data.TryGetProperty("dueAt", out _) && Total(e.Data)) is { Type: not null } last
            && last.Data.GetProperty("dueAt").GetDateTimeOffset() < Now;

        public bool Breached => Events.Any(e => e.Type == "ClockBreached" && Total(e.Data));

        /// <summary>Whether somebody spoke to the reporter, and the clock for that had not run out.</summary>
        public bool Answered => !ResponseOver && Events.Any(e => e.Type == "ReporterContacted"
            || (e.Type == "SatisfactionGiven" && e.Data.GetProperty("source").GetString() == "call-back"));

        public bool ResponseOver => Events.Any(e => e.Type == "ClockBreached" && e.Data.GetProperty("clock").GetString() == "response");

        private static bool Total(JsonElement data) => data.GetProperty("clock").GetString() is { } name
            && (name == "total" || name.StartsWith("reopened-", StringComparison.Ordinal));

        /// <summary>
        /// What the reporter says of the present handling; a reopening that came with "not solved" leaves that.
        /// </summary>
        private bool? Said(string what)
        {
            var last = Events.Where(e => e.Type is "SatisfactionGiven" or "GridCaseResolved" or "GridCaseReopened")
                .TakeLast(2).ToList();
            return last switch
            {
                [.., { Type: "SatisfactionGiven" } said] => said.Data.GetProperty(what).GetBoolean(),
                [{ Type: "SatisfactionGiven" } said, { Type: "GridCaseReopened" }] when !Solves(said.Data) => false,
                _ => null,
            };
        }

        private static bool Solves(JsonElement said) => said.GetProperty("solved").GetBoolean();
    }
}
