using SmartCity.Application.Violations;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>The shipped processes from the first step to the last.</summary>
public sealed class JourneyTests
{
    public static TheoryData<string> Codes => [.. Kinds.Select(kind => kind.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_kind_runs_by_first_outcomes_to_its_archive(string code)
    {
        var walk = Walk.Report(Report(code, Organisation));
        walk.To(null);
        (walk.State.Status, walk.State.Process!.Ended).ShouldBe(("closed", true));
        walk.State.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
    }

    [Fact]
    public void An_exceedance_of_nobody_knows_whom_runs_through_every_step()
    {
        var walk = Walk.Report(Report());
        walk.To(null).ShouldBe(
        [
            "verification", "source", "joint-enforcement", "joint-enforcement", "joint-enforcement", "site-record",
            "penalty-notice", "response", "statement-review", "hearing-option", "legal-check", "decision", "delivery", "payment", "rectification",
            "re-inspection",
        ]);
        walk.Events.OfType<JointEnforcementDone>().Select(e => e.Unit).ShouldBe(["DX-CGZFJ", "DX-STHJ", "DX-YJJ"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("verification", "dismissed", "dismissed")]
    [InlineData("source", "not-found", "no-source")]
    [InlineData("site-record", "no-violation", "no-violation")]
    public void It_may_end_early_with_a_reason(string element, string outcome, string status)
    {
        var walk = Walk.Report(Report());
        walk.To(element);
        walk.Complete(element, outcome).State.Status.ShouldBe(status);
        walk.State.Process!.Ended.ShouldBeTrue();
    }

    [Fact]
    public void A_party_that_does_not_answer_in_five_working_days_has_waived()
    {
        var walk = Walk.Report(Report("catering-fumes", Organisation));
        walk.To("response");
        walk.Wait(6).Open.ShouldBe(["response"]);
        walk.Wait(3).Open.ShouldBe(["decision"], "5,000 yuan needs no legal check");
        walk.Events.OfType<PartyRightsWaived>().Single().Lapsed.ShouldBeTrue();
    }

    [Fact]
    public void A_hearing_asked_for_in_writing_stops_the_count_until_it_is_held()
    {
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("response");
        walk.Act((v, c, p) => ViolationHandlers.Handle(new RequestPenaltyHearing(v.Id), v, c, p)).Open.ShouldBe(["hearing-arrangement"]);
        walk.State.Clocks[ViolationClocks.Case].State.ShouldBe(ClockState.Suspended);
        walk.Through("hearing-arrangement").Wait(10).Through("hearing-session").Open.ShouldBe(["legal-check"]);
        walk.State.Clocks[ViolationClocks.Case].State.ShouldBe(ClockState.Running);
        walk.To(null);
        walk.State.Status.ShouldBe("closed");
    }

    [Fact]
    public void Who_stated_its_case_on_the_first_day_has_the_other_four_to_ask_for_a_hearing()
    {
        var stated = Walk.Report(Report(subject: Organisation));
        stated.To("response");
        var respondBy = stated.State.Notice!.RespondBy;
        stated.Act((v, c, p) => ViolationHandlers.Handle(new StateDefence(v.Id, "x"), v, c, p)).Through("statement-review");
        stated.Open.ShouldBe(["hearing-option"], "neither the legal check nor the decision comes before the days are over");
        stated.State.Process!.Timers.Values.Single().DueAt.InZone(WorkingCalendar.Zone).Date.ShouldBe(respondBy);
        stated.Act((v, c, p) => ViolationHandlers.Handle(new RequestPenaltyHearing(v.Id), v, c, p)).Open.ShouldBe(["hearing-arrangement"]);
        stated.Through("hearing-arrangement").Wait(12).Through("hearing-session").Open.ShouldBe(["legal-check"]);
    }

    [Fact]
    public void Who_asks_for_a_hearing_while_its_statement_is_reviewed_gets_both()
    {
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("statement-review");
        walk.Act((v, c, p) => ViolationHandlers.Handle(new RequestPenaltyHearing(v.Id), v, c, p)).Open.ShouldBe(["statement-review"]);
        walk.State.Clocks[ViolationClocks.Case].State.ShouldBe(ClockState.Suspended);
        walk.Through("statement-review").Open.ShouldBe(["hearing-arrangement"]);
    }

    [Fact]
    public void Who_stated_its_case_and_let_the_days_pass_has_waived_the_hearing()
    {
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("hearing-option");
        walk.Wait(9).Open.ShouldBe(["legal-check"]);
        walk.Events.OfType<PartyRightsWaived>().Single().Lapsed.ShouldBeTrue();
    }

    [Fact]
    public void What_the_legal_check_sends_back_is_noticed_and_answered_anew()
    {
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("legal-check");
        walk.Complete("legal-check", "returned").Open.ShouldBe(["penalty-notice"]);
        walk.Through("penalty-notice").Complete("response", "waived").Through("legal-check").Complete("decision", "returned");
        walk.Open.ShouldBe(["penalty-notice"]);
        walk.To(null);
        walk.Events.OfType<PenaltyNoticeServed>().Count().ShouldBe(3);
    }

    [Fact]
    public void Payment_and_rectification_run_side_by_side_and_a_failed_inspection_is_put_right_again()
    {
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("payment");
        walk.Open.ShouldBe(["payment", "rectification"]);
        walk.Through("rectification").Complete("re-inspection", "failed").Open.ShouldBe(["payment", "rectification"]);
        walk.Wait(20).Act((v, c, p) => ViolationHandlers.Handle(new PayPenalty(v.Id, 115_000, null, "1"), v, c, p));
        walk.Open.ShouldBe(["rectification"]);
        walk.Through("rectification", "re-inspection").State.Status.ShouldBe("closed");
        walk.State.Rectifications.ShouldBe(2);
    }

    [Fact]
    public void A_decision_revoked_by_a_court_ends_what_is_being_executed()
    {
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("payment");
        walk.Act((v, c, p) => ViolationHandlers.Handle(new SeekRemedy(v.Id, "litigation", null, "大兴区人民法院", "1号"), v, c, p));
        walk.Open.ShouldBe(["payment", "rectification"], "the penalty goes on");
        walk.Act((v, c, p) => ViolationHandlers.Handle(new EndRemedy(v.Id, "revoked", null, "判决书"), v, c, p));
        (walk.State.Status, walk.State.Process!.Ended).ShouldBe(("revoked", true));
    }

    [Fact]
    public void Registered_evidence_is_decided_on_before_the_notice_or_is_free_after_seven_working_days()
    {
        const string form = """{"secondOfficer":"sthj-officer-2","findings":"x","registered":"原料两桶"}""";
        var walk = Walk.Report(Report(subject: Organisation));
        walk.To("site-record");
        walk.Complete("site-record", "recorded", form).Open.ShouldBe(["registered-evidence"]);
        walk.Wait(12).Open.ShouldBe(["penalty-notice"]);
        walk.State.Disposal!.Lapsed.ShouldBeTrue();
    }

    [Fact]
    public void A_penalty_on_the_spot_goes_straight_to_its_execution()
    {
        var walk = Walk.Report(Report("shared-bicycle-parking", Organisation));
        walk.To("site-record");
        walk.Complete("site-record", "on-the-spot").Open.ShouldBe(["rectification"], "a warning is not paid");
        walk.To(null);
        walk.State.Status.ShouldBe("closed");
    }

    [Fact]
    public void A_vehicle_is_observed_for_six_months_and_forgotten_or_ordered_to_an_inspection()
    {
        var reading = new VehicleReading("1", On("2026-03-02 08:00").Now, "remote-sensing", "x", false, new Dictionary<string, decimal>());
        var report = Report("vehicle-exceedance", Citizen with { Plate = "京A12345" }) with { Exceedance = null, Reading = reading };
        Walk.Report(report).Wait(183).State.Status.ShouldBe("observed");
        Walk.Report(report).Wait(186).State.Status.ShouldBe("observation-over");

        var walk = Walk.Report(report).Wait(30);
        VehicleReading At(string id, string method, bool passed) => reading with { Reading = id, Method = method, Passed = passed, At = walk.Now };
        Walk Read(VehicleReading next) =>
            walk.Act((v, c, p) => ViolationHandlers.Handle(new RecordVehicleReading(v.Id, next), v, c, p));
        Read(At("2", "remote-sensing", false)).Open.ShouldBe(["vehicle-verification"]);
        walk.Through("vehicle-verification", "owner-notice").Complete("vehicle-inspection", "failed").Open.ShouldBe(["vehicle-inspection"]);
        Read(At("3", "inspection", false)).Open.ShouldBe(["vehicle-inspection"]);
        Read(At("4", "inspection", true)).State.Status.ShouldBe("closed");
    }
}
