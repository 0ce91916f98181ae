using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>More time for the handling (延期): asked for by the unit, decided by the centre, twice at most [P].</summary>
internal static class ExtensionRules
{
    private const int Most = 2;

    internal static Decision Request(GridCase? state, RequestExtension command, StepContext context)
    {
        if (ActorRules.NotHandling(state, context.Actor) is { } refusal)
            return refusal;
        var asked = new CaseExtensionRequested(command.By, command.Reason.Trim(), context.Actor.Id);
        if (state!.ExtensionAsked is { } waiting)
            return waiting == asked ? Decision.Nothing : new ExtensionPending();
        if (state.Extensions >= Most)
            return new ExtensionsUsedUp();
        if (asked.Reason.Length == 0)
            return CaseAnswerRequired.Of("reason");
        var limit = state.Limits.GetValueOrDefault(CaseLimits.Handling);
        return command.By.Unit != limit.Unit || command.By.Amount < 1 || command.By.Amount > limit.Amount
            ? new CaseExtensionTooLong(command.By, limit)
            : Decision.Of(asked);
    }

    internal static Decision Decide(GridCase state, string outcome, FormAnswer form, StepContext context) =>
        (outcome, state.ExtensionAsked) switch
        {
            ("granted" or "denied", null) => new ExtensionNotAskedFor(),
            ("granted", { } asked) => Decision.Of(
                [new CaseExtensionGranted(asked.By, context.Actor.Id), .. Extended(state, asked, context)]),
            ("denied", _) when form.Text("reason").Length == 0 => CaseAnswerRequired.Of("reason"),
            ("denied", _) => Decision.Of(new CaseExtensionDenied(form.Text("reason"), context.Actor.Id)),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>The running handling, and with it the whole case.</summary>
    private static IEnumerable<object> Extended(GridCase state, CaseExtensionRequested asked, StepContext context) =>
        GridCaseClocks.Totals(state).Concat(GridCaseClocks.StepsAt(state, "handling"))
            .Select(clock => (Clock: clock, By: InUnitOf(clock.Limit, asked.By, context.Calendar.Hours))).Where(x => x.Clock.Limit.CanAdd(x.By))
            .SelectMany(x => ClockDecider.Extend(x.Clock, x.By, context.Actor.Id, asked.Reason, context.Calendar));

    /// <summary>A whole case that is counted in working days is extended by whole ones [P].</summary>
    private static TimeLimit InUnitOf(TimeLimit limit, TimeLimit by, OfficeHours hours) => (limit.Unit, by.Unit) switch
    {
        (TimeUnit.WorkingDays, TimeUnit.WorkingHours) => new(
            (int)Math.Ceiling(Duration.FromHours(by.Amount) / hours.ADay), TimeUnit.WorkingDays),
        _ => by,
    };
}
