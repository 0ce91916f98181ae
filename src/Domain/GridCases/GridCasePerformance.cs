using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>What supervision counts of city cases, those of emergencies too.</summary>
internal static class GridCasePerformance
{
    private const int Satisfied = 4, Dissatisfied = 2, Unsolved = 1;

    /// <summary>
    /// Finished when its handling was done (处置完成), unless it ended otherwise; in time by the limit of the whole case, or of
    /// its last reopening. The law gives no time for it.
    /// </summary>
    internal static Performance Of(GridCase c)
    {
        var total = c.Clocks.GetValueOrDefault(GridCaseClocks.Reopened(c.Reopenings)) ?? c.Clocks.GetValueOrDefault(GridCaseClocks.Total);
        var finished = c.Closure is null ? c.ResolvedAt : null;
        return new()
        {
            Item = c.KindCode,
            Town = c.Place.Town,
            Longitude = c.Location.Longitude,
            Latitude = c.Location.Latitude,
            AcceptedAt = c.AcceptedAt,
            RespondedAt = c.ContactedAt,
            FinishedAt = finished,
            Counted = total,
            InTime = finished is { } at && total is not null ? at <= total.DueAt : null,
            Returns = c.Returns,
            Reworks = c.Reworks,
            Reopenings = c.Reopenings,
            Rating = Level(c.Satisfaction),
        };
    }

    /// <summary>Whether what the open tasks at the elements are for is done in time now; without a limit it is.</summary>
    internal static bool InTime(GridCase c, Instant now, params ReadOnlySpan<string> elements)
    {
        foreach (var element in elements)
            foreach (var clock in GridCaseClocks.StepsAt(c, element))
                if (clock.Breached || (clock.State == ClockState.Running && now > clock.DueAt)) return false;
        return true;
    }

    /// <summary>The level of a rating; who was called back and gave none said one of three things.</summary>
    internal static int? Level(SatisfactionGiven? said) => said switch
    {
        null => null,
        { Level: { } level } => level,
        { Solved: false } => Unsolved,
        { Satisfied: false } => Dissatisfied,
        _ => Satisfied,
    };
}
