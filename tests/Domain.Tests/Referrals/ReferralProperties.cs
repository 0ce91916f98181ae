using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.Referrals.ReferralStory;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>Whatever people do in whatever order.</summary>
public sealed class ReferralProperties
{
    private static readonly (string Element, string Outcome)[] Tasks =
    [
        .. ((string[])["referral-up", "referral-down"])
            .SelectMany(name => ShippedCatalogue.Processes.Latest(name)!.Tasks.Values)
            .SelectMany(task => task.Outcomes.Select(outcome => (task.Code, outcome.Code))).Distinct(),
    ];

    private static readonly string[] Services = ["expire-draft", "expire", "expire-no-show", "miss", "archive"];

    private static readonly Actor[] Actors = [Doctor, Officer, Specialist, Machine, Actor.System];

    private const string Form = """
        {"department":"general","note":"x","question":"x","daysAhead":3,"reason":"no-bed","text":"x","kind":"outpatient","time":"09:00",
         "treatment":"x","result":"x","diagnosisCode":"I10","diagnosis":"x"}
        """;

    private static Gen<(int Choice, int Actor, int Hours)[]> Scripts =>
        (from choice in Gen.Choose(0, Tasks.Length + Services.Length + 1)
         from actor in Gen.Choose(0, Actors.Length - 1)
         from hours in Gen.Choose(0, 100)
         select (choice, actor, hours)).ArrayOf();

    [Property(MaxTest = 300)]
    public Property Any_sequence_folds_and_what_is_final_stays() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        var state = ((Referral?)null).After(ReferralDecider.Refer(Up(draft: script.Length % 2 == 0), On("2026-03-02 09:00")), On("2026-03-02 09:00"));
        var now = state.OpenedAt;
        foreach (var (choice, actor, hours) in script)
        {
            now += Duration.FromHours(hours);
            var context = On("2026-03-02 09:00", Actors[actor]) with { Now = now };
            var decision = Decide(state, choice, context);
            if (decision.Refusal is not null) continue;
            var after = state.After(decision, context);
            after.Version.ShouldBe(state.Version + decision.Events.Count);
            ReferralStatuses.All.ShouldContain(after.Status);
            if (state.ArchivedAt is not null) after.ArchivedAt.ShouldBe(state.ArchivedAt);
            if (state.SubmittedAt is not null) after.SubmittedAt.ShouldBe(state.SubmittedAt);
            if (state.Withdrawn is not null) after.Withdrawn.ShouldBe(state.Withdrawn);
            if (after.ArchivedAt is not null && state.ArchivedAt is null)
                after.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
            after.NoShows.ShouldBeGreaterThanOrEqualTo(state.NoShows);
            after.Deviations.Count().ShouldBeGreaterThanOrEqualTo(state.Deviations.Count(), "no deviation is taken off");
            _ = (ReferralProcess.Facts(after), after.Performance);
            state = after;
        }
    });

    private static Decision Decide(Referral state, int choice, StepContext context)
    {
        if (choice < Tasks.Length)
            return IsPossible(state, Tasks[choice].Element)
                ? Do(state, Tasks[choice].Element, Tasks[choice].Outcome, Form, context, "1") : Decision.Nothing;
        choice -= Tasks.Length;
        return choice < Services.Length ? ReferralDecider.Serve(state, Services[choice], context)
            : choice == Services.Length ? ReferralDecider.Submit(state, context)
            : ReferralDecider.Withdraw(state, new(Id, WithdrawalReasons.Other, "x", null), context);
    }

    /// <summary>The process opens these tasks only then.</summary>
    private static bool IsPossible(Referral state, string element) => element switch
    {
        ReferralProcess.Submission => state.SubmittedAt is null && !state.EndedEarly,
        ReferralProcess.Proposal => state.Proposal is not null && !state.EndedEarly,
        _ => state is { SubmittedAt: not null, EndedEarly: false, ArchivedAt: null },
    };
}
