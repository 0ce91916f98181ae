using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Violations.Catalogue;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Violations;

/// <summary>
/// The kinds of violations (违法行为种类) with all their versions, held in memory and read from a stream of their own.
/// </summary>
public sealed class OffenceKinds(IDocumentStore store, IClock clock) : IPublications
{
    private static readonly Guid Stream = StreamIds.Of("violation-kinds");
    private volatile Edition _edition = new(0, new Dictionary<string, OffenceKindHistory>());

    /// <summary>Kinds in force at the moment, by code.</summary>
    public IReadOnlyList<OffenceKind> InForce(Instant at)
    {
        var day = at.InZone(WorkingCalendar.Zone).Date;
        var inForce = _edition.Kinds.Values.Select(kind => kind.InForce(day)).OfType<OffenceKind>();
        return [.. inForce.OrderBy(kind => kind.Code, StringComparer.Ordinal)];
    }

    /// <summary>The kind of a code that is in force at the moment; null when there is none.</summary>
    public OffenceKind? Find(string code, Instant at) =>
        _edition.Kinds.GetValueOrDefault(code)?.InForce(at.InZone(WorkingCalendar.Zone).Date);

    /// <summary>The one about vehicles that is in force at the moment.</summary>
    public OffenceKind? OfVehicles(Instant at) => InForce(at).FirstOrDefault(kind => kind.Vehicle is not null);

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(Stream, stop);
        if (state is not null && state.Version != _edition.Version) _edition = await Read(session, stop);
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    public async Task<Decision> Publish(OffenceKind kind, Actor by, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var edition = await Read(session, stop);
        var decision = OffenceKindDecider.Publish(edition.Kinds.GetValueOrDefault(kind.Code), new(kind));
        if (decision.Events.Count > 0)
        {
            session.SignAs(by, "publish-violation-kind", clock.GetCurrentInstant());
            session.Events.Append(Stream, edition.Version + decision.Events.Count, decision.Events);
            await session.SaveChangesAsync(stop);
            edition = await Read(session, stop);
        }

        _edition = edition;
        return decision;
    }

    private static async Task<Edition> Read(IQuerySession session, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(Stream, token: stop);
        var kinds = events.Select(e => e.Data).OfType<OffenceKindPublished>().GroupBy(e => e.Kind.Code).ToDictionary(
            kind => kind.Key, kind => kind.Aggregate((OffenceKindHistory?)null, OffenceKindHistory.Evolve)!);
        return new(events.Count, kinds);
    }

    private sealed record Edition(long Version, IReadOnlyDictionary<string, OffenceKindHistory> Kinds);
}
