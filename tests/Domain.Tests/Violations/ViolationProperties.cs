using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Whatever people do in whatever order.</summary>
public sealed class ViolationProperties
{
    private static readonly (string Element, string Outcome)[] Tasks =
    [
        .. ((string[])["violation", "vehicle-exceedance"])
            .SelectMany(name => ShippedCatalogue.Processes.Latest(name)!.Tasks.Values)
            .SelectMany(task => task.Outcomes.Select(outcome => (task.Code, outcome.Code))).Distinct(),
    ];

    private static readonly string[] Services =
        ["file", "release-evidence", "waive-rights", "resume-after-hearing", "begin-execution", "end-observation", "archive"];

    private static readonly Actor[] Actors = [Officer, Approver, Chair, Reviewer, Actor.System];

    private const string Form = """
        {"flag":"passed","reason":"x","enterprise":"DX-QY-001","method":"upwind","findings":"x","secondOfficer":"sthj-officer-2","registered":"x",
         "amount":0,"disposal":"released","facts":"x","grade":"lenient","text":"x","daysAhead":7,"place":"x","conclusion":"x","record":"1",
         "opinion":"x","remedy":"x","receiver":"x","receipt":"1","measures":"x"}
        """;

    private static Gen<(int Choice, int Actor, int Hours)[]> Scripts =>
        (from choice in Gen.Choose(0, Tasks.Length + Services.Length + 6)
         from actor in Gen.Choose(0, Actors.Length - 1)
         from hours in Gen.Choose(0, 100)
         select (choice, actor, hours)).ArrayOf();

    [Property(MaxTest = 300)]
    public Property Any_sequence_folds_and_what_is_final_stays() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        var state = Reported("shared-bicycle-parking", Organisation);
        var now = state.OpenedAt;
        foreach (var (choice, actor, hours) in script)
        {
            now += Duration.FromHours(hours);
            var context = On("2026-03-02 09:00", Actors[actor]) with { Now = now };
            var decision = Decide(state, choice, context);
            if (decision.Refusal is not null) continue;
            var after = state.After(decision, context);
            after.Version.ShouldBe(state.Version + decision.Events.Count);
            if (state.ArchivedAt is not null) after.ArchivedAt.ShouldBe(state.ArchivedAt);
            if (state.Payment is not null) after.Payment.ShouldBe(state.Payment);
            if (after.Payment is { } paid) paid.LateFee.ShouldBeInRange(0, paid.Fine);
            if (after.ArchivedAt is not null && state.ArchivedAt is null)
                after.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
            after.Evidence.Take(state.Evidence.Count).ShouldBe(state.Evidence, "evidence is never taken away");
            _ = (after.Status, ViolationProcess.Facts(after));
            state = after;
        }
    });

    private static Decision Decide(Violation state, int choice, StepContext context)
    {
        if (choice < Tasks.Length)
            return IsPossible(state, Tasks[choice].Element) ? Do(state, Tasks[choice].Element, Tasks[choice].Outcome, Form, context) : Decision.Nothing;
        choice -= Tasks.Length;
        if (choice < Services.Length) return ViolationDecider.Serve(state, Services[choice], context);
        return (choice - Services.Length) switch
        {
            0 => ViolationDecider.Add(state, new(Id, [new(null, null, $"{context.Now}")], null), context),
            1 => ViolationDecider.State(state, new(Id, "x"), context),
            2 => ViolationDecider.RequestHearing(state, context),
            3 => ViolationDecider.Pay(state, new(Id, ViolationDecider.Due(state, context.Now.InUtc().Date.PlusDays(1))?.Total ?? 1, null, "1"), context),
            4 => ViolationDecider.Seek(state, new(Id, "review", null, "x", "y"), context),
            5 => ViolationDecider.End(state, new(Id, "upheld", null, "y"), context),
            _ => ViolationDecider.Read(state, new(Id, new("1", context.Now, "inspection", "x", true, new Dictionary<string, decimal>())), context),
        };
    }

    /// <summary>The process opens these tasks only after a notice; and those about vehicles only for kinds about them.</summary>
    private static bool IsPossible(Violation state, string element) => element switch
    {
        "statement-review" or "decision" => state.Notice is not null && state.Decided is null,
        "owner-notice" or "hearing-arrangement" => state.Terms.Limits.ContainsKey("reinspection") && state.Notice is not null,
        _ => true,
    };
}
