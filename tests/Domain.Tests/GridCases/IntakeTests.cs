using SmartCity.Domain.GridCases;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>受理、研判.</summary>
public sealed class IntakeTests
{
    [Fact]
    public void A_report_starts_the_response_clock_where_somebody_waits_for_an_answer()
    {
        Reported().Clocks[GridCaseClocks.Response].Limit.ToString().ShouldBe("24 hours");
        Reported(Report(anonymous: true)).Clocks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("patrol", "grid-member")]
    [InlineData("12345", "hotline")]
    [InlineData("wechat", "citizen")]
    [InlineData("device", "device")]
    public void A_channel_goes_by_other_words_too(string given, string channel) =>
        Reported(Report(given)).Channel.ShouldBe(channel);

    [Fact]
    public void What_makes_no_sense_is_refused_by_name()
    {
        Refusal(Report(kind: "event-99999")).ShouldBe("grid-case.kind-unknown");
        Refusal(Report("pigeon")).ShouldBe("grid-case.channel-unknown");
        Refusal(Report() with { Title = " " }).ShouldBe("grid-case.answer-required");
        Refusal(Report() with { Place = null }).ShouldBe("grid-case.outside-district");
        Refusal(Report() with { Location = new(39.73, 116.34) }).ShouldBe("grid-case.coordinate-invalid");
        Refusal(Report() with { Location = new(double.NaN, 39.73) }).ShouldBe("grid-case.coordinate-invalid");
        Refusal(Report() with { ReportedAt = On("2026-03-02 10:30").Now }).ShouldBe("grid-case.in-the-future");
    }

    [Fact]
    public void What_was_seen_a_while_ago_is_taken_in() =>
        Refusal(Report() with { ReportedAt = On("2026-03-01 10:30").Now }).ShouldBeNull();

    [Fact]
    public void A_refusal_needs_its_reason_and_ends_the_case()
    {
        var context = On("2026-03-02 09:35");
        Do(Reported(), "intake", "refuse", """{"reason":" "}""", context).ShouldRefuse("grid-case.answer-required");
        var state = Reported().When(s => Do(s, "intake", "refuse", """{"reason":"不属实"}""", context), context);
        state.Status.ShouldBe("refused");
        state.Clocks.Values.ShouldAllBe(clock => clock.StoppedAt != null);
    }

    [Fact]
    public void A_transfer_names_the_unit_it_goes_to()
    {
        var context = On("2026-03-02 09:35");
        Do(Reported(), "intake", "transfer", """{"to":"violation","unit":"","reason":"排污"}""", context)
            .ShouldRefuse("grid-case.answer-required");
        Do(Reported(), "intake", "transfer", """{"to":"violation","unit":"DX-STHJ","reason":"排污"}""", context)
            .Event<GridCaseTransferred>().Unit.ShouldBe("DX-STHJ");
    }

    [Fact]
    public void The_unit_that_receives_a_transfer_sees_it()
    {
        var context = On("2026-03-02 09:35");
        Do(Reported(), "intake", "transfer", """{"to":"violation","unit":"MARS","reason":"排污"}""", context)
            .ShouldRefuse("grid-case.unit-unknown");
        Do(Reported(), "intake", "transfer", """{"to":"other-district","unit":"丰台区城管委","reason":"辖区外"}""", context)
            .Event<GridCaseTransferred>().To.ShouldBe("other-district");
        Reported().When(s => Do(
            s, "intake", "transfer", """{"to":"violation","unit":"DX-STHJ","reason":"排污"}""", context), context)
            .Units.ShouldContain("DX-STHJ");
    }

    [Fact]
    public void A_case_is_filed_once()
    {
        var accepted = Reported().When(s => Do(s, "intake", "accept", "{}", On("2026-03-02 09:35")), On("2026-03-02 09:35"));
        Do(accepted, "intake", "accept", "{}", On("2026-03-02 09:40")).ShouldStayQuiet();
    }

    [Fact]
    public void The_total_time_counts_from_the_acceptance()
    {
        var state = Classified();
        state.Clocks[GridCaseClocks.Total].StartedAt.ShouldBe(On("2026-03-02 09:35").Now);
        state.Limits[CaseLimits.Handling].ToString().ShouldBe("8 working-hours");
    }

    [Fact]
    public void A_severity_set_by_hand_keeps_what_the_table_said_beside_it()
    {
        var by = Do(Reported(), "analysis", "classified", """{"kind":"event-06010","severity":1}""", On("2026-03-02 09:40"))
            .Event<GridCaseClassified>();
        (by.Severity.Severity, by.Severity.Rule).ShouldBe((1, null));
        by.SeverityByTable.ShouldBe(new DecidedSeverity(3, "severity@1"));
        by.Limits.Limits[CaseLimits.Handling].ToString().ShouldBe("120 minutes");
    }

    [Fact]
    public void Danger_to_life_is_of_the_first_severity() =>
        Do(Reported(), "analysis", "classified", """{"kind":"event-06010","danger":true}""", On("2026-03-02 09:40"))
            .Event<GridCaseClassified>().Severity.ShouldBe(new DecidedSeverity(1, "severity@1"));

    [Fact]
    public void Nobody_classifies_as_a_kind_that_there_is_not()
    {
        Do(Reported(), "analysis", "classified", """{"kind":"x"}""", On("2026-03-02 09:40")).ShouldRefuse("grid-case.kind-unknown");
        Do(Reported(), "analysis", "classified", """{"kind":"event-06010","severity":9}""", On("2026-03-02 09:40"))
            .ShouldRefuse("grid-case.severity-invalid");
    }

    private static string? Refusal(ReportCase command) =>
        GridCaseDecider.Report(command, Rules, On("2026-03-02 09:30")).Refusal?.Code;
}
