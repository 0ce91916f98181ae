using Marten;
using NodaTime;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Devices;

/// <summary>The kinds of devices with all their versions, held in memory and read from a stream of their own.</summary>
public sealed class DeviceKinds(IDocumentStore store, IClock clock) : IPublications
{
    private static readonly Guid Stream = StreamIds.Of("device-kinds");
    private volatile Edition _edition = new(0, new Dictionary<string, DeviceKindHistory>());

    /// <summary>Kinds in force at the moment, by code.</summary>
    public IReadOnlyList<DeviceKind> InForce(Instant at)
    {
        var day = at.InZone(WorkingCalendar.Zone).Date;
        return [.. _edition.Kinds.Values.Select(k => k.InForce(day)).OfType<DeviceKind>().OrderBy(k => k.Code, StringComparer.Ordinal)];
    }

    /// <summary>The version in force now; null when there is none.</summary>
    public DeviceKind? Find(string code) =>
        _edition.Kinds.GetValueOrDefault(code)?.InForce(clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date);

    /// <summary>The newest version, in force or not: what devices of it are called and speak.</summary>
    public DeviceKind? Newest(string code) => _edition.Kinds.GetValueOrDefault(code)?.Versions[^1];

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(Stream, stop);
        if (state is not null && state.Version != _edition.Version) _edition = await Read(session, stop);
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    public async Task<Decision> Publish(DeviceKind kind, Actor by, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var edition = await Read(session, stop);
        var decision = DeviceKindDecider.Publish(edition.Kinds.GetValueOrDefault(kind.Code), kind, edition.Kinds.Values);
        if (decision.Events.Count > 0)
        {
            session.SignAs(by, "publish-device-kind", clock.GetCurrentInstant());
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
        var kinds = events.Select(e => e.Data).OfType<DeviceKindPublished>().GroupBy(e => e.Kind.Code).ToDictionary(
            kind => kind.Key, kind => kind.Aggregate((DeviceKindHistory?)null, DeviceKindHistory.Evolve)!);
        return new(events.Count, kinds);
    }

    private sealed record Edition(long Version, IReadOnlyDictionary<string, DeviceKindHistory> Kinds);
}
