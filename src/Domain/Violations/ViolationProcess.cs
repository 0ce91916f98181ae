using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>What a violation and its process know of each other: facts for conditions, and messages.</summary>
public static class ViolationProcess
{
    /// <summary>
    /// The facts that conditions, units, limits and lists of the process files may read. Limits are
    /// <c>limits.&lt;name&gt;</c> by <see cref="OffenceLimits"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Facts(Violation state)
    {
        var facts = new Dictionary<string, object?>(40)
        {
            ["unit"] = state.Unit,
            ["enforcementUnits"] = EnforcementUnits(state),
            ["subjectKnown"] = state.Subject is not null,
            ["closed"] = state.Closure is not null,
            ["evidenceRegistered"] = state is { Registration: not null, Disposal: null },
            ["penalisedOnTheSpot"] = state.Decided?.OnTheSpot == true,
            ["major"] = PenaltyRules.IsMajor(state),
            ["amountDue"] = PaymentRules.IsFined(state),
            ["mustRectify"] = state is { Terms.Rectification: true, Decided: not null, Reinspected: false },
            ["hearingRequested"] = state.HearingRequest is not null,
            ["hearingOpen"] = NoticeRules.HearingOption(state) is not null,
            ["limits.hearingOption"] = NoticeRules.HearingOption(state)?.ToString(),
            ["observed"] = state.Observed,
            ["limits.observation"] = VehicleRules.Observation(state)?.ToString(),
        };
        foreach (var (name, limit) in state.Terms.Limits)
            facts["limits." + name] = limit.ToString();
        return facts;
    }

    /// <summary>The lead unit, and those that enforce together with it.</summary>
    public static string[] EnforcementUnits(Violation state) => [state.Terms.LeadUnit, .. state.Terms.JointUnits];

    /// <summary>
    /// The message for the process that follows from what was decided beside its tasks; null where it waits for none.
    /// </summary>
    public static string? Message(IReadOnlyList<object> facts) => facts.Select(fact => fact switch
    {
        PartyStated => "stated",
        PenaltyHearingRequested => "hearing-requested",
        PenaltyPaid => "paid",
        ViolationClosed { Closure: ViolationClosures.Revoked } => "revoked",
        VehicleFoundNonCompliant => "non-compliant",
        ViolationReinspected { Passed: true } => "inspection-passed",
        _ => null,
    }).FirstOrDefault(message => message is not null);
}
