namespace SmartCity.Domain.Approvals;

/// <summary>What an approval and its process know of each other: facts for conditions, and messages.</summary>
public static class ApprovalProcess
{
    /// <summary>
    /// The facts that conditions, units, limits and lists of the process files may read. Limits are
    /// <c>limits.&lt;name&gt;</c>, by the names of the item's steps, special procedures and other limits.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Facts(Approval state)
    {
        var facts = new Dictionary<string, object?>(24)
        {
            ["unit"] = state.Unit,
            ["intakeUnit"] = state.IntakeUnit,
            ["reviewUnits"] = state.ReviewUnits,
            ["missingMaterials"] = (string[])[.. state.Missing],
            ["materialsOutstanding"] = !state.Outstanding.IsEmpty,
            ["accepted"] = state.AcceptedAt is not null,
            ["closed"] = state.Closure is not null,
            ["decision"] = state.Decision is { Granted: var granted } ? granted ? "granted" : "refused" : null,
            ["revoked"] = state.Revocation is not null,
            ["objected"] = state.Opinions.ContainsValue("object"),
            ["rated"] = state.Rating is not null,
            ["rating"] = state.Rating is { Level: var level } ? (decimal)level : null,
            ["ratedBadly"] = state.Rating is { } rating && RatingRules.IsBad(rating.Level),
            ["rectifying"] = state.Rectifying,
            ["channel"] = state.Channel,
        };
        foreach (var (name, limit) in state.Terms.Limits)
            facts["limits." + name] = limit.ToString();
        return facts;
    }

    /// <summary>
    /// The message for the process that follows the command when it was not refused and yielded events; null for a
    /// command the process does not wait for.
    /// </summary>
    public static string? Message(object command) => command switch
    {
        SupplyMaterials => "materials-supplied",
        WithdrawApproval => "withdrawn",
        RateApproval => "rating",
        _ => null,
    };
}
