using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>Duplicates become one (合并), several demands become several (拆分); no reporter is lost.</summary>
internal static class MergeRules
{
    /// <summary>What becomes of the duplicate.</summary>
    internal static Decision Merge(GridCase? state, GridCase? into, StepContext context) => (state, into) switch
    {
        (null, _) or (_, null) => new GridCaseNotFound(),
        _ when !ActorRules.Dispatches(state, context.Actor) => new DispatcherNeeded(),
        _ when state.Id == into.Id => new MergeIntoItself(),
        ({ MergedInto: { } done }, _) when done.Case == into.Id => Decision.Nothing,
        ({ MergedInto: { } winner }, _) => new CaseAlreadyMerged(winner.Number),
        _ when ActorRules.Over(state) is { } over => over,
        ({ InEmergency: true }, _) => new CaseInEmergency(),
        (_, { MergedInto: { } other }) => new MergeIntoMerged(other.Number),
        (_, { ArchivedAt: not null }) => new MergeIntoArchived(),
        (_, { Closure: { } closure }) => new GridCaseClosed(closure),
        _ => Decision.Of(
            [new GridCaseMerged(new(into.Id, into.Number)), .. GridCaseClocks.StopAll(state, context.Now)]),
    };

    /// <summary>
    /// What that adds to the case that stays: every report of the duplicate, its own and those it had absorbed, and the
    /// time in which its reporter is to be spoken to, where nobody has yet and the case that stays counts none.
    /// </summary>
    internal static Decision Absorb(GridCase into, GridCase duplicate, StepContext context)
    {
        DuplicateAbsorbed[] reports =
        [
            .. duplicate.Reports.Where(report => into.Reports.All(known => known.As != report.As))
                .Select(report => new DuplicateAbsorbed(report.As, report.Reporter)),
        ];
        return reports.Length == 0
            ? Decision.Nothing
            : Decision.Of([.. reports, .. AwaitContact(into, duplicate, context)]);
    }

    /// <summary>Counted from the report of the duplicate; in an emergency it stands still like the others.</summary>
    private static IEnumerable<object> AwaitContact(GridCase into, GridCase duplicate, StepContext context)
    {
        if (!duplicate.HasReporter || duplicate.ContactedAt is not null) return [];
        var since = duplicate.Clocks.TryGetValue(GridCaseClocks.Response, out var clock)
            ? clock.StartedAt
            : duplicate.OpenedAt;
        object[] started =
            [.. GridCaseClocks.Start(into, GridCaseClocks.Response, CaseLimits.Response, since, context)];
        return !into.InEmergency
            ? started
            : [.. started, .. started.Select(e => Clock.Evolve(null, e)).OfType<Clock>()
                .SelectMany(c => ClockDecider.Suspend(c, EmergencyClocks.Ground, context.Now))];
    }

    internal static Decision Split(GridCase? state, SplitReport command, StepContext context)
    {
        if (state is null)
            return new GridCaseNotFound();
        if (!ActorRules.Dispatches(state, context.Actor))
            return new DispatcherNeeded();
        if (ActorRules.Over(state) is { } over)
            return over;
        if (state.InEmergency)
            return new CaseInEmergency();
        if (state.HandlingUnit is not null || state.Returns > 0)
            return new SplitTooLate();
        return command.Demands.Count == 0
            ? CaseAnswerRequired.Of("demands")
            : Decision.Of(new GridCaseSplit([.. command.Demands.Select(d => new CaseReference(d.Id, d.Number))]));
    }

    /// <summary>
    /// The case that a demand becomes, with the reporter, the photos and the times of the report it came in with.
    /// Nobody has looked for duplicates of it: whichever the channel, it goes through the analysis.
    /// </summary>
    internal static Decision Part(GridCase whole, SplitDemand demand, ICaseRules rules, StepContext context) =>
        IntakeRules.Report(
            new ReportCase(
                demand.Id, demand.Number, demand.Kind, whole.Channel, demand.Title, demand.Description,
                demand.Location ?? whole.Location, demand.Location is null ? whole.Place : demand.Place,
                whole.Reports[0].Reporter, whole.Danger, whole.Photos, whole.PatrolShift,
                whole.ReportedAt, whole.Centre, []),
            whole, rules, context);
}
