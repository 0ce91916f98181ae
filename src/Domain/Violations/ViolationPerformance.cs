using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Violations;

/// <summary>What supervision counts of violations.</summary>
internal static class ViolationPerformance
{
    /// <summary>
    /// Finished with the decision, to fine or not to (办结); a vehicle without one with its archive. What was closed on the way
    /// ended otherwise. The law gives 90 days from the filing (行政处罚法第六十条); nothing shorter is promised.
    /// </summary>
    internal static Performance Of(Violation v)
    {
        var legal = v.Clocks.GetValueOrDefault(ViolationClocks.Case);
        var finished = v.Closure is null ? v.DecidedAt ?? v.ArchivedAt : null;
        return new()
        {
            Item = v.Terms.Code,
            Longitude = v.Location.Longitude,
            Latitude = v.Location.Latitude,
            AcceptedAt = v.FiledAt,
            RespondedAt = v.LookedAt,
            FinishedAt = finished,
            Counted = legal,
            InLegalTime = finished is { } at && legal is not null
                ? !legal.Breached && (legal.StoppedAt ?? at) <= legal.DueAt : null,
            Reworks = v.Reworks,
        };
    }
}
