using SmartCity.Domain.GridCases.Emergencies;

namespace SmartCity.Domain.GridCases;

/// <summary>What a case and its process know of each other: facts for conditions, and messages.</summary>
public static class GridCaseProcess
{
    /// <summary>
    /// The facts that conditions, units, limits and lists of the process file may read. Limits are
    /// <c>limits.&lt;name&gt;</c> by <see cref="CaseLimits"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Facts(GridCase state)
    {
        var facts = new Dictionary<string, object?>(48)
        {
            ["unit"] = state.Unit,
            ["centre"] = state.Centre,
            ["automatic"] = CaseChannels.IsTrusted(state.Channel),
            ["accepted"] = state.AcceptedAt is not null,
            ["classified"] = state.Classified is not null,
            ["handlingUnit"] = state.HandlingUnit,
            ["coUnitsOpen"] = (string[])[.. state.CoUnits.Where(unit => !state.CoUnitsDone.Contains(unit))],
            ["coUnitsUnrated"] = (string[])[.. state.CoUnits.Where(unit => !state.CoUnitsRated.Contains(unit))],
            ["whistled"] = state.Whistled,
            ["handlingBegun"] = state.HandlingBegun,
            ["suspendedFor"] = state.Suspension?.Needed.ToString(),
            ["resolved"] = state.ResolvedAt is not null,
            ["closed"] = state.Closure is not null,
            ["overReturned"] = DispatchRules.IsOverReturned(state),
            ["hasReporter"] = state.HasReporter,
            ["verifyUnit"] = state.Place.Town,
            ["wartime"] = state.Wartime,
            ["limits." + CaseLimits.Reopen] = EvaluationRules.ReopenWithin.ToString(),
        };
        foreach (var (name, limit) in state.Limits)
            facts["limits." + name] = limit.ToString();
        foreach (var (name, fact) in EmergencyProcess.Facts(state))
            facts[name] = fact;
        return facts;
    }

    /// <summary>The message for the process that follows from what was decided beside its tasks; null where it waits for none.</summary>
    public static string? Message(IReadOnlyList<object> facts) => facts.Select(fact => fact switch
    {
        GridCaseMerged => "merged",
        GridCaseDispatched { Mode: DispatchModes.Whistle } => "whistled",
        CaseExtensionRequested => "extension-requested",
        GridCaseSuspended => "suspended",
        GridCaseReopened => "reopened",
        _ => null,
    }).FirstOrDefault(message => message is not null)
        ?? (facts.OfType<SatisfactionGiven>().Any(given => given.Source == "rating") ? "rating" : null);
}
