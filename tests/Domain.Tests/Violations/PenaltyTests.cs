using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Penalty on the spot, notice, answer, hearing, legal check, decision.</summary>
public sealed class PenaltyTests
{
    private const string Spot = """{"secondOfficer":"sthj-officer-2","findings":"x","amount":%}""";

    [Theory]
    [InlineData(false, 200, null)]
    [InlineData(false, 201, "violation.spot-penalty-not-allowed")]
    [InlineData(true, 3000, null)]
    [InlineData(true, 3001, "violation.spot-penalty-not-allowed")]
    [InlineData(true, 0, null)]
    public void On_the_spot_a_person_pays_two_hundred_at_most_and_an_organisation_three_thousand(bool organisation, int amount, string? code)
    {
        var filed = Filed("shared-bicycle-parking", organisation ? Organisation : Citizen);
        var decision = Do(filed, "site-record", "on-the-spot", Spot.Replace("%", $"{amount}", StringComparison.Ordinal), On("2026-03-03 10:00"));
        if (code is not null) decision.ShouldRefuse(code);
        else decision.Event<SpotPenaltyImposed>().Penalty.ShouldBe(new(amount, amount == 0));
    }

    [Fact]
    public void What_the_law_does_not_name_is_not_decided_on_the_spot() =>
        Do(Filed(), "site-record", "on-the-spot", Spot.Replace("%", "0", StringComparison.Ordinal), On("2026-03-03 10:00"))
            .ShouldRefuse("violation.spot-penalty-not-allowed");

    [Fact]
    public void A_notice_says_how_much_by_when_and_whether_a_hearing_can_be_asked_for()
    {
        var notice = Noticed().Notice!;
        (notice.Penalty.Amount, notice.HearingOffered, notice.RespondBy).ShouldBe((100_000m, true, new LocalDate(2026, 3, 11)));
        Noticed("catering-fumes").Notice!.HearingOffered.ShouldBeFalse("5,000 of an organisation is below 50,000");
        Noticed("catering-fumes", Citizen).Notice!.HearingOffered.ShouldBeTrue("5,000 of a person is not");
        Noticed(grade: "medium").Intended!.Amount.ShouldBe(550_000m);
        Do(Filed(), "penalty-notice", "served", """{"facts":"x","grade":"lenient","amount":99999}""", On("2026-03-04 10:00"))
            .ShouldRefuse("violation.fine-out-of-range");
    }

    [Fact]
    public void Every_grade_that_the_form_offers_is_one_that_each_kind_with_a_fine_takes()
    {
        var form = File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "forms", "penalty-notice.json"));
        var grades = JsonDocument.Parse(form).RootElement.GetProperty("outcomes")[0].GetProperty("formSchema").GetProperty("properties")
            .GetProperty("grade").GetProperty("enum").EnumerateArray().Select(grade => grade.GetString()).ToList();
        grades.ShouldNotBeEmpty();
        foreach (var kind in Kinds.Where(kind => kind.Fine is not null))
            foreach (var grade in grades)
                Do(Filed(kind.Code), "penalty-notice", "served", $$"""{"facts":"x","grade":"{{grade}}"}""", On("2026-03-04 10:00"))
                    .Event<PenaltyNoticeServed>().Penalty.Amount.ShouldBeGreaterThan(0, $"{kind.Code} {grade}");
    }

    [Fact]
    public void The_party_answers_once_while_its_days_run()
    {
        var context = On("2026-03-05 10:00");
        ViolationDecider.State(Filed(), new(Id, "x"), context).ShouldRefuse("violation.response-not-open");
        var stated = Noticed().After(ViolationDecider.State(Noticed(), new(Id, " 已整改 "), context), context);
        stated.Statement!.Text.ShouldBe("已整改");
        ViolationDecider.State(stated, new(Id, "已整改"), context).ShouldStayQuiet();
        ViolationDecider.State(stated, new(Id, "还有"), context).ShouldRefuse("violation.response-not-open");
        ViolationDecider.RequestHearing(Noticed("catering-fumes"), context).ShouldRefuse("violation.no-right-to-hearing");
        Noticed().Served("2026-03-11 23:59:59", "waive-rights").Answered.ShouldBeTrue();
    }

    [Fact]
    public void Who_has_stated_its_case_may_still_ask_for_a_hearing_until_the_last_day_unless_it_waived()
    {
        var stated = Noticed().When("2026-03-05 10:00", "response", "statement", """{"text":"x"}""");
        ViolationProcess.Facts(stated)["hearingOpen"].ShouldBe(false, "the statement is reviewed first");
        var reviewed = stated.When("2026-03-06 10:00", "statement-review", "maintained", """{"reason":"x"}""", Reviewer);
        (ViolationProcess.Facts(reviewed)["hearingOpen"], ViolationProcess.Facts(reviewed)["limits.hearingOption"]).ShouldBe((true, "5 days"));
        foreach (var state in (Violation[])[stated, reviewed])
        {
            var asked = ViolationDecider.RequestHearing(state, On("2026-03-11 23:59"));
            asked.Event<PenaltyHearingRequested>().Day.ShouldBe(new LocalDate(2026, 3, 11));
            asked.Event<ClockSuspended>().Clock.ShouldBe(ViolationClocks.Case);
            ViolationDecider.RequestHearing(state, On("2026-03-12 00:00")).ShouldRefuse("violation.response-not-open");
        }

        var waived = reviewed.When("2026-03-07 10:00", "hearing-option", "waived");
        ViolationDecider.RequestHearing(waived, On("2026-03-08 10:00")).ShouldRefuse("violation.response-not-open");
        ViolationProcess.Facts(waived)["hearingOpen"].ShouldBe(false);
        ViolationDecider.Serve(waived, "waive-rights", On("2026-03-11 23:59:59")).ShouldStayQuiet();
        var late = stated.When("2026-03-12 10:00", "statement-review", "maintained", """{"reason":"x"}""", Reviewer);
        ViolationProcess.Facts(late)["hearingOpen"].ShouldBe(false, "the days were over when the review was done");
    }

    [Fact]
    public void Who_defends_themselves_is_punished_lighter_or_the_same_and_never_harder()
    {
        var stated = Noticed(grade: "medium").When("2026-03-05 10:00", "response", "statement", """{"text":"x"}""");
        var context = On("2026-03-06 10:00", Reviewer);
        Do(stated, "statement-review", "accepted", """{"reason":"x","amount":600000}""", context).ShouldRefuse("violation.heavier-than-noticed");
        Do(stated, "statement-review", "accepted", """{"reason":"x","amount":9}""", context).ShouldRefuse("violation.fine-out-of-range");
        var lighter = stated.When("2026-03-06 10:00", "statement-review", "accepted", """{"reason":"x","amount":200000}""", Reviewer);
        Do(lighter, "decision", "penalised", """{"remedy":"x","amount":200001}""", On("2026-03-07 10:00", Approver))
            .ShouldRefuse("violation.heavier-than-noticed");
        Do(lighter, "decision", "penalised", """{"remedy":"x"}""", On("2026-03-07 10:00", Approver))
            .Event<PenaltyDecided>().Penalty.Amount.ShouldBe(200_000m);
    }

    [Fact]
    public void A_hearing_is_seven_working_days_ahead_and_chaired_by_somebody_else_and_its_time_is_not_counted()
    {
        var asked = Noticed().When("2026-03-05 10:00", "response", "hearing");
        asked.Clocks[ViolationClocks.Case].State.ShouldBe(ClockState.Suspended);
        var arranged = asked.When("2026-03-06 10:00", "hearing-arrangement", "arranged", """{"daysAhead":1,"place":"x"}""");
        arranged.Hearing!.Day.ShouldBe(new LocalDate(2026, 3, 17));

        const string held = """{"conclusion":"维持","record":"1号"}""";
        Do(arranged, "hearing-session", "held", held, On("2026-03-16 10:00", Chair)).ShouldRefuse("violation.hearing-before-its-day");
        Do(arranged, "hearing-session", "held", held, On("2026-03-17 10:00", Officer)).ShouldRefuse("violation.handled-the-case");
        var heard = arranged.When("2026-03-17 10:00", "hearing-session", "held", held, Chair).Served("2026-03-17 10:00", "resume-after-hearing");
        heard.Clocks[ViolationClocks.Case].DueAt.ShouldBe(On("2026-06-11 23:59:59").Now, "eleven whole days, 6 to 16 March, do not count");
    }

    [Fact]
    public void The_law_is_checked_by_somebody_who_did_not_handle_it()
    {
        ViolationProcess.Facts(Noticed())["major"].ShouldBe(true);
        ViolationProcess.Facts(Noticed("catering-fumes"))["major"].ShouldBe(false);
        Do(Noticed(), "legal-check", "passed", """{"opinion":"x"}""", On("2026-03-12 10:00")).ShouldRefuse("violation.handled-the-case");
        Do(Noticed(), "legal-check", "passed", """{"opinion":"x"}""", On("2026-03-12 10:00", Reviewer)).Event<PenaltyLegallyChecked>();
        var returned = Noticed().When("2026-03-12 10:00", "legal-check", "returned", """{"reason":"条款有误"}""", Reviewer);
        (returned.Notice, returned.Answered).ShouldBe((null, false), "the party is told anew and answers anew");
    }

    [Fact]
    public void A_decision_names_the_version_it_was_decided_by_and_stops_the_ninety_days()
    {
        var decided = Do(Noticed(), "decision", "penalised", """{"remedy":"复议"}""", On("2026-03-12 10:00", Approver));
        var penalty = decided.Event<PenaltyDecided>();
        (penalty.KindCode, penalty.KindVersion, penalty.Day).ShouldBe(("air-exceedance", 1, new LocalDate(2026, 3, 12)));
        decided.Event<ClockStopped>().Clock.ShouldBe(ViolationClocks.Case);
        Do(Noticed(), "decision", "penalised", "{}", On("2026-03-12 10:00", Approver)).ShouldRefuse("violation.answer-required");
        Noticed().When("2026-03-12 10:00", "decision", "no-penalty", """{"reason":"轻微并及时改正"}""", Approver).Status.ShouldBe("no-penalty");
    }
}
