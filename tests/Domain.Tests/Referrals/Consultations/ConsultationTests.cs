using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using static SmartCity.Domain.Tests.Referrals.Consultations.ConsultationStory;

namespace SmartCity.Domain.Tests.Referrals.Consultations;

/// <summary>What may happen to a consultation, rule by rule.</summary>
public sealed class ConsultationTests
{
    [Fact]
    public void A_request_starts_its_time_by_the_table_and_seals_what_is_asked()
    {
        var state = Requested("remote-diagnosis", "stat");
        state.Time().Limit.ShouldBe(TimeLimit.Parse("30 minutes"));
        state.Content.Person.ShouldBe(Patient);
        state.Title.Zh.ShouldBe("远程诊断 · 影像");
        state.Units.ShouldBe([Hospital, Centre], ignoreOrder: true);
        (state.Status, state.Limits.Table).ShouldBe(("requested", "consultation-limits@1"));
    }

    [Fact]
    public void A_request_is_refused_with_the_field_that_does_not_hold()
    {
        var at = On("2026-03-02 09:00", Doctor);
        ConsultationDecider.Request(Request() with { Form = "séance" }, at).ShouldRefuse("consultation.field-invalid");
        ConsultationDecider.Request(Request() with { Urgency = "soon" }, at).ShouldRefuse("consultation.field-invalid");
        ConsultationDecider.Request(Request() with { Modality = "imaging" }, at).ShouldRefuse("consultation.field-invalid");
        ConsultationDecider.Request(Request("remote-diagnosis") with { Modality = null }, at).ShouldRefuse("consultation.field-invalid");
        ConsultationDecider.Request(Request() with { Content = new("  ") }, at).ShouldRefuse("consultation.answer-required");
        ConsultationDecider.Request(Request("health-advice") with { Content = new("?") }, at).ShouldRefuse("consultation.answer-required");
        ConsultationDecider.Request(Request() with { FromUnit = "" }, at).ShouldRefuse("consultation.answer-required");
        ConsultationDecider.Request(Request() with { ToUnit = Centre }, at).ShouldRefuse("consultation.with-oneself");
        ConsultationDecider.Request(Request(), On("2026-03-02 09:00", Office)).ShouldRefuse("consultation.not-yours");
        var clerk = Person("hall-clerk-1", Centre, Roles.WindowClerk);
        ConsultationDecider.Request(Request(), On("2026-03-02 09:00", clerk)).ShouldRefuse("consultation.not-yours");
        ConsultationDecider.Request(Request("health-advice"), On("2026-03-02 09:00", clerk)).Event<ConsultationRequested>();
    }

    [Fact]
    public void A_meeting_lies_ahead_and_its_experts_are_of_the_institution()
    {
        Scheduled("YY1-EXPERT-1").Scheduled!.Value.Meeting.Experts.ShouldBe(["yy1-expert-1"]);
        Do(Requested(), "2026-03-02 10:00", Office, "scheduling", "scheduled", """{"address":"x","experts":["sq1-doctor-1"]}""")
            .ShouldRefuse("consultation.expert-unknown");
        foreach (var time in (string[])["2026-03-02T09:59", "2026-05-30T10:00", "tomorrow"])
            Do(Requested(), "2026-03-02 10:00", Office, "scheduling", "scheduled", $$"""{"address":"x","startsAt":"{{time}}"}""")
                .ShouldRefuse("consultation.time-invalid");
        var next = Do(Requested(), "2026-03-02 10:20", Office, "scheduling", "scheduled", """{"address":"x"}""").Event<ConsultationScheduled>();
        next.StartsAt.ShouldBe(Shared.Clocks.Given.At("2026-03-02 12:00"));
        ConsultationProcess.Facts(Scheduled())["limits.session"].ShouldBe("1950 minutes", "28 hours to the meeting, 30 minutes of it, 4 hours more");
    }

    [Fact]
    public void A_time_that_was_agreed_is_the_time_of_the_meeting()
    {
        var agreed = Requested()
            .When("2026-03-02 10:00", Office, "scheduling", "proposed", """{"startsAt":"2026-03-05T09:30","reason":"出诊"}""")
            .When("2026-03-02 11:00", Doctor, "proposal-reply", "agreed")
            .When("2026-03-02 11:30", Office, "scheduling", "scheduled", """{"address":"x"}""");
        agreed.Scheduled!.Value.Meeting.StartsAt.ShouldBe(Shared.Clocks.Given.At("2026-03-05 09:30"));
    }

    [Fact]
    public void Only_the_experts_who_were_named_hold_it_and_give_the_opinion()
    {
        const string held = """{"participants":"两名","minutes":"讨论"}""";
        Do(Scheduled("yy1-expert-1"), "2026-03-03 15:00", OtherExpert, "session", "held", held).ShouldRefuse("consultation.assigned-to-another");
        var open = Scheduled("yy1-expert-1").When("2026-03-03 15:00", Expert, "session", "held", held);
        Do(open, "2026-03-03 16:00", OtherExpert, "opinion", "given", """{"conclusion":"x"}""").ShouldRefuse("consultation.assigned-to-another");
        Do(open, "2026-03-03 16:00", Expert, "opinion", "given").ShouldRefuse("consultation.answer-required");
    }

    [Fact]
    public void A_meeting_that_was_not_held_is_fixed_again()
    {
        var again = Scheduled().When("2026-03-03 15:00", Expert, "session", "not-held", """{"absent":"patient"}""");
        (again.NotHeld, again.Scheduled, again.Status).ShouldBe((1, null, "requested"));
        Do(Scheduled(), "2026-03-03 15:00", Expert, "session", "not-held", """{"absent":"weather"}""").ShouldRefuse("consultation.field-invalid");
    }

    [Fact]
    public void The_first_opinion_ends_the_time_and_asking_back_opens_another_one()
    {
        var answered = Answered();
        answered.Time().State.ShouldBe(ClockState.Stopped);
        answered.Performance.InTime.ShouldBe(true);
        var asked = answered.When("2026-03-04 09:00", Doctor, "feedback", "asked-back", """{"question":"过敏怎么办？"}""");
        (asked.Status, asked.Performance.FinishedAt, asked.Performance.Reworks).ShouldBe(("asked-back", null, 1));
        var again = asked.When("2026-03-04 10:00", Expert, "opinion", "given", """{"conclusion":"改用他药"}""")
            .When("2026-03-04 11:00", Doctor, "feedback", "concluded");
        (again.Opinions.Count, again.Status).ShouldBe((2, "concluded"));
    }

    [Fact]
    public void A_second_reading_is_by_another_person()
    {
        var read = Requested("remote-diagnosis").When(
            "2026-03-02 10:00", Expert, "report", "reported", """{"findings":"x","conclusion":"炎症","secondReading":true,"critical":true}""");
        (read.AwaitsSecondReading, read.Status).ShouldBe((true, "second-reading"));
        Do(read, "2026-03-02 11:00", Expert, "second-reading", "agreed").ShouldRefuse("consultation.second-reader-must-differ");
        read.When("2026-03-02 11:00", OtherExpert, "second-reading", "changed", """{"conclusion":"结节"}""")
            .SecondReadings.Single().Changed!.Value!.Conclusion.ShouldBe("结节");
    }

    [Fact]
    public void Who_asked_withdraws_before_it_is_held_and_never_after()
    {
        var withdraw = new WithdrawConsultation(Id, "已转院", null);
        var gone = Scheduled().After(
            ConsultationDecider.Withdraw(Scheduled(), withdraw, On("2026-03-02 12:00", Doctor)), On("2026-03-02 12:00", Doctor));
        gone.Status.ShouldBe("withdrawn");
        ConsultationDecider.Withdraw(gone, withdraw, On("2026-03-02 12:00", Doctor)).ShouldStayQuiet();
        ConsultationDecider.Withdraw(Scheduled(), withdraw, On("2026-03-02 12:00", Office)).ShouldRefuse("consultation.not-yours");
        ConsultationDecider.Withdraw(Answered(), withdraw, On("2026-03-04 12:00", Doctor)).ShouldRefuse("consultation.not-withdrawable");
    }

    [Fact]
    public void A_citizen_asks_back_once_and_rates_once()
    {
        var citizen = On("2026-03-02 12:00", AdviceDoor.Citizen);
        ConsultationDecider.AskAgain(Requested("health-advice"), new(Id, "?"), citizen).ShouldRefuse("consultation.not-askable");
        var asked = Answered("health-advice").After(
            ConsultationDecider.AskAgain(Answered("health-advice"), new(Id, "可以上学吗？"), citizen), citizen);
        asked.AskedBack.Single().By.ShouldBeNull();
        var again = asked.When("2026-03-02 13:00", Expert, "answer", "given", """{"conclusion":"可以"}""");
        ConsultationDecider.AskAgain(again, new(Id, "?"), citizen).ShouldRefuse("consultation.not-askable");
        ConsultationDecider.Rate(again, 6, null, citizen).ShouldRefuse("consultation.rating-invalid");
        var rated = again.After(ConsultationDecider.Rate(again, 5, "好", citizen), citizen);
        (rated.Rating!.Value.Level, rated.Status).ShouldBe((5, "concluded"));
        ConsultationDecider.Rate(rated, 5, null, citizen).ShouldStayQuiet();
        ConsultationDecider.Rate(rated, 1, null, citizen).ShouldRefuse("consultation.not-ratable");
        ConsultationDecider.Rate(Answered(), 5, null, citizen).ShouldRefuse("consultation.not-ratable");
    }

    [Fact]
    public void What_was_answered_once_does_not_expire_when_nobody_answers_again()
    {
        var at = On("2026-03-20 09:00", Actor.System);
        ConsultationDecider.Serve(Requested(), "expire", at).Event<ConsultationExpired>();
        var asked = Answered().When("2026-03-04 09:00", Doctor, "feedback", "asked-back", """{"question":"x"}""");
        ConsultationDecider.Serve(asked, "expire", at).Event<ConsultationConcluded>().Lapsed.ShouldBeTrue();
    }

    [Fact]
    public void Of_an_erased_patient_nothing_more_is_written_and_the_matter_still_ends()
    {
        var erased = Answered() with { Content = new(Patient, null) };
        var asked = Do(erased, "2026-03-04 09:00", Doctor, "feedback", "asked-back", """{"question":"x"}""").Event<ConsultationAskedBack>();
        asked.Question.ShouldBe(new Sealed<string>(Patient, null));
        Do(erased, "2026-03-04 09:00", Doctor, "feedback", "concluded").Event<ConsultationConcluded>();
    }
}
