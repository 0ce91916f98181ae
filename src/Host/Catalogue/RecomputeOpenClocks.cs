using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Catalogue;

/// <summary>The calendar changed: every open matter's clocks are recomputed by it.</summary>
public sealed record RecomputeOpenClocks;

/// <summary>Goes through the open matters; a repeat finds nothing left to change.</summary>
public static class RecomputeOpenClocksHandler
{
    public static async Task Handle(
        RecomputeOpenClocks _, CalendarPublications calendar, MatterList matters, GroupCommit ledger, CancellationToken stop)
    {
        await calendar.Refresh(stop);
        await foreach (var page in matters.OpenIds(pageSize: 500, stop))
            await Task.WhenAll(page.Select(id => ledger.Execute(new(
                id, "recompute-clocks", Actor.System,
                (matter, context, _) => MatterProgress.Recompute(matter, context), _ => new(200, "{}")))));
    }
}
