using NodaTime;
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
        RecomputeOpenClocks _, CalendarPublications calendar, PublishedCalendar published, MatterList matters, MatterReader reader,
        GroupCommit ledger, IClock clock, ILogger<RecomputeOpenClocks> log, CancellationToken stop)
    {
        await calendar.Refresh(stop);
        var failed = 0;
        await foreach (var page in matters.OpenIds(pageSize: 500, stop))
        {
            // Most have nothing that moves: no command need tell them so.
            var states = await reader.FindAll(page, stop);
            var context = new StepContext(clock.GetCurrentInstant(), Actor.System, Guid.CreateVersion7, published.Current);
            await Task.WhenAll(states.Values
                .Where(matter => MatterProgress.Recompute(matter, context).Events.Count > 0).Select(matter => Recompute(matter.Id)));
        }
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
