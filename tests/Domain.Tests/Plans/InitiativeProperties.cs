using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Application.Plans;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using static SmartCity.Domain.Tests.Plans.PlanStory;

namespace SmartCity.Domain.Tests.Plans;

/// <summary>Whatever people do in whatever order.</summary>
public sealed class InitiativeProperties
{
    private static readonly Actor[] Actors = [Lead, Support, Supervisor, Stranger];

    private static Gen<(int Choice, int Actor, int Days)[]> Scripts =>
        (from choice in Gen.Choose(0, 12)
         from actor in Gen.Choose(0, Actors.Length - 1)
         from days in Gen.Choose(0, 200)
         select (choice, actor, days)).ArrayOf();

    [Property(MaxTest = 300)]
    public Property Any_sequence_folds_and_what_is_accepted_stays_accepted() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        var story = Entered();
        foreach (var (choice, actor, days) in script)
        {
            var before = story.State;
            story.Now += Duration.FromDays(days);
            Act(story, choice, Actors[actor]);
            var after = story.State;
            if (before.Acceptance is not null) (after.Acceptance, after.ArchivedAt, after.Version).ShouldBe((before.Acceptance, before.ArchivedAt, before.Version));
            if (after.Acceptance is not null) after.ArchivedAt.ShouldNotBeNull();
            after.Percent.ShouldBeInRange(0, 100);
            after.Missed.Take(before.Missed.Count).ShouldBe(before.Missed, "what was missed stays missed");
            before.Deviations.Except(after.Deviations).ShouldBeEmpty();
            after.Evidence.Take(before.Evidence.Count).ShouldBe(before.Evidence, "evidence is never taken away");
            after.Milestones.Count.ShouldBeGreaterThanOrEqualTo(before.Milestones.Count);
            Folded(story.Events).ShouldBe(after.Status);
        }
    });

    private static void Act(PlanStory story, int choice, Actor by)
    {
        var (state, context) = (story.State, story.Context(by));
        var day = context.Now.InUtc().Date;
        var milestone = state.Milestones is [.., var m] ? m.Id : Guid.Empty;
        var risk = state.Risks is [.., var r] ? r.Id : Guid.Empty;
        if (choice == 12)
        {
            if (state.Process!.WorkItems.Values.FirstOrDefault() is not { } item) return;
            var done = (item.Element, day.Day % 3) switch
            {
                ("supplement", _) => ("asked-again", """{"statement":"x"}""", Lead),
                (_, 0) => ("accepted", """{"score":80,"opinion":"x","document":"x"}""", Supervisor),
                _ => ("returned", """{"missing":"x"}""", Supervisor),
            };
            var decision = story.Finish(item.Element, done.Item1, done.Item2, done.Item3);
            if (decision.Refusal is null) story.Take(decision, story.Context(done.Item3));
            else story.Take(Domain.Shared.Process.WorkItemDecider.Release(story.State.Process!, item.Id, done.Item3), context);
            return;
        }
        var decided = choice switch
        {
            0 => InitiativeHandlers.Handle(new SetMilestone(Id, $"m{day}", day, null), state, context),
            1 => InitiativeHandlers.Handle(new MoveMilestone(Id, milestone, day, "x", null), state, context),
            2 or 3 => InitiativeHandlers.Handle(new ReachMilestone(Id, milestone, day, "x", [Paper], null), state, context),
            4 => InitiativeHandlers.Handle(new ReportInitiativeProgress(Id, day.Day * 3, "x", [], null), state, context),
            5 => InitiativeHandlers.Handle(new ReportInitiativeProgress(Id, 100, "x", [Paper], null), state, context),
            6 => InitiativeHandlers.Handle(new RaiseInitiativeRisk(Id, "high", "x", null), state, context),
            7 => InitiativeHandlers.Handle(new MitigateInitiativeRisk(Id, risk, "low", "x", null), state, context),
            8 => InitiativeHandlers.Handle(new CloseInitiativeRisk(Id, risk, "x", null), state, context),
            9 => InitiativeHandlers.Handle(new MoveInitiativeDeadline(Id, day.PlusDays(90), "x", Paper, null), state, context),
            10 => story.Ask(by),
            _ => Late(story),
        };
        if (decided.Refusal is null) story.Take(decided, context);
    }

    private static Decision Late(PlanStory story)
    {
        var clock = story.State.Clocks[Initiative.Clock];
        return Decision.Of([.. Domain.Shared.Clocks.ClockDecider.Breach(clock, story.Now)]);
    }

    private static string Folded(IEnumerable<object> events)
    {
        Initiative? state = null;
        foreach (var e in events) state = Initiative.Evolve(state, new(e, (state?.Version ?? 0) + 1, Instant.FromUtc(2018, 4, 25, 16, 0), "x"));
        return state!.Status;
    }
}
