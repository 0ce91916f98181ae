using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>处置：响应、反馈、延期、挂账.</summary>
public sealed class HandlingTests
{
    private static readonly TimeLimit FourHours = new(4, TimeUnit.WorkingHours), FiveDays = new(5, TimeUnit.Days);

    [Fact]
    public void The_first_word_with_the_reporter_stops_the_response_clock()
    {
        var context = On("2026-03-02 10:10", Officer);
        var state = InHandling().When(s => GridCaseDecider.Contact(s, new(Id, "已告知今日清理"), context), context);
        state.Clocks[GridCaseClocks.Response].StoppedAt.ShouldBe(context.Now);
        GridCaseDecider.Contact(state, new(Id, "已告知今日清理"), context).ShouldStayQuiet();
        GridCaseDecider.Contact(state, new(Id, "再次说明"), context).Event<ReporterContacted>();
        GridCaseDecider.Contact(state, new(Id, "x"), On("2026-03-02 10:10", OtherOfficer)).ShouldRefuse("grid-case.handler-needed");
    }

    [Fact]
    public void Feedback_brings_photos_of_before_and_after()
    {
        var context = On("2026-03-02 11:00", Officer);
        var feedback = new GiveFeedback(Id, "清运中", [Guid.NewGuid()], [Guid.NewGuid()]);
        var state = InHandling().When(s => GridCaseDecider.Feedback(s, feedback, context), context);
        state.Photos.Count.ShouldBe(2);
        GridCaseDecider.Feedback(state, feedback, context).ShouldStayQuiet();
        GridCaseDecider.Feedback(Dispatched(), feedback, context).ShouldRefuse("grid-case.not-in-handling");
        GridCaseDecider.Feedback(state, feedback with { Text = "" }, context).ShouldRefuse("grid-case.answer-required");
    }

    [Fact]
    public void A_result_is_said_in_words_and_its_photos_are_attachments()
    {
        var context = On("2026-03-02 15:00", Officer);
        Do(InHandling(), "handling", "resolved", """{"result":""}""", context).ShouldRefuse("grid-case.answer-required");
        Do(InHandling(), "handling", "resolved", """{"result":"x","photosAfter":["cat.jpg"]}""", context).ShouldRefuse("grid-case.photo-invalid");
        Do(InHandling(), "handling", "resolved", """{"result":"x","photosAfter":["019aa000-0000-7000-8000-00000000c0aa"]}""", context)
            .Event<GridCaseResolved>().PhotosAfter.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_extension_is_at_most_the_limit_itself_and_in_its_unit()
    {
        var context = On("2026-03-02 11:00", Officer);
        GridCaseDecider.RequestExtension(InHandling(), new(Id, new(9, TimeUnit.WorkingHours), "量大", 1), context)
            .ShouldRefuse("grid-case.extension-too-long");
        GridCaseDecider.RequestExtension(InHandling(), new(Id, new(1, TimeUnit.Days), "量大", 1), context)
            .ShouldRefuse("grid-case.extension-too-long");
        GridCaseDecider.RequestExtension(InHandling(), new(Id, FourHours, " ", 1), context).ShouldRefuse("grid-case.answer-required");
    }

    [Fact]
    public void Who_asks_for_more_time_handles_the_case()
    {
        var other = On("2026-03-02 11:00", Person("officer-3", Unit, Roles.Officer));
        InHandling().When(s => GridCaseDecider.RequestExtension(s, new(Id, FourHours, "量大", 1), other), other)
            .Handlers.ShouldContain("officer-3");
    }

    [Fact]
    public void One_extension_waits_at_a_time_and_two_are_all_there_are()
    {
        var context = On("2026-03-02 11:00", Officer);
        var command = new RequestExtension(Id, FourHours, "量大", 1);
        var asked = InHandling().When(s => GridCaseDecider.RequestExtension(s, command, context), context);
        GridCaseDecider.RequestExtension(asked, command, context).ShouldStayQuiet();
        GridCaseDecider.RequestExtension(asked, command with { Reason = "人少" }, context).ShouldRefuse("grid-case.extension-pending");

        var granted = asked.When(s => Do(s, "extension-decision", "granted", "{}", On("2026-03-02 11:10", DutyOfficer)), context);
        granted.Clocks[GridCaseClocks.Total].Limit.ToString().ShouldBe("6 working-days", "four of seven office hours are a day begun");
        var twice = granted.When(s => GridCaseDecider.RequestExtension(s, command, context), context)
            .When(s => Do(s, "extension-decision", "granted", "{}", On("2026-03-02 11:20", DutyOfficer)), context);
        GridCaseDecider.RequestExtension(twice, command, context).ShouldRefuse("grid-case.extensions-used-up");
        Do(twice, "extension-decision", "granted", "{}", context).ShouldRefuse("grid-case.no-extension-asked");
    }

    [Fact]
    public void While_a_case_waits_its_handling_is_not_counted_and_its_reporter_still_to_be_spoken_to()
    {
        var context = On("2026-03-02 11:00", Officer);
        var waiting = InHandling().When(s => GridCaseDecider.Suspend(s, new(Id, "weather", FiveDays, "暴雪", 1), context), context);
        waiting.Clocks[GridCaseClocks.Total].State.ShouldBe(ClockState.Suspended);
        waiting.Clocks[GridCaseClocks.Response].State.ShouldBe(ClockState.Running);
        GridCaseDecider.Suspend(waiting, new(Id, "weather", FiveDays, "暴雪", 1), context).ShouldStayQuiet();
        GridCaseDecider.Suspend(waiting, new(Id, "materials", FiveDays, "x", 1), context).ShouldRefuse("grid-case.already-suspended");
        GridCaseDecider.Serve(waiting, "resume-lapsed", Rules, context).ShouldStayQuiet();

        var later = On("2026-03-04 11:00", Officer);
        var resumed = waiting.When(s => GridCaseDecider.Resume(s, later), later);
        resumed.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Running);
        GridCaseDecider.Resume(resumed, later).ShouldRefuse("grid-case.not-suspended");
        GridCaseDecider.Serve(resumed, "resume-lapsed", Rules, later).ShouldStayQuiet();
    }

    [Fact]
    public void A_case_waits_on_a_known_ground_and_not_for_ever()
    {
        var context = On("2026-03-02 11:00", Officer);
        GridCaseDecider.Suspend(InHandling(), new(Id, "tired", FiveDays, "x", 1), context).ShouldRefuse("grid-case.ground-unknown");
        GridCaseDecider.Suspend(InHandling(), new(Id, "weather", new(16, TimeUnit.Days), "x", 1), context)
            .ShouldRefuse("grid-case.suspension-too-long");
        GridCaseDecider.Suspend(InHandling(), new(Id, "long-project", new(100_000, TimeUnit.WorkingDays), "x", 1), context)
            .ShouldRefuse("grid-case.suspension-too-long");
        GridCaseDecider.Suspend(InHandling(), new(Id, "weather", FiveDays, "", 1), context).ShouldRefuse("grid-case.answer-required");
    }

    [Fact]
    public void Who_finishes_a_case_that_waits_lets_it_go_on_by_that()
    {
        var context = On("2026-03-02 11:00", Officer);
        var waiting = InHandling().When(s => GridCaseDecider.Suspend(s, new(Id, "weather", FiveDays, "暴雪", 1), context), context);
        var done = waiting.When(s => Do(s, "handling", "resolved", """{"result":"已清"}""", context), context);
        done.Suspension.ShouldBeNull();
        done.Status.ShouldBe("resolved");
    }
}
