using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>
/// A case that waits (挂账): every clock of its handling stands still, until a command or the time says so.
/// </summary>
internal static class SuspensionRules
{
    /// <summary>A unit cannot make a case wait again and again by itself [P].</summary>
    private const int Most = 3;

    internal static Decision Suspend(GridCase? state, SuspendCase command, StepContext context)
    {
        if (ActorRules.NotHandling(state, context.Actor) is { } refusal)
            return refusal;
        if (!SuspensionGrounds.MostDays.TryGetValue(command.Ground, out var most))
            return new SuspensionGroundUnknown(command.Ground);
        if (state!.Suspension is { } waiting)
            return waiting.Ground == command.Ground && waiting.Needed == command.Needed
                ? Decision.Nothing
                : new GridCaseAlreadySuspended(waiting.Ground);
        if (state.Suspensions >= Most)
            return new SuspensionsUsedUp();
        if (string.IsNullOrWhiteSpace(command.Reason))
            return CaseAnswerRequired.Of("reason");
        if (command.Needed.Amount < 1 || !Fits(command.Needed, most, context, out var until))
            return new SuspensionTooLong(most);
        return Decision.Of(
        [
            new GridCaseSuspended(command.Ground, command.Needed, until, command.Reason.Trim(), context.Actor.Id),
            .. GridCaseClocks.SuspendHandling(state, command.Ground, context.Now),
        ]);
    }

    internal static Decision Resume(GridCase? state, StepContext context) => state switch
    {
        null => new GridCaseNotFound(),
        _ when ActorRules.Over(state) is { } over => over,
        _ when !ActorRules.Handles(state, context.Actor) => new CaseHandlerNeeded(),
        { Suspension: null } => new GridCaseNotSuspended(),
        _ => Decision.Of([.. Lift(state, lapsed: false, context)]),
    };

    /// <summary>The time it was to wait is over; nothing when it goes on already, or waits anew for longer.</summary>
    internal static Decision Lapse(GridCase state, StepContext context) =>
        state.Suspension is { Until: var until } && until <= context.Now
            ? Decision.Of([.. Lift(state, lapsed: true, context)])
            : Decision.Nothing;

    /// <summary>Lets a case that waits go on, whoever ends the waiting; nothing when it does not wait.</summary>
    internal static IEnumerable<object> Lift(GridCase state, bool lapsed, StepContext context) =>
        state.Suspension is { Ground: var ground }
            ? [new GridCaseResumed(lapsed), .. GridCaseClocks.ResumeAll(state, ground, context)]
            : [];

    /// <summary>An amount far beyond is refused before it is counted out in days.</summary>
    private static bool Fits(TimeLimit needed, int most, StepContext context, out Instant until)
    {
        until = default;
        var days = needed.Unit switch
        {
            TimeUnit.Minutes => needed.Amount / (24 * 60),
            TimeUnit.Hours => needed.Amount / 24,
            _ => needed.Amount,
        };
        if (days > most)
            return false;
        until = context.Calendar.Due(needed, context.Now).At;
        return until <= context.Calendar.Due(new TimeLimit(most, TimeUnit.Days), context.Now).At;
    }
}
