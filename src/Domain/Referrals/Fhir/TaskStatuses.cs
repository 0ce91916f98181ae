namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>
/// Between which states a task may move (FHIR R4, Task, state machine; the standard leaves it to the server to see to it).
/// <c>rejected</c> is before the work has begun, <c>failed</c> after.
/// </summary>
public static class TaskStatuses
{
    private const string Wrong = "entered-in-error";

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Next = new Dictionary<string, IReadOnlyList<string>>
    {
        ["draft"] = ["requested", "cancelled"],
        ["requested"] = ["received", "accepted", "rejected", "cancelled"],
        ["received"] = ["accepted", "rejected", "ready", "cancelled", "on-hold"],
        ["accepted"] = ["ready", "in-progress", "on-hold", "cancelled", "failed"],
        ["ready"] = ["in-progress", "on-hold", "cancelled", "failed"],
        ["in-progress"] = ["on-hold", "completed", "failed", "cancelled"],
        ["on-hold"] = ["received", "accepted", "ready", "in-progress", "cancelled", "failed"],
        ["rejected"] = [],
        ["cancelled"] = [],
        ["completed"] = [],
        ["failed"] = [],
        [Wrong] = [],
    };

    public static IEnumerable<string> All => Next.Keys;

    /// <summary>Whether it may; a task may stay where it is, and any but a wrong entry may turn out to be one.</summary>
    public static bool MayMove(string from, string to) =>
        from == to || (to == Wrong && Next.ContainsKey(from)) || (Next.TryGetValue(from, out var next) && next.Contains(to));
}
