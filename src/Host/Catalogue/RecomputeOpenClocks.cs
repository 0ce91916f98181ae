using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Catalogue;

/// <summary>The calendar changed: every open matter's clocks are recomputed by it.</summary>
public sealed record RecomputeOpenClocks;

/// <summary>Goes through the open matters; a repeat finds nothing left to change.</summary>
public static partial class RecomputeOpenClocksHandler
{
    public static async Task Handle(
        RecomputeOpenClocks _, CalendarPublications calendar, MatterList matters, GroupCommit ledger,
        ILogger<RecomputeOpenClocks> log, CancellationToken stop)
    {
        await calendar.Refresh(stop);
        var failed = 0;
        await foreach (var page in matters.OpenIds(pageSize: 500, stop))
            await Task.WhenAll(page.Select(Recompute));
        // Said at the end, so that one matter keeps no other from its date; the message is tried again.
        if (failed > 0) throw new InvalidOperationException($"The clocks of {failed} matters could not be recomputed.");

        async Task Recompute(Guid id)
        {
            try
            {
                await ledger.Execute(new(
                    id, "recompute-clocks", Actor.System,
                    (matter, context, _) => MatterProgress.Recompute(matter, context), _ => new(200, "{}"))
                {
                    CausationId = "calendar-changed",
                });
            }
            catch (Exception reason)
            {
                Interlocked.Increment(ref failed);
                LogFailed(log, reason, id);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The clocks of matter {MatterId} could not be recomputed.")]
    private static partial void LogFailed(ILogger log, Exception reason, Guid matterId);
}
