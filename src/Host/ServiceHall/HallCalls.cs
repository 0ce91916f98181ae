using SmartCity.Domain.ServiceHall;
using SmartCity.Projections.ServiceHall;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.ServiceHall;

/// <summary>What a call is decided on: a window, the ticket it called last, and the other matters that have a part in it.</summary>
internal sealed record CallGround(Guid Window, Guid? Last, IReadOnlyList<Guid> Tickets);

/// <summary>Looks up what a call is decided on; the decision sees it as it is then.</summary>
internal sealed class HallCalls(HallQueue queue, MatterReader reader)
{
    /// <summary>For the next call at a window.</summary>
    public async Task<CallGround> Next(HallPlan plan, HallWindow window, CancellationToken stop)
    {
        var (id, last) = await LastOf(plan, window.Code, stop);
        // Each other window may call one of them before this one does.
        var next = await queue.Next(plan.Hall, window, plan.Windows.Count + 1, stop);
        return new(id, last, [.. next.Concat(last is { } known ? [known] : []).Distinct()]);
    }

    /// <summary>For calling a ticket again where it was passed.</summary>
    public async Task<CallGround> Again(HallPlan plan, Guid ticket, string window, CancellationToken stop)
    {
        var (id, last) = await LastOf(plan, window, stop);
        return new(id, last, last is { } known && known != ticket ? [ticket, known] : [ticket]);
    }

    private async Task<(Guid Id, Guid? Last)> LastOf(HallPlan plan, string window, CancellationToken stop)
    {
        var id = HallPlans.WindowId(plan, window);
        return (id, await reader.Find(id, null, null, stop) is ServiceWindow known ? known.Last.TicketId : null);
    }
}
