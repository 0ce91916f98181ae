using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>Whatever people do in whatever order.</summary>
public sealed class ApprovalProperties
{
    private static readonly (string Element, string Outcome)[] Tasks =
    [
        .. ShippedCatalogue.Items.Select(item => item.Process).Distinct()
            .SelectMany(process => ShippedCatalogue.Processes.Latest(process)!.Tasks.Values)
            .SelectMany(task => task.Outcomes.Select(outcome => (task.Code, outcome.Code))).Distinct(),
    ];

    private static readonly string[] Services =
    [
        "accept", "deem-accepted", "lapse-correction", "lapse-tolerance", "dispatch", "suspend-for-inspection",
        "suspend-for-expert-review", "suspend-for-hearing", "suspend-for-publicity", "resume-clocks", "waive-hearing",
        "issue-certificate", "start-delivery-clock", "revoke-for-breach", "archive",
    ];

    private static readonly Actor[] Actors = [Story.Clerk, Story.Officer, Story.Reviewer, Story.Head, Actor.System];

    private const string Form = """
        {"missing":["identity"],"explanation":"x","authority":"x","originalsSeen":true,"opinion":"x","reason":"x",
         "remark":"x","secondInspector":"别人","findings":"x","reasons":"x","remedy":"x","measures":"x"}
        """;

    private static Decision Decide(Approval state, int choice, StepContext context)
    {
        if (choice < Tasks.Length)
            return Story.Do(state, Tasks[choice].Element, Tasks[choice].Outcome, Form, context);
        choice -= Tasks.Length;
        if (choice < Services.Length)
            return ApprovalDecider.Serve(state, Services[choice], context);
        return (choice - Services.Length) switch
        {
            0 => ApprovalDecider.Withdraw(state, new(state.Id, "x"), context),
            1 => ApprovalDecider.Extend(state, new(state.Id, new(5, TimeUnit.WorkingDays), "x", 1), context),
            2 => ApprovalDecider.Suspend(state, new(state.Id, "testing", new(5, TimeUnit.WorkingDays), "x", 1), context),
            3 => ApprovalDecider.Resume(state, new(state.Id, 1), context),
            4 => ApprovalDecider.Revoke(state, new(state.Id, "cancelled", "x", "x", 1), context),
            5 => ApprovalDecider.Rate(state, new(state.Id, 1 + choice % 5, null), context),
            _ => ApprovalDecider.SupplyMaterials(state, new(state.Id, [new("identity")]), context),
        };
    }

    private static Gen<(int Choice, int Actor, int Hours)[]> Scripts =>
        (from choice in Gen.Choose(0, Tasks.Length + Services.Length + 6)
         from actor in Gen.Choose(0, Actors.Length - 1)
         from hours in Gen.Choose(0, 40)
         select (choice, actor, hours)).ArrayOf();

    [Property(MaxTest = 500)]
    public Property Any_sequence_folds_and_what_is_final_stays() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        var state = Story.Filed();
        var now = state.OpenedAt;
        foreach (var (choice, actor, hours) in script)
        {
            now += Duration.FromHours(hours);
            var context = Story.On("2026-03-02 09:30", Actors[actor]) with { Now = now };
            var decision = Decide(state, choice, context);
            if (decision.Refusal is not null)
                continue;
            var after = state.After(decision, context);
            after.Version.ShouldBe(state.Version + decision.Events.Count);
            Final(state, after);
            _ = (after.Status, ApprovalProcess.Facts(after));
            state = after;
        }
    });

    private static void Final(Approval before, Approval after)
    {
        if (before.ArchivedAt is not null) after.ArchivedAt.ShouldBe(before.ArchivedAt);
        if (before.Decision is not null) after.Decision.ShouldBe(before.Decision);
        if (before.Rating is not null) after.Rating.ShouldBe(before.Rating);
        if (before.Certificate is not null) after.Certificate.ShouldBe(before.Certificate);
        if (before.Closure is not null) after.Closure.ShouldNotBeNull();
        if (before.AcceptedAt is not null) after.AcceptedAt.ShouldBe(before.AcceptedAt);
        if (before.Revocation is not null) after.Revocation.ShouldNotBeNull();
        if (after.IsSettled) ApprovalClocksOf(after).ShouldAllBe(clock => clock.State == ClockState.Stopped);
    }

    private static IEnumerable<Clock> ApprovalClocksOf(Approval state) =>
        state.Clocks.Values.Where(clock => clock.Name is ApprovalClocks.Statutory or ApprovalClocks.Promised);
}
