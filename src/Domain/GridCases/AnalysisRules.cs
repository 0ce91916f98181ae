using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>Analysis (研判): kind, severity and limits.</summary>
internal static class AnalysisRules
{
    internal static Decision Analyse(
        GridCase state, string outcome, FormAnswer form, ICaseRules rules, StepContext context)
    {
        if (outcome != "classified")
            return TaskUnknownOutcome.Of(outcome);
        if (rules.Kind(form.Text("kind")) is not { } kind)
            return CaseKindUnknown.Of(form.Text("kind"));
        var table = rules.Severity(kind.Code, state.Channel, state.Danger || form.Flag("danger"));
        return form.Number("severity") switch
        {
            null => Classify(state, kind, table, null, rules, context),
            { } by when by is < Severities.Danger or > Severities.Complex => new SeverityInvalid(),
            { } by when by == table.Severity => Classify(state, kind, table, null, rules, context),
            { } by => Classify(state, kind, new(by, null), table, rules, context),
        };
    }

    /// <summary>
    /// Of a trusted channel whose kind is known and that is no likely duplicate and no part of another report; nothing
    /// where that does not hold.
    /// </summary>
    internal static Decision ClassifyByTable(GridCase state, ICaseRules rules, StepContext context) =>
        state is { Suspects.IsEmpty: true, PartOf: null } && CaseChannels.IsTrusted(state.Channel)
            ? ByTable(state, rules, context)
            : Decision.Nothing;

    /// <summary>As the kind that the reporter named; nothing where it is not in force, or classified already.</summary>
    internal static Decision ByTable(GridCase state, ICaseRules rules, StepContext context) =>
        state is { Classified: null, KindCode: { } code } && rules.Kind(code) is { } kind
            ? Classify(state, kind, rules.Severity(code, state.Channel, state.Danger), null, rules, context)
            : Decision.Nothing;

    /// <summary>
    /// The total time counts from the acceptance, though only the kind says how long it is; after an emergency, from
    /// its review [P].
    /// </summary>
    private static Decision Classify(
        GridCase state, CaseKindTerms kind, DecidedSeverity severity, DecidedSeverity? byTable, ICaseRules rules,
        StepContext context)
    {
        var classified = new GridCaseClassified(kind, severity, state.Place, rules.Limits(kind.Code, severity.Severity))
        {
            SeverityByTable = byTable,
        };
        var after = GridCaseFold.Apply(state, new(classified, state.Version + 1, context.Now, context.Actor.Id));
        return Decision.Of(
        [
            classified,
            .. GridCaseClocks.Start(
                after, GridCaseClocks.Total, CaseLimits.Total, Since(state, context), context),
        ]);
    }

    private static Instant Since(GridCase state, StepContext context)
    {
        var accepted = state.AcceptedAt ?? context.Now;
        return state.Emergency?.ReviewedAt is { } reviewed ? Instant.Max(accepted, reviewed) : accepted;
    }
}
