using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using static SmartCity.Domain.Tests.Referrals.ReferralStory;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>Acceptance, questions, proposals, appointment, no-show, outcome, withdrawal.</summary>
public sealed class ReceptionTests
{
    [Fact]
    public void The_time_that_the_sender_takes_is_not_the_receiver_s()
    {
        var asked = Sent().When("2026-03-02 15:00", ReferralProcess.Reception, "more-information", """{"question":"心电图"}""", Officer);
        (asked.Status, asked.Rounds, asked.Clocks["reception"].State).ShouldBe(("more-information", 1, ClockState.Suspended));
        var added = asked.When("2026-03-06 09:00", ReferralProcess.Supplement, "supplemented", """{"text":"窦性心律"}""");
        (added.Status, added.Clocks["reception"].State).ShouldBe(("submitted", ClockState.Running));
        added.Clocks["reception"].DueAt.InZone(WorkingCalendar.Zone).Date.ShouldBe(new LocalDate(2026, 3, 9), "three days stood still");
        var again = added.When("2026-03-06 10:00", ReferralProcess.Reception, "more-information", """{"question":"化验"}""", Officer);
        (again.Rounds, again.Supplements.Count).ShouldBe((2, 1));
        Do(asked, ReferralProcess.Supplement, "supplemented", """{"text":" "}""", On("2026-03-06 09:00")).ShouldRefuse("referral.answer-required");
        Do(Sent(), ReferralProcess.Reception, "more-information", "{}", On("2026-03-02 15:00", Officer)).ShouldRefuse("referral.answer-required");
    }

    [Fact]
    public void A_proposal_is_accepted_with_the_sender_s_word_or_falls_back()
    {
        var proposed = Sent().When(
            "2026-03-02 15:00", ReferralProcess.Reception, "alternative", """{"department":"general","daysAhead":4}""", Officer);
        (proposed.Status, proposed.Proposal).ShouldBe(("proposed", new("general", new(2026, 3, 6))));
        var agreed = proposed.When("2026-03-02 16:00", ReferralProcess.Proposal, "agreed");
        (agreed.Status, agreed.Department, agreed.Clocks["reception"].State).ShouldBe(("accepted", "general", ClockState.Stopped));
        var refused = proposed.When("2026-03-02 16:00", ReferralProcess.Proposal, "refused");
        (refused.Status, refused.Department, refused.Clocks["reception"].State).ShouldBe(("submitted", "cardiology", ClockState.Running));
        proposed.When("2026-03-02 16:00", ReferralProcess.Proposal, "withdrawn").Status.ShouldBe("cancelled");
    }

    [Fact]
    public void Who_declines_says_why_by_a_word_that_is_known()
    {
        var declined = Sent().When("2026-03-02 15:00", ReferralProcess.Reception, "declined", """{"reason":"no-bed","note":"x"}""", Officer);
        (declined.Status, declined.EndedEarly).ShouldBe(("rejected", true));
        declined.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
        Do(Sent(), ReferralProcess.Reception, "declined", """{"reason":"mood"}""", On("2026-03-02 15:00", Officer)).ShouldRefuse("referral.answer-required");
        Do(Sent(), ReferralProcess.Reception, "perhaps", "{}", On("2026-03-02 15:00", Officer)).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_slot_is_one_that_the_department_offers()
    {
        (Booked().Status, Booked().Appointment).ShouldBe(("scheduled", new("bed", "cardiology", new(2026, 3, 5), new LocalTime(9, 30))));
        Do(Accepted(), ReferralProcess.Appointment, "appointed", """{"kind":"room","daysAhead":1}""", On("2026-03-02 11:00", Officer))
            .ShouldRefuse("referral.slot-not-offered");
        Do(Accepted(), ReferralProcess.Appointment, "appointed", """{"kind":"bed","daysAhead":1,"department":"x"}""", On("2026-03-02 11:00", Officer))
            .ShouldRefuse("referral.department-unknown");
    }

    [Fact]
    public void Who_does_not_come_is_a_no_show_and_may_be_booked_again()
    {
        var missed = Booked().When("2026-03-05 18:00", ReferralProcess.Arrival, "missed", actor: Officer);
        (missed.Status, missed.NoShows, missed.Appointment).ShouldBe(("no-show", 1, null));
        missed.Deviations.Select(d => d.Cause).ShouldBe(["no-show"]);
        missed.When("2026-03-06 09:00", ReferralProcess.Rebooking, "rebooked", """{"kind":"outpatient","daysAhead":2}""", Officer)
            .Status.ShouldBe("scheduled");
        var givenUp = missed.When("2026-03-06 09:00", ReferralProcess.Rebooking, "given-up", actor: Officer);
        (givenUp.Status, givenUp.Expired).ShouldBe(("expired", "no-show"));
        ReferralDecider.Serve(Arrived(), "miss", On("2026-03-06 09:00", Actor.System)).ShouldBe(Decision.Nothing);
    }

    [Theory]
    [InlineData("completed", "completed")]
    [InlineData("failed", "failed")]
    [InlineData("re-referred", "re-referred")]
    public void Treatment_has_an_outcome_that_the_sender_reads(string outcome, string status)
    {
        var treated = Arrived().When("2026-03-06 09:00", ReferralProcess.Treatment, "treated", """{"treatment":"用药"}""", Specialist);
        treated.Status.ShouldBe("in-treatment");
        var concluded = treated.When(
            "2026-03-09 09:00", ReferralProcess.Outcome, outcome, """{"result":"平稳","diagnosisCode":"I10","diagnosis":"高血压"}""", Specialist);
        (concluded.Status, concluded.Clocks["whole"].State).ShouldBe((status, ClockState.Stopped));
        concluded.When("2026-03-09 10:00", ReferralProcess.Reading, "read").ReadAt.ShouldNotBeNull();
        Do(treated, ReferralProcess.Outcome, outcome, """{"result":"x","diagnosisCode":"none"}""", On("2026-03-09 09:00", Specialist))
            .ShouldRefuse("referral.diagnosis-invalid");
    }

    [Fact]
    public void The_sender_takes_it_back_until_the_patient_is_there()
    {
        var withdrawn = Booked().After(Withdraw(Booked(), "patient-declined"), On("2026-03-03 09:00"));
        withdrawn.Status.ShouldBe("cancelled");
        Withdraw(withdrawn, "other").ShouldBe(Decision.Nothing);
        Sent().After(Withdraw(Sent(), "entered-in-error"), On("2026-03-03 09:00")).Status.ShouldBe("entered-in-error");
        Withdraw(Arrived(), "other").ShouldRefuse("referral.under-way");
        Withdraw(Sent(), "whim").ShouldRefuse("referral.field-invalid");
        ReferralDecider.Withdraw(Sent(), new(Id, "other", null, null), On("2026-03-03 09:00", Specialist)).ShouldRefuse("referral.not-your-institution");
        ReferralDecider.Withdraw(null, new(Id, "other", null, null), On("2026-03-03 09:00")).ShouldRefuse("referral.not-found");
    }

    [Fact]
    public void Down_the_visits_are_those_of_the_plan_or_of_the_rules()
    {
        var now = On("2026-03-02 09:00", Specialist);
        var centre = new Actor("sq1-referral-1", "x", [Roles.ReferralOfficer], Centre, "web");
        var planned = ((Referral?)null).After(ReferralDecider.Refer(Down(new(2026, 3, 20), new(2026, 3, 10)), now), now);
        planned.When("2026-03-03 09:00", ReferralProcess.Reception, "accepted", actor: centre).Visits
            .ShouldBe([new(1, new(2026, 3, 10)), new(2, new(2026, 3, 20))]);
        var plain = ((Referral?)null).After(ReferralDecider.Refer(Down(), now), now);
        var accepted = plain.When("2026-03-03 09:00", ReferralProcess.Reception, "accepted", actor: centre);
        accepted.Visits.Select(v => v.Day).ShouldBe([new(2026, 3, 10), new(2026, 4, 2)]);
        ReferralDecider.Withdraw(accepted, new(Id, "other", null, null), now).ShouldRefuse("referral.under-way");
        accepted.When("2026-03-10 09:00", ReferralProcess.Visit, "not-met", actor: centre, instance: "1").Visited[1].Met.ShouldBeFalse();
    }

    [Fact]
    public void Of_an_erased_patient_nothing_is_written_any_more()
    {
        var erased = Sent() with { Slip = new(Patient, null) };
        var asked = Do(erased, ReferralProcess.Reception, "more-information", """{"question":"心电图"}""", On("2026-03-02 15:00", Officer))
            .Event<ReferralMoreAsked>();
        (asked.Question.Person, asked.Question.Value).ShouldBe((Patient, null));
    }

    [Fact]
    public void Once_the_patient_is_erased_nothing_of_them_is_left_in_the_state_and_the_matter_goes_on()
    {
        var state = Arrived()
            .When("2026-03-06 09:00", ReferralProcess.Treatment, "treated", """{"treatment":"钛夹止血"}""", Specialist)
            .When("2026-03-09 09:00", ReferralProcess.Outcome, "completed", """{"result":"止血成功"}""", Specialist);
        (state.Persons.Single(), state.TreatedBy.Count()).ShouldBe((Patient, 2));
        var erased = Referral.Evolve(state, new(new PersonErased(Patient), state.Version + 1, On("2026-03-10 09:00").Now, "x"))!;
        (erased.Erased, erased.Treatment!.Value, erased.Concluded!.Result.Value, erased.Status).ShouldBe((true, null, null, "completed"));
        erased.When("2026-03-10 10:00", ReferralProcess.Reading, "read").ReadAt.ShouldNotBeNull();
        Referral.Evolve(state, new(new PersonErased(Guid.NewGuid()), state.Version + 1, On("2026-03-10 09:00").Now, "x"))!.Erased.ShouldBeFalse();
    }

    private static Decision Withdraw(Referral state, string reason) =>
        ReferralDecider.Withdraw(state, new(Id, reason, "x", null), On("2026-03-03 09:00"));
}
