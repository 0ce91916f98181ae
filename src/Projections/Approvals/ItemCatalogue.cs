using Marten;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Approvals;

/// <summary>The catalogue of items (事项目录) with all their versions, held in memory and read from their streams.</summary>
public sealed class ItemCatalogue(IDocumentStore store, IClock clock)
{
    private volatile IReadOnlyDictionary<string, ApprovalItemHistory> _items = new Dictionary<string, ApprovalItemHistory>();

    /// <summary>Items that can be applied for on the day, by code.</summary>
    public IReadOnlyList<ApprovalItem> InForce(LocalDate day) =>
        [.. _items.Values.Select(item => item.InForce(day)).OfType<ApprovalItem>().OrderBy(i => i.Code, StringComparer.Ordinal)];

    /// <summary>The version of the item that is in force on the day, or null.</summary>
    public ApprovalItem? Find(string code, LocalDate day) => _items.GetValueOrDefault(code)?.InForce(day);

    /// <summary>How many items there are.</summary>
    public int Count => _items.Count;

    /// <summary>Whether this very version is published.</summary>
    public bool Knows(ApprovalItem item) =>
        ApprovalItemDecider.Publish(_items.GetValueOrDefault(item.Code), new(item)) is { Refusal: null, Events.Count: 0 };

    /// <summary>Takes over what has been published, by this node or another.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var published = await session.Events.QueryRawEventDataOnly<ApprovalItemPublished>().ToListAsync(stop);
        _items = published.GroupBy(e => e.Item.Code).ToDictionary(
            item => item.Key,
            item => item.OrderBy(e => e.Item.Version).Aggregate((ApprovalItemHistory?)null, ApprovalItemHistory.Evolve)!);
    }

    /// <summary>Publishes a version; null when done or there already, else why not.</summary>
    public async Task<Refusal?> Publish(ApprovalItem item, CancellationToken stop)
    {
        var history = _items.GetValueOrDefault(item.Code);
        var decision = ApprovalItemDecider.Publish(history, new(item));
        if (decision.Events.Count == 0) return decision.Refusal;
        await using var session = store.LightweightSession();
        session.SignAs(Actor.System, "publish-approval-item", clock.GetCurrentInstant());
        var version = (history?.Versions.Count ?? 0) + decision.Events.Count;
        session.Events.Append(StreamIds.ApprovalItem(item.Code), version, decision.Events);
        await session.SaveChangesAsync(stop);
        await Refresh(stop);
        return null;
    }
}
