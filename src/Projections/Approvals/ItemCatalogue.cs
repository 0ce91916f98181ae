using Marten;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Approvals;

/// <summary>The catalogue of items (事项目录) with all their versions, held in memory and read from their streams.</summary>
public sealed class ItemCatalogue(IDocumentStore store)
{
    private volatile IReadOnlyDictionary<string, IReadOnlyList<ApprovalItem>> _items =
        new Dictionary<string, IReadOnlyList<ApprovalItem>>();

    /// <summary>Items that can be applied for on the day, by code.</summary>
    public IReadOnlyList<ApprovalItem> InForce(LocalDate day) =>
        [.. _items.Keys.Select(code => Find(code, day)).OfType<ApprovalItem>().OrderBy(i => i.Code, StringComparer.Ordinal)];

    /// <summary>The version of the item that is in force on the day, or null.</summary>
    public ApprovalItem? Find(string code, LocalDate day) =>
        _items.GetValueOrDefault(code)?.LastOrDefault(item => item.IsInForce(day));

    /// <summary>Every version of an item, oldest first; empty for an unknown code.</summary>
    public IReadOnlyList<ApprovalItem> Versions(string code) => _items.GetValueOrDefault(code) ?? [];

    /// <summary>Takes over what has been published, by this node or another.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var published = await session.Events.QueryRawEventDataOnly<ApprovalItemPublished>().ToListAsync(stop);
        _items = published.Select(e => e.Item).GroupBy(item => item.Code)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<ApprovalItem>)[.. g.OrderBy(item => item.Version)]);
    }

    /// <summary>Publishes a version; null when done or there already, else why not.</summary>
    public async Task<Refusal?> Publish(ApprovalItem item, CancellationToken stop)
    {
        var decision = ApprovalItemDecider.Publish(item, Versions(item.Code));
        if (decision.Events.Count == 0) return decision.Refusal;
        await using var session = store.LightweightSession();
        var known = Versions(item.Code).Count;
        session.Events.Append(StreamIds.ApprovalItem(item.Code), known + decision.Events.Count, decision.Events);
        await session.SaveChangesAsync(stop);
        await Refresh(stop);
        return null;
    }
}
