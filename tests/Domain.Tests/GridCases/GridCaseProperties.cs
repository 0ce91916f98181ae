using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>Whatever people do in whatever order.</summary>
public sealed class GridCaseProperties
{
    private static readonly string[] Wartime =
    [
        "command-group", "phone-report", "written-report", "response-task", "added-response-task", "situation-report",
        "stand-down-decision", "after-action-review",
    ];

    private static readonly (string Element, string Outcome)[] Tasks =
    [
        .. ShippedCatalogue.Processes.Latest("grid-case")!.Tasks.Values.Where(task => !Wartime.Contains(task.Code))
            .SelectMany(task => task.Outcomes.Select(outcome => (task.Code, outcome.Code))).Distinct(),
    ];

    private static readonly string[] Services = ["accept", "classify", "dispatch", "resume-lapsed", "no-answer", "archive"];

    private static readonly Actor[] Actors =
        [CaseStory.Dispatcher, CaseStory.DutyOfficer, CaseStory.Officer, CaseStory.OtherOfficer, CaseStory.GridMember, Actor.System];

    private const string Form = """
        {"kind":"event-06010","unit":"DX-CGW","lead":"DX-CGW","units":["DX-CGZFJ"],"to":"violation","reason":"x","remark":"x",
         "result":"x","text":"x","level":4}
        """;

    private static Gen<(int Choice, int Actor, int Hours)[]> Scripts =>
        (from choice in Gen.Choose(0, Tasks.Length + Services.Length + 8)
         from actor in Gen.Choose(0, Actors.Length - 1)
         from hours in Gen.Choose(0, 40)
         select (choice, actor, hours)).ArrayOf();

    [Property(MaxTest = 500)]
    public Property Any_sequence_folds_and_what_is_final_stays() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        var state = CaseStory.Reported();
        var now = state.OpenedAt;
        foreach (var (choice, actor, hours) in script)
        {
            now += Duration.FromHours(hours);
            var context = CaseStory.On("2026-03-02 09:30", Actors[actor]) with { Now = now };
            var decision = Decide(state, choice, context);
            if (decision.Refusal is not null)
                continue;
            var after = state.After(decision, context);
            after.Version.ShouldBe(state.Version + decision.Events.Count);
            Final(state, after);
            _ = (after.Status, GridCaseProcess.Facts(after));
            state = after;
        }
    });

    private static Decision Decide(GridCase state, int choice, StepContext context)
    {
        if (choice < Tasks.Length)
            return CaseStory.Do(state, Tasks[choice].Element, Tasks[choice].Outcome, Form, context);
        choice -= Tasks.Length;
        if (choice < Services.Length)
            return GridCaseDecider.Serve(state, Services[choice], CaseStory.Rules, context);
        return (choice - Services.Length) switch
        {
            0 => GridCaseDecider.Contact(state, new(state.Id, "x"), context),
            1 => GridCaseDecider.Feedback(state, new(state.Id, "x", [], []), context),
            2 => GridCaseDecider.RequestExtension(state, new(state.Id, new(4, TimeUnit.WorkingHours), "x", 1), context),
            3 => GridCaseDecider.Suspend(state, new(state.Id, "weather", new(3, TimeUnit.Days), "x", 1), context),
            4 => GridCaseDecider.Resume(state, context),
            5 => GridCaseDecider.Whistle(state, new(state.Id, ["DX-CGZFJ"], 1), CaseStory.Rules, context),
            6 => GridCaseDecider.Reopen(state, new(state.Id, "x", 1), context),
            7 => GridCaseDecider.Merge(state, CaseStory.Classified(CaseStory.Report() with { Id = Guid.NewGuid(), Number = "other" }), context),
            _ => GridCaseDecider.Rate(state, new(state.Id, 1 + choice % 5, null), context),
        };
    }

    private static void Final(GridCase before, GridCase after)
    {
        if (before.Closure is not null && before.ArchivedAt is not null) after.ArchivedAt.ShouldBe(before.ArchivedAt);
        if (before.MergedInto is not null) after.MergedInto.ShouldBe(before.MergedInto);
        if (before.AcceptedAt is not null) after.AcceptedAt.ShouldBe(before.AcceptedAt);
        if (before.ContactedAt is not null) after.ContactedAt.ShouldBe(before.ContactedAt);
        if (after.ArchivedAt is not null && before.ArchivedAt is null)
            after.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
        after.Reports.Count.ShouldBeGreaterThanOrEqualTo(before.Reports.Count);
        after.Handlers.IsSupersetOf(before.Handlers).ShouldBeTrue();
        after.Photos.Count.ShouldBeGreaterThanOrEqualTo(before.Photos.Count);
    }
}
