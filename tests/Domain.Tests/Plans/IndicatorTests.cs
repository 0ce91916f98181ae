using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;
using static SmartCity.Domain.Tests.Plans.PlanStory;

namespace SmartCity.Domain.Tests.Plans;

/// <summary>What indicators say, and what may be reported of them.</summary>
public sealed class IndicatorTests
{
    private static readonly IndicatorFile Indicators = IndicatorFile.Parse(
        File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "plan", "indicators.json")));

    private static readonly StepContext Now = new(Given.At("2020-11-02 09:00"), Lead, Guid.NewGuid, Given.Calendar);

    [Fact]
    public void There_are_the_fifteen_of_the_plan() =>
        Indicators.On(new(2020, 1, 1)).Select(i => i.Code).ShouldBe(Enumerable.Range(1, 15).Select(n => $"P{n}"));

    /// <summary>The words of the document: over 80 % is more than 80 %, 80 % and above is not.</summary>
    [Theory]
    [InlineData("P2", 800, 1000, false)]
    [InlineData("P2", 801, 1000, true)]
    [InlineData("P3", 900, 1000, false)]
    [InlineData("P3", 9001, 10000, true)]
    [InlineData("P4", 800, 1000, true)]
    [InlineData("P4", 79999, 100000, false)]
    [InlineData("P7", 10, 10, null)]
    [InlineData("P14", 1, 1, true)]
    [InlineData("P14", 0, 1, false)]
    public void A_target_is_met_exactly_as_it_is_worded(string code, int part, int all, bool? met) =>
        Of(code).Target.Met(part, all).ShouldBe(met);

    [Fact]
    public void A_lead_reports_a_month_with_evidence_and_the_same_again_is_quiet()
    {
        var reported = IndicatorDecider.Decide(null, Report(), Now).Event<IndicatorReported>();
        var state = ReportedIndicator.Evolve(null, new(reported, 1, Now.Now, Lead.Id));
        state!.Reports.ShouldHaveSingleItem().Numerator.ShouldBe(801);
        IndicatorDecider.Decide(state, Report(), Now).ShouldStayQuiet();
        IndicatorDecider.Decide(state, Report() with { Numerator = 802 }, Now).Event<IndicatorReported>().Numerator.ShouldBe(802);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        IndicatorDecider.Decide(null, Report() with { Definition = null }, Now).ShouldRefuse("indicator.not-found");
        IndicatorDecider.Decide(null, Report() with { Definition = Of("P1") }, Now).ShouldRefuse("indicator.computed");
        IndicatorDecider.Decide(null, Report(), Now with { Actor = Stranger }).ShouldRefuse("indicator.not-yours");
        foreach (var odd in new[]
            {
                Report() with { Evidence = [] }, Report() with { Numerator = 1001 }, Report() with { Denominator = 0 },
                Report() with { Numerator = -1 }, Report() with { Period = "2020-12" }, Report() with { Period = "2020" },
                Report() with { Definition = Of("P14"), Numerator = 1, Denominator = 2 },
            })
            IndicatorDecider.Decide(null, odd, Now).ShouldRefuse("indicator.field-invalid");
        IndicatorDecider.Decide(null, Report(), Now with { Actor = Supervisor }).Event<IndicatorReported>();
    }

    [Fact]
    public void Two_definitions_of_one_day_are_refused()
    {
        var text = File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "plan", "indicators.json"));
        Should.Throw<FormatException>(() => IndicatorFile.Parse(text.Replace("\"P2\"", "\"P1\"", StringComparison.Ordinal)));
    }

    private static PlanIndicator Of(string code) => Indicators.On(new(2020, 1, 1)).Single(i => i.Code == code);

    private static ReportIndicator Report() =>
        new(Id, "DX-PI-20201102-000001", Of("P2"), ["DX-WJW"], "2020-10", 801, 1000, "", [Paper], null);
}
