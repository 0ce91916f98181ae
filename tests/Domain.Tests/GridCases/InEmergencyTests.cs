using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.GridCases.Emergencies;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>平战转换: from the raising to the review the commands of peacetime rest.</summary>
public sealed class InEmergencyTests
{
    private const string Refusal = "grid-case.in-emergency";

    private static Actor Commander { get; } = Person("commander-1", "DX-YJJ", Roles.Commander);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_commands_of_peacetime_are_refused_until_the_review(bool stoodDown)
    {
        var context = On("2026-03-02 14:00", Officer);
        var state = stoodDown ? StoodDown(InHandling()) : Raised(InHandling());
        GridCaseDecider.Suspend(state, new(Id, "weather", new(1, TimeUnit.Days), "雪", null), context)
            .ShouldRefuse(Refusal);
        GridCaseDecider.RequestExtension(state, new(Id, new(1, TimeUnit.WorkingHours), "量大", null), context)
            .ShouldRefuse(Refusal);
        GridCaseDecider.Whistle(state, new(Id, [Other], null), Rules, context).ShouldRefuse(Refusal);
        GridCaseDecider.Feedback(state, new(Id, "清运中", [], []), context).ShouldRefuse(Refusal);

        var dispatcher = On("2026-03-02 14:00");
        var unread = stoodDown ? StoodDown(Reported()) : Raised(Reported());
        var demand = new SplitDemand(Guid.NewGuid(), "DX-GC-20260302-000002", null, "路灯不亮", "", null, null);
        GridCaseDecider.Split(unread, new(Id, [demand], null), dispatcher).ShouldRefuse(Refusal);
        var into = Classified(Report() with { Id = Guid.NewGuid(), Number = "DX-GC-20260302-000009" });
        GridCaseDecider.Merge(unread, into, dispatcher).ShouldRefuse(Refusal);

        var verified = stoodDown ? StoodDown(Verified()) : Raised(Verified());
        GridCaseDecider.Rate(verified, new(Id, 1, "没有解决"), dispatcher).ShouldRefuse(Refusal);
    }

    [Fact]
    public void After_the_review_they_are_there_again()
    {
        var context = On("2026-03-02 15:10", Officer);
        var state = Reviewed(StoodDown(InHandling()));
        GridCaseDecider.Whistle(state, new(Id, [Other], null), Rules, context).Event<GridCaseDispatched>();
        GridCaseDecider.Feedback(state, new(Id, "清运中", [], []), context).Event<HandlingReported>();
    }

    [Fact]
    public void A_reporter_may_be_spoken_to_at_any_time() =>
        GridCaseDecider.Contact(StoodDown(InHandling()), new(Id, "已告知"), On("2026-03-02 14:00", Officer))
            .Event<ReporterContacted>();

    [Fact]
    public void The_response_clock_that_a_duplicate_brings_into_an_emergency_stands_still_until_the_review()
    {
        var context = On("2026-03-02 14:00");
        var into = Raised(InHandling(Classified(Report(anonymous: true)).When(
            s => GridCaseDecider.Serve(s, "dispatch", Rules, context), context)));
        var duplicate = Classified(Report() with { Id = Guid.NewGuid(), Number = "DX-GC-20260302-000009" });
        var state = into.After(GridCaseDecider.Absorb(into, duplicate, context), context);
        state.Clocks[GridCaseClocks.Response].State.ShouldBe(ClockState.Suspended);
        Reviewed(StoodDown(state)).Clocks[GridCaseClocks.Response].State.ShouldBe(ClockState.Running);
    }

    [Fact]
    public void Who_did_a_task_of_the_plan_handled_the_case()
    {
        var context = On("2026-03-02 13:30", Person("grid-7", Town, Roles.GridMember));
        var state = Raised(InHandling());
        var task = state.Emergency!.Tasks[0].Code;
        state.When(s => Do(s, "response-task", "done", """{"report":"已疏散"}""", context, task), context)
            .Handlers.ShouldContain("grid-7");
    }

    private static GridCase Raised(GridCase state)
    {
        var context = On("2026-03-02 13:00", DutyOfficer);
        return state.When(
            s => EmergencyDecider.Raise(s, new(Id, 3, "gas-leak", "燃气泄漏"), EmergencyStory.ResponsePlans, context), context);
    }

    private static GridCase StoodDown(GridCase state)
    {
        var context = On("2026-03-02 13:50", Commander);
        return (state.Wartime ? state : Raised(state)).When(
            s => EmergencyDecider.StandDown(s, new(Id, "险情解除"), context), context);
    }

    private static GridCase Reviewed(GridCase state)
    {
        var context = On("2026-03-02 15:00", Commander);
        return state.When(s => Do(
            s, "after-action-review", "handling-goes-on",
            """{"assessment":"及时","lessons":["巡查"]}""", context), context);
    }
}
