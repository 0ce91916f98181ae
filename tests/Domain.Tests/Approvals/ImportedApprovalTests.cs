using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Approvals;

public sealed class ImportedApprovalTests
{
    private static readonly ImportedStep Receipt = Step("1", "Confirmation of receipt", "2020-03-02 10:00");
    private static readonly ImportedStep Check = Step("2", "T06 Determine necessity of stop advice", "2020-03-03 10:00");
    private static readonly ImportedStep Late = Step("3", "T20 Print report Y to stop indication", "2020-04-20 10:00");

    [Fact]
    public void Every_step_is_recorded_at_its_own_time_by_who_did_it()
    {
        var facts = Import(null, Case(end: "2020-03-05 12:00"), Receipt, Check);

        facts.Select(f => (f.Fact.GetType().Name, f.OccurredAt, f.By!.Id)).ShouldBe(
        [
            ("ApprovalImported", Given.At("2020-03-02 09:00"), "boss"),
            ("ClockStarted", Given.At("2020-03-02 09:00"), "system"),
            ("ApprovalStepImported", Receipt.At, "officer"),
            ("ApprovalStepImported", Check.At, "officer"),
            ("ClockStopped", Given.At("2020-03-05 12:00"), "system"),
            ("ImportedApprovalArchived", Given.At("2020-03-05 12:00"), "boss"),
        ]);
    }

    [Fact]
    public void The_clock_is_due_at_the_planned_moment_and_breached_there_when_it_ended_later()
    {
        var facts = Import(null, Case(end: "2020-04-21 12:00"), Receipt, Late);

        var state = Fold(null, facts);
        state.Clocks["planned"].DueAt.ShouldBe(Given.At("2020-04-01 12:00"));
        state.Clocks["planned"].Breached.ShouldBeTrue();
        facts.Single(f => f.Fact is ClockWarned).OccurredAt.ShouldBe(state.Clocks["planned"].WarnAt);
        facts.Single(f => f.Fact is ClockBreached).OccurredAt.ShouldBe(Given.At("2020-04-01 12:00"));
        facts.Select(f => f.OccurredAt).ShouldBeInOrder();
    }

    [Fact]
    public void Who_ends_at_the_planned_moment_itself_is_in_time() =>
        Fold(null, Import(null, Case(end: "2020-04-01 12:00"), Receipt)).Clocks["planned"].Breached.ShouldBeFalse();

    [Fact]
    public void An_ended_one_is_archived_at_its_end_even_when_a_step_follows()
    {
        var state = Fold(null, Import(null, Case(end: "2020-03-05 12:00"), Receipt, Late));

        (state.ArchivedAt, state.Stage, state.Status).ShouldBe((Given.At("2020-03-05 12:00"), "archive", "ended"));
    }

    [Theory]
    [InlineData("Confirmation of receipt", "intake")]
    [InlineData("T05 Print and send confirmation of receipt", "intake")]
    [InlineData("T07-1 Draft intern advice aspect 1", "analysis")]
    [InlineData("T10 Determine necessity to stop indication", "handling")]
    [InlineData("Anything else", "handling")]
    [InlineData("T", "handling")]
    public void An_open_one_stands_where_its_last_step_left_it(string activity, string stage) =>
        Fold(null, Import(null, Case(), Receipt, Step("9", activity, "2020-03-09 10:00"))).Stage.ShouldBe(stage);

    [Fact]
    public void What_is_known_is_not_recorded_again()
    {
        var state = Fold(null, Import(null, Case(), Receipt, Check));

        Decide(state, Case(), Receipt, Check).ShouldBe(Decision.Nothing);
        Decide(state, Case(), Receipt).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void A_step_that_was_missing_and_an_end_that_came_since_are_added()
    {
        var state = Fold(null, Import(null, Case(), Receipt));

        var facts = Import(state, Case(end: "2020-03-05 12:00"), Receipt, Check);

        facts.Select(f => f.Fact.GetType().Name)
            .ShouldBe(["ApprovalStepImported", "ClockStopped", "ImportedApprovalArchived"]);
        var after = Fold(state, facts);
        after.Instances.ShouldBe(["1", "2"], ignoreOrder: true);
        Decide(after, Case(end: "2020-03-05 12:00"), Receipt, Check).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void An_end_before_the_start_stops_the_clock_at_its_start() =>
        Fold(null, Import(null, Case(end: "2020-03-02 00:00"), Receipt)).Clocks["planned"].StoppedAt
            .ShouldBe(Given.At("2020-03-02 09:00"));

    private static ImportedCase Case(string? end = null) => new(
        "log", "case-1", "web", "Permits", null, "boss", Given.At("2020-03-02 09:00"), Given.At("2020-04-01 12:00"), null,
        end is null ? null : Given.At(end));

    private static ImportedStep Step(string instance, string activity, string at) =>
        new(instance, activity, "complete", null, "officer", Given.At(at));

    private static Decision Decide(ImportedApproval? state, ImportedCase known, params ImportedStep[] steps) =>
        ApprovalImportDecider.Decide(
            new(Samples.Id, "DX-IM-20260302-000001", known, steps), state, Story.On("2020-03-10 09:00"));

    private static IReadOnlyList<Dated> Import(ImportedApproval? state, ImportedCase known, params ImportedStep[] steps) =>
        [.. Decide(state, known, steps).Events.Cast<Dated>()];

    private static ImportedApproval Fold(ImportedApproval? state, IEnumerable<Dated> facts) => facts.Aggregate(
        state, (matter, f) => ImportedApproval.Evolve(matter, new(f.Fact, (matter?.Version ?? 0) + 1, f.OccurredAt, f.By!.Id)))!;
}
