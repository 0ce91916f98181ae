using System.Text.Json;
using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Devices;
using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Tests.Plans;

/// <summary>The indicators of the plan: what is computed agrees with the streams, what is reported with its reports.</summary>
public sealed class IndicatorTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task The_fifteen_stand_there_with_target_and_formula()
    {
        var indicators = await _district.Indicators();
        indicators.Items().Select(i => i.GetProperty("code").GetString()).ShouldBe(Enumerable.Range(1, 15).Select(n => $"P{n}"));
        indicators.Items().Where(i => i.GetProperty("how").GetString() == "computed").Select(i => i.GetProperty("code").GetString())
            .ShouldBe(["P1", "P2", "P3", "P5", "P6", "P12"]);
        indicators.Items().ShouldAllBe(i => i.GetProperty("formula").GetString()!.Length > 0 && i.GetProperty("source").GetString()!.Length > 0);
        indicators.Items().Where(i => i.GetProperty("actual").ValueKind == JsonValueKind.Null).ShouldAllBe(i => i.GetProperty("why").GetString()!.Length > 0);
        (await _district.Indicators(indicators.At())).Body.ShouldBe(indicators.Body);
    }

    [Fact]
    public async Task A_reported_indicator_is_met_when_its_words_say_so_and_is_as_it_was_known_then()
    {
        const string lead = "mzj-officer-1";
        var paper = await _district.Paper(lead, 11);
        (await Report(lead, "P4", "2026-09", 799, paper)).Expect(200);
        var first = await PlanHost.Until(() => _district.Indicators(), all => all.Indicator("P4").GetProperty("numerator").ValueKind == JsonValueKind.Number);
        first.Indicator("P4").GetProperty("met").GetBoolean().ShouldBeFalse("80 % and above");
        (await Report(lead, "P4", "2026-10", 800, paper)).Expect(200);
        var second = await PlanHost.Until(() => _district.Indicators(), all => all.Indicator("P4").GetProperty("numerator").GetDecimal() == 800);
        second.Indicator("P4").GetProperty("met").GetBoolean().ShouldBeTrue();
        second.Indicator("P4").GetProperty("trend").EnumerateArray().Select(m => m.GetProperty("value").GetDecimal()).ShouldBe([0.799m, 0.8m]);
        (await _district.Indicators(first.At())).Body.ShouldBe(first.Body);
        (await Report(lead, "P1", "2026-10", 1, paper)).Refused(409, "indicator.computed");
        (await Report("cgw-officer-1", "P4", "2026-10", 1, await _district.Paper("cgw-officer-1", 12))).Refused(403, "indicator.not-yours");
        (await Report(lead, "P4", "2026-10", 800, Guid.NewGuid())).Refused(422, "indicator.attachment-unknown");
        (await Report(lead, "P99", "2026-10", 1, paper)).Refused(404, "indicator.not-found");
    }

    [Fact]
    public async Task Approvals_handled_online_are_counted_as_the_ledger_has_them()
    {
        foreach (var channel in new[] { "web", "web", "app", "window", "hotline" })
        {
            var body = await _district.Application("drainage-permit");
            body["channel"] = channel;
            (await (await _district.Integrator).Post("approvals", body, Guid.NewGuid().ToString())).Expect(201);
        }
        var channels = await host.Host.Sql.Rows("select data ->> 'channel' from ledger.mt_events where type = 'approval_filed'");
        var (online, all) = (channels.Count(c => c is "web" or "app" or "self-service" or "api"), channels.Count);
        var p1 = (await PlanHost.Until(() => _district.Indicators(), i => Count(i.Indicator("P1"), "denominator") == all)).Indicator("P1");
        Count(p1, "numerator").ShouldBe(online);
        p1.GetProperty("actual").GetDecimal().ShouldBe(decimal.Round((decimal)online / all, 4));
        p1.GetProperty("met").GetBoolean().ShouldBe(online >= 0.8m * all);
        p1.GetProperty("trend").EnumerateArray().Sum(m => m.GetProperty("denominator").GetDecimal()).ShouldBe(all);
    }

    [Fact]
    public async Task Closed_loop_and_four_firsts_agree_with_the_timelines()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++) ids.Add(await _district.Report());
        await _district.Advance("PT7M");
        foreach (var (place, id) in ids.Index()) await _district.CarryTo(id, place == 2 ? "verification" : "handling");
        await _district.Advance("PT41M");
        foreach (var id in ids.Take(2)) await _district.CarryTo(id, null);

        var stories = new List<Story>();
        foreach (var line in await host.Host.Sql.Rows("select stream_id from ledger.mt_events where type = 'grid_case_reported'"))
            stories.Add(await Story.Of(_district, Guid.Parse(line)));
        stories.Count(s => s.Archived is not null).ShouldBeGreaterThanOrEqualTo(2);
        var all = await PlanHost.Until(() => _district.Indicators(), a => Count(a.Indicator("P5"), "denominator") == stories.Count(s => s.Archived is not null));
        Count(all.Indicator("P5"), "numerator").ShouldBe(stories.Count(s => s.Phases == 6));

        var parts = all.Indicator("P12").GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("code").GetString()!);
        Check(parts["occurrence-to-discovery"], stories.Select(_ => (double?)0));
        Check(parts["discovery-to-response"], stories.Select(s => Minutes(s.Reported, s.Responded)));
        Check(parts["response-to-disposal"], stories.Select(s => Minutes(s.Responded, s.Resolved)));
        Check(parts["disposal-to-feedback"], stories.Select(s => Minutes(s.Resolved, s.Verified)));
        (await _district.Indicators(all.At())).Body.ShouldBe(all.Body);
    }

    [Fact]
    public async Task Monitoring_covers_the_cells_that_have_a_station_online()
    {
        var map = host.Host.Service<GridMap>();
        var park = new DevicePark(host.Host);
        var cells = map.Cells.Where(c => map.Locate(c.Shape.InteriorPoint.X, c.Shape.InteriorPoint.Y)?.Cell == c.Code).Take(3).ToList();
        string[] kinds = ["air-station", "water-station", "air-station", "lamp-post"];
        var stations = new List<Registered>();
        for (var n = 0; n < 4; n++)
        {
            // Two stations in the second cell count once, and a lamp post not at all.
            var point = cells[n == 2 ? 1 : Math.Min(n, 2)].Shape.InteriorPoint;
            var body = JsonSerializer.SerializeToNode(DevicePark.Body(kinds[n]))!;
            body["location"] = new JsonObject { ["longitude"] = point.X, ["latitude"] = point.Y, ["address"] = "x" };
            stations.Add(DevicePark.Read((await (await _district.Integrator).Post("devices", body)).Expect(201)));
        }
        var none = await PlanHost.Until(() => _district.Indicators(), a => Count(a.Indicator("P6"), "denominator") == map.Cells.Count);
        foreach (var station in stations)
        {
            await park.Heard(station.Id);
            await park.Until(station.Code, t => t.Text("connectivity") == "online");
        }
        var covered = await PlanHost.Until(() => _district.Indicators(), a => Count(a.Indicator("P6"), "numerator") == 2);
        covered.Indicator("P6").GetProperty("actual").GetDecimal().ShouldBe(decimal.Round(2m / map.Cells.Count, 4));
        covered.Indicator("P6").GetProperty("met").GetBoolean().ShouldBeFalse();
        (await _district.Indicators(covered.At())).Body.ShouldBe(covered.Body);
        Count((await _district.Indicators(none.At())).Indicator("P6"), "numerator").ShouldBe(0);
    }

    [Fact]
    public async Task Complete_health_records_count_of_the_residents_and_institutions_by_what_they_wrote()
    {
        var (doctor, none) = (await _district.As("sq1-doctor-1"), await _district.Indicators());
        var id = (await doctor.Post("patients", new
        {
            name = "张三", sex = "female", idNumber = "11010519491231002X", phone = "13800001234", address = "兴华大街1号",
        })).Expect(201)["id"].GetGuid();
        var connected = await PlanHost.Until(() => _district.Indicators(), a => Count(a.Indicator("P3"), "numerator") == 1);
        Count(connected.Indicator("P3"), "denominator").ShouldBe(6, "two hospitals, two centres, two stations");
        Count(connected.Indicator("P2"), "numerator").ShouldBe(0);
        foreach (var (section, fields) in new (string, object)[]
        {
            ("history", new { allergies = "无", pastIllnesses = "无" }), ("chronic", new { diseases = "无" }),
            ("family-doctor", new { team = "第三团队" }), ("check-up", new { bloodPressure = "120/80", bmi = "22" }),
        })
            (await doctor.Post($"patients/{id}/sections/{section}", new { fields })).Expect(200);
        var complete = await PlanHost.Until(() => _district.Indicators(), a => Count(a.Indicator("P2"), "numerator") == 1);
        Count(complete.Indicator("P2"), "denominator").ShouldBe(1_993_591);
        complete.Indicator("P2").GetProperty("met").GetBoolean().ShouldBeFalse();
        (await _district.Indicators(complete.At())).Body.ShouldBe(complete.Body);
        Count((await _district.Indicators(none.At())).Indicator("P3"), "numerator").ShouldBe(0);
    }

    private async Task<Reply> Report(string by, string code, string period, int numerator, Guid paper) =>
        await (await _district.As(by)).Post(
            $"plan/indicators/{code}/reports", new { period, numerator, denominator = 1000, evidence = new[] { paper } }, Guid.NewGuid().ToString());

    private static decimal? Count(JsonElement indicator, string what) =>
        indicator.GetProperty(what) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    private static double? Minutes(DateTimeOffset? from, DateTimeOffset? to) => (to - from)?.TotalMinutes;

    /// <summary>Median and 95th percentile, interpolated, by hand.</summary>
    private static void Check(JsonElement part, IEnumerable<double?> minutes)
    {
        var sorted = minutes.OfType<double>().Order().ToList();
        part.GetProperty("count").GetInt32().ShouldBe(sorted.Count, part.GetRawText());
        double At(double share)
        {
            var place = share * (sorted.Count - 1);
            var low = sorted[(int)place];
            return low + (sorted[Math.Min((int)place + 1, sorted.Count - 1)] - low) * (place - (int)place);
        }
        part.GetProperty("medianMinutes").GetDouble().ShouldBe(At(0.5), 0.02, part.GetRawText());
        part.GetProperty("p95Minutes").GetDouble().ShouldBe(At(0.95), 0.02, part.GetRawText());
    }

    /// <summary>A case as its timeline tells it.</summary>
    private sealed record Story(
        DateTimeOffset? Reported, DateTimeOffset? Responded, DateTimeOffset? Resolved, DateTimeOffset? Verified, DateTimeOffset? Archived, int Phases)
    {
        public static async Task<Story> Of(District district, Guid id)
        {
            var items = (await (await district.Integrator).Get($"matters/{id}/timeline")).Expect(200).Items();
            DateTimeOffset? First(params string[] types) => items.Where(i => types.Contains(i.GetProperty("type").GetString()))
                .Select(i => (DateTimeOffset?)i.GetProperty("at").GetDateTimeOffset()).FirstOrDefault();
            string[][] phases =
            [
                ["GridCaseAccepted"], ["GridCaseClassified"], ["GridCaseDispatched"], ["GridCaseResolved"],
                ["GridCaseVerified", "SatisfactionGiven"], ["GridCaseArchived"],
            ];
            return new(
                First("GridCaseReported"), First("ReporterContacted", "GridCaseDispatched"), First("GridCaseResolved"),
                First("GridCaseVerified"), First("GridCaseArchived"), phases.Count(types => First(types) is not null));
        }
    }
}
