using System.Collections.Immutable;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The decision tables (决策表) with all their versions, held in memory and read from their own stream. Each capability
/// brings the signatures of the tables it asks; no other table is published.
/// </summary>
public sealed class PublishedTables(
    IDocumentStore store, IClock clock, IEnumerable<TableSignature> signatures, Func<string, bool> isUnit) : IPublications
{
    private static readonly Guid Stream = StreamIds.Of("decision-tables");
    private readonly IReadOnlyDictionary<string, TableSignature> _signatures = signatures.ToDictionary(asked => asked.Code);
    private volatile Shelf _shelf = new(0, ImmutableSortedDictionary<string, DecisionTableHistory>.Empty);

    /// <summary>The tables that somebody asks, by code.</summary>
    public IEnumerable<string> Codes => _signatures.Keys.Order(StringComparer.Ordinal);

    /// <summary>What is published now; another object after each publication.</summary>
    public Shelf Current => _shelf;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(Stream, stop);
        if (state is not null && state.Version != _shelf.Version) _shelf = await Read(session, stop);
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    /// <param name="nextFrom">First day of the version that is published right after it, where one is.</param>
    public async Task<Decision> Publish(DecisionTable table, Actor actor, CancellationToken stop, LocalDate? nextFrom = null)
    {
        if (!_signatures.TryGetValue(table.Code, out var asked)) return new TableUnknown(table.Code);
        await using var session = store.LightweightSession();
        var shelf = await Read(session, stop);
        var decision = DecisionTableDecider.Publish(shelf.Tables.GetValueOrDefault(table.Code), new(table, nextFrom), asked, isUnit);
        if (decision.Events.Count > 0)
        {
            session.SignAs(actor, "publish-decision-table", clock.GetCurrentInstant());
            session.Events.Append(Stream, shelf.Version + decision.Events.Count, decision.Events);
            await session.SaveChangesAsync(stop);
            shelf = await Read(session, stop);
        }
        _shelf = shelf;
        return decision;
    }

    private static async Task<Shelf> Read(IQuerySession session, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(Stream, token: stop);
        return new(events.Count, events.Select(e => e.Data).OfType<DecisionTablePublished>().Aggregate(
            ImmutableSortedDictionary.Create<string, DecisionTableHistory>(StringComparer.Ordinal),
            (tables, e) => tables.SetItem(e.Table.Code, DecisionTableHistory.Evolve(tables.GetValueOrDefault(e.Table.Code), e)!)));
    }

    /// <summary>All published tables at one version of their stream.</summary>
    public sealed record Shelf(long Version, ImmutableSortedDictionary<string, DecisionTableHistory> Tables)
    {
        /// <summary>The tables in force on the day, made ready, by code.</summary>
        public IReadOnlyDictionary<string, PreparedTable> InForce(LocalDate day) => Tables.Values
            .Select(table => table.InForce(day)).OfType<DecisionTable>().ToDictionary(table => table.Code, table => new PreparedTable(table));
    }
}
