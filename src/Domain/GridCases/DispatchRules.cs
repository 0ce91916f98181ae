using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>Dispatch (派遣): by table, by hand, by the district; return and acceptance by the unit.</summary>
internal static class DispatchRules
{
    /// <summary>After so many returns the district decides.</summary>
    private const int MostReturns = 2;

    internal static bool IsOverReturned(GridCase state) => state.Returns >= MostReturns;

    /// <summary>
    /// Nothing where a person has to decide: the table says so, it names a unit that there is not any more, or a unit
    /// sent the case back.
    /// </summary>
    internal static Decision ByTable(GridCase state, ICaseRules rules, StepContext context) =>
        state is { HandlingUnit: null, Returns: 0 } && Asked(state, rules, context) is { Unit: { } unit, Rule: var rule }
        && rules.IsUnit(unit)
            ? Decision.Of(new GridCaseDispatched(unit, [], DispatchModes.Rule, rule))
            : Decision.Nothing;

    internal static Decision ByHand(
        GridCase state, string outcome, FormAnswer form, ICaseRules rules, StepContext context) => outcome switch
    {
        "assigned" => To(state, form.Text("unit"), "unit", [], DispatchModes.Hand, rules, context),
        "joint" => To(state, form.Text("lead"), "lead", form.Texts("units"), DispatchModes.Hand, rules, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision ByDistrict(
        GridCase state, string outcome, FormAnswer form, ICaseRules rules, StepContext context) => outcome switch
    {
        "assigned" => To(state, form.Text("unit"), "unit", [], DispatchModes.District, rules, context),
        "joint" => To(state, form.Text("lead"), "lead", form.Texts("units"), DispatchModes.District, rules, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>The unit takes it on, or sends it back: the first time needs nobody's approval.</summary>
    internal static Decision Answer(GridCase state, WorkItem item, string outcome, FormAnswer form, StepContext context) =>
        outcome switch
        {
            "accepted" => Decision.Of(new HandlingAccepted(item.Unit, context.Actor.Id)),
            "returned" when form.Text("reason").Length == 0 => CaseAnswerRequired.Of("reason"),
            "returned" when state.DispatchMode == DispatchModes.District => new ReturnClosed(),
            "returned" => Decision.Of(new GridCaseReturned(item.Unit, context.Actor.Id, form.Text("reason"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>The lead unit calls others to the place; those that take part already are not called again.</summary>
    internal static Decision Whistle(GridCase? state, Whistle command, ICaseRules rules, StepContext context)
    {
        if (ActorRules.NotHandling(state, context.Actor) is { } refusal)
            return refusal;
        if (command.Units.Count == 0)
            return CaseAnswerRequired.Of("units");
        if (command.Units.FirstOrDefault(unit => !rules.IsUnit(unit)) is { } unknown)
            return CaseUnitUnknown.Of("units", unknown);
        string[] called = [.. command.Units.Distinct().Except(state!.CoUnits).Where(unit => unit != state.HandlingUnit)];
        return called.Length == 0
            ? Decision.Nothing
            : Decision.Of(new GridCaseDispatched(
                state.HandlingUnit!, [.. state.CoUnits, .. called], DispatchModes.Whistle, null));
    }

    private static Decision To(
        GridCase state, string unit, string field, IReadOnlyList<string> others, string mode, ICaseRules rules,
        StepContext context)
    {
        if (!rules.IsUnit(unit))
            return CaseUnitUnknown.Of(field, unit);
        if (others.FirstOrDefault(other => !rules.IsUnit(other)) is { } unknown)
            return CaseUnitUnknown.Of("units", unknown);
        var asked = state.Returns == 0 ? Asked(state, rules, context)?.Rule : null;
        return Decision.Of(new GridCaseDispatched(
            unit, [.. others.Distinct().Where(other => other != unit)], mode, asked));
    }

    private static DecidedUnit? Asked(GridCase state, ICaseRules rules, StepContext context) =>
        state is { Classified.Code: var kind, Severity: { } severity }
            ? rules.Unit(kind, state.Place, severity, context.Now.InZone(WorkingCalendar.Zone).Hour)
            : null;
}
