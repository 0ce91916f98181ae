using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>How a violation comes in, is verified and finds its source.</summary>
public sealed class ReportTests
{
    private static readonly StepContext Now = On("2026-03-02 09:00");

    [Fact]
    public void A_report_keeps_the_kind_as_it_was_in_force_and_every_hash()
    {
        var reported = ViolationDecider.Report(Report(), Now).Event<ViolationReported>();
        (reported.Terms.Code, reported.Terms.Version).ShouldBe(("air-exceedance", 1));
        reported.Evidence.ShouldHaveSingleItem().Sha256.ShouldBe(new string('a', 64));
        reported.ReporterUnit.ShouldBe(Lead);
        Reported().Listed.ShouldBeTrue();
    }

    [Fact]
    public void A_report_is_refused_where_it_does_not_hold()
    {
        ViolationDecider.Report(Report("none"), Now).ShouldRefuse("violation.kind-unknown");
        ViolationDecider.Report(Report() with { Location = new(double.NaN, 39) }, Now).ShouldRefuse("violation.coordinate-invalid");
        ViolationDecider.Report(Report(subject: new("  ")), Now).ShouldRefuse("violation.subject-invalid");
        ViolationDecider.Report(Report(subject: new("x", "91110115MADX00019M")), Now).ShouldRefuse("violation.subject-invalid");
        var future = Report().Exceedance! with { At = Now.Now + NodaTime.Duration.FromHours(1) };
        ViolationDecider.Report(Report() with { Exceedance = future }, Now).ShouldRefuse("violation.in-the-future");
    }

    [Fact]
    public void Data_that_is_no_exceedance_ends_it_with_a_reason()
    {
        Do(Reported(), "verification", "dismissed", "{}", Now).ShouldRefuse("violation.answer-required");
        Reported().When("2026-03-02 10:00", "verification", "dismissed", """{"reason":"维护期数据"}""").Status.ShouldBe("dismissed");
    }

    [Fact]
    public void A_source_is_a_monitored_enterprise_or_somebody_else_or_nobody()
    {
        var state = Reported().When("2026-03-02 10:00", "verification", "confirmed", "{}");
        var enterprise = Register.Enterprises[1];
        var located = Do(state, "source", "located", $$"""{"enterprise":"{{enterprise.Code}}","method":"upwind"}""", Now).Event<SourceLocated>();
        (located.Subject.CreditCode, located.Enterprise, located.Method).ShouldBe((enterprise.CreditCode, enterprise.Code, "upwind"));
        Do(state, "source", "another-party", """{"name":"某作坊","method":"inspection"}""", Now).Event<SourceLocated>().Enterprise.ShouldBeNull();
        Do(state, "source", "located", """{"enterprise":"DX-QY-999"}""", Now).ShouldRefuse("violation.enterprise-unknown");
        Do(state, "source", "located", "{}", Now).ShouldRefuse("violation.answer-required");
        Do(state, "source", "another-party", "{}", Now).ShouldRefuse("violation.subject-invalid");
        state.When("2026-03-03 10:00", "source", "not-found", """{"reason":"未查明"}""").Closure.ShouldBe("no-source");
    }

    [Fact]
    public void Filing_starts_ninety_natural_days_once()
    {
        var filed = Filed();
        filed.Clocks[ViolationClocks.Case].DueAt.ShouldBe(On("2026-05-31 23:59:59").Now);
        ViolationDecider.Serve(filed, "file", Now).ShouldStayQuiet();
    }

    [Fact]
    public void Evidence_is_added_by_those_who_take_part_and_stands_in_the_record_with_its_hash()
    {
        var more = new EvidenceItem(Guid.NewGuid(), new string('b', 64), "采样单");
        var filed = Filed();
        ViolationDecider.Add(filed, new(Id, [more], null), On("2026-03-03 09:00", Person("x", "DX-WJW", Roles.Officer)))
            .ShouldRefuse("violation.part-required");
        var added = filed.After(ViolationDecider.Add(filed, new(Id, [more], null), Now), Now);
        ViolationDecider.Add(added, new(Id, [more], null), Now).ShouldStayQuiet();
        Do(added, "site-record", "recorded", """{"secondOfficer":"sthj-officer-2","findings":"x"}""", Now).Event<SiteRecorded>()
            .Evidence.Select(item => item.Sha256).ShouldBe([new string('a', 64), new string('b', 64)]);
    }

    [Fact]
    public void The_second_officer_is_an_account_of_an_officer_and_has_handled_the_case_too()
    {
        var filed = Filed();
        Do(filed, "site-record", "recorded", """{"secondOfficer":"李","findings":"x"}""", Now).ShouldRefuse("violation.second-officer-unknown");
        Do(filed, "site-record", "recorded", """{"secondOfficer":"sthj-reviewer-1","findings":"x"}""", Now)
            .ShouldRefuse("violation.second-officer-unknown");
        var recorded = filed.When("2026-03-03 10:00", "site-record", "recorded", """{"secondOfficer":"STHJ-Officer-2","findings":"x"}""");
        recorded.Handlers.ShouldContain("sthj-officer-2");
        Do(recorded, "legal-check", "passed", "{}", On("2026-03-12 10:00", Person("sthj-officer-2", Lead, Roles.Reviewer)))
            .ShouldRefuse("violation.handled-the-case");
        Do(filed, "site-record", "recorded", """{"secondOfficer":"STHJ-officer-1","findings":"x"}""", Now)
            .ShouldRefuse("violation.second-officer-must-differ");
    }

    [Fact]
    public void Registered_evidence_that_nobody_decides_on_is_free_again()
    {
        var recorded = Filed().When(
            "2026-03-03 10:00", "site-record", "recorded", """{"secondOfficer":"sthj-officer-2","findings":"x","registered":"原料两桶"}""");
        recorded.Registration!.What.ShouldBe("原料两桶");
        var free = recorded.Served("2026-03-12 23:59", "release-evidence");
        free.Disposal!.Lapsed.ShouldBeTrue();
        ViolationDecider.Serve(free, "release-evidence", Now).ShouldStayQuiet();
    }
}
