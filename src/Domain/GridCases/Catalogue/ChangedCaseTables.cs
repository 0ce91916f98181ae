using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.WhatIf;

namespace SmartCity.Domain.GridCases.Catalogue;

/// <summary>
/// Other decision tables of city cases (规则表), while one case is decided anew: what they say of its severity, its limits and
/// the unit it goes to. What a person decided by hand stays.
/// </summary>
/// <param name="was">The tables in force at a moment.</param>
/// <param name="would">The same with the changed one.</param>
public sealed class ChangedCaseTables(Func<Instant, ICaseRules> was, Func<Instant, ICaseRules> would) : ChangedRule
{
    private readonly Dictionary<string, TimeLimit> _limits = [];

    /// <summary>The severity as it was settled, and as it would have been; null until it was.</summary>
    public (int Was, int Would)? Severity { get; private set; }

    /// <summary>Whom the table sent the case to, and whom it would have; a null unit where a person has to decide.</summary>
    public (string? Was, string? Would)? Unit { get; private set; }

    /// <inheritdoc/>
    public override TimeLimit Limit(string name, TimeLimit was) =>
        _limits.GetValueOrDefault(GridCaseClocks.IsReopening(name) ? CaseLimits.Reopen : name, was);

    /// <inheritdoc/>
    public override void Follow(Matter? before, Recorded e)
    {
        switch (before, e.Data)
        {
            case (_, GridCaseReported reported):
                Take(reported.DeskLimits, would(e.OccurredAt).DeskLimits(reported.Channel));
                break;
            case (GridCase state, GridCaseClassified classified):
                Classified(state, classified, e.OccurredAt);
                break;
            case (GridCase { Classified: { } kind, Returns: 0 } state, GridCaseDispatched { Rule: not null } sent) when Unit is null:
                Unit = (Asked(was(e.OccurredAt), kind.Code, state, Severity?.Was, e), Asked(would(e.OccurredAt), kind.Code, state, Severity?.Would, e));
                // What was really done outweighs what the table of today says of it.
                if (sent.Mode == DispatchModes.Rule) Unit = (sent.Unit, Unit.Value.Would);
                break;
        }
    }

    private void Classified(GridCase state, GridCaseClassified e, Instant at)
    {
        var severity = e.Severity.Rule is null ? e.Severity.Severity : OfTable(state, e, at);
        Severity = (e.Severity.Severity, severity);
        Take(e.Limits, would(at).Limits(e.Kind.Code, severity));
    }

    /// <summary>Whether danger was seen at the desk is in no event; the table of the day tells, as far as it makes a difference.</summary>
    private int OfTable(GridCase state, GridCaseClassified e, Instant at)
    {
        var danger = state.Danger || was(at).Severity(e.Kind.Code, state.Channel, false).Severity != e.Severity.Severity;
        return would(at).Severity(e.Kind.Code, state.Channel, danger).Severity;
    }

    private void Take(DecidedLimits before, DecidedLimits after)
    {
        foreach (var (name, limit) in after.Limits)
            if (before.Limits.ContainsKey(name)) _limits[name] = limit;
    }

    private static string? Asked(ICaseRules rules, string kind, GridCase state, int? severity, Recorded e)
    {
        var hour = e.OccurredAt.InZone(WorkingCalendar.Zone).Hour;
        return rules.Unit(kind, state.Place, severity ?? state.Severity ?? Severities.Ordinary, hour).Unit is { } unit && rules.IsUnit(unit) ? unit : null;
    }
}
