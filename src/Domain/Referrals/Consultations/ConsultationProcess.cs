namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>What a consultation and its process know of each other: facts for conditions, and messages.</summary>
public static class ConsultationProcess
{
    /// <summary>
    /// The facts that conditions, units and limits of the process files may read. Limits are <c>limits.&lt;name&gt;</c> by
    /// <see cref="ConsultationLimits"/>; <c>limits.session</c> runs to the end of the meeting that is fixed.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Facts(Consultation state)
    {
        var facts = new Dictionary<string, object?>(16)
        {
            ["unit"] = state.Unit,
            ["requestUnit"] = state.RequestUnit,
            ["closed"] = state.Closure is not null,
            ["stat"] = state.Urgency == ConsultationUrgencies.Stat,
            ["secondReading"] = state.AwaitsSecondReading,
            ["assigned"] = state.Assigned is not null,
            ["limits.session"] = state.Scheduled is var (meeting, at) ? ConsultationLimits.UntilHeld(at, meeting).ToString() : null,
        };
        foreach (var (name, limit) in state.Limits.Values) facts["limits." + name] = limit.ToString();
        return facts;
    }

    /// <summary>The message for the process that follows from what was decided beside its tasks; null where it waits for none.</summary>
    public static string? Message(IReadOnlyList<object> facts) => facts.Select(fact => fact switch
    {
        ConsultationWithdrawn => "withdrawn",
        ConsultationAskedBack => "asked-back",
        ConsultationConcluded => "concluded",
        _ => null,
    }).FirstOrDefault(message => message is not null);
}
