using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals;

/// <summary>
/// A hospital's system answers for its institution what a person would answer with a task: it is claimed and completed in
/// one step. Null as <paramref name="Outcome"/> only takes it up.
/// </summary>
/// <param name="Task">Element of the task, such as <see cref="ReferralProcess.Reception"/>.</param>
public sealed record AnswerReferral(Guid Id, string Task, string? Outcome, JsonElement Form, long? Version);

/// <summary>
/// The commands on a referral beside its tasks: state and command to a decision, and on to its process. A referral that the
/// actor may not know of is not there.
/// </summary>
public static class ReferralHandlers
{
    public static Decision Handle(ReferPatient command, ProcessKey? process, StepContext context, MatterProgress progress) =>
        process is null
            ? ReferralDecider.Refer(command with { Rules = null }, context)
            : progress.Open(Referral.MatterKind, ReferralDecider.Refer(command, context), process, context);

    public static Decision Handle(SubmitReferral command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, r => ReferralDecider.Submit(r, context));

    public static Decision Handle(WithdrawReferral command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, r => ReferralDecider.Withdraw(r, command, context));

    /// <summary>
    /// By a machine, where it speaks for the institution that the task is with; by a person only within their own rights. Refused while
    /// somebody else holds the task.
    /// </summary>
    public static Decision Handle(AnswerReferral command, Matter? matter, StepContext context, MatterProgress progress)
    {
        if (matter is not Referral found || !Sight.Sees(context.Actor, found)) return new ReferralNotFound();
        if (StaleVersion.Of(found.Version, command.Version) is { } stale) return stale;
        if (found.Process?.WorkItems.Values.FirstOrDefault(item => item.Element == command.Task) is not { } item)
            return new ReferralNotAtThatStep(found.Status);
        if (context.Actor.Has(Roles.Integrator) && !context.Actor.IsSystemOf(item.Unit)) return new ReferralNotYourInstitution();
        var acting = context.Actor.Has(Roles.Integrator)
            ? context with { Actor = context.Actor with { Roles = [Roles.Integrator, item.Role], Unit = item.Unit } }
            : context;
        var claim = WorkItemDecider.Claim(found.Process, item.Id, acting.Actor);
        if (claim.Refusal is not null || command.Outcome is null) return claim;
        var claimed = claim.Events.Aggregate(
            found, (state, e) => Referral.Evolve(state, new(e, state.Version + 1, context.Now, acting.Actor.Id))!);
        var done = progress.Complete(claimed, item.Id, command.Outcome, command.Form, acting);
        return done.Refusal is { } refusal ? refusal : Decision.Of([.. claim.Events, .. done.Events]);
    }

    private static Decision Then(
        Matter? matter, long? seen, StepContext context, MatterProgress progress, Func<Referral, Decision> decide)
    {
        if (matter is not Referral found || !Sight.Sees(context.Actor, found)) return new ReferralNotFound();
        if (StaleVersion.Of(found.Version, seen) is { } stale) return stale;
        var decision = decide(found);
        return ReferralProcess.Message(decision.Events) is { } message
            ? progress.Receive(found, decision, message, context)
            : decision;
    }
}
