using System.Collections.Concurrent;
using Marten;
using NodaTime;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases;

/// <summary>
/// The rules of city cases (案件规则): kinds and tables as published, ready to be asked for any moment. Kinds are read from
/// their own stream, tables from <see cref="PublishedTables"/>.
/// </summary>
public sealed class CaseRulebook(IDocumentStore store, PublishedTables tables, IClock clock, Func<string, bool> isUnit)
    : IPublications
{
    private static readonly Guid Stream = StreamIds.Of("case-kinds");
    private readonly Lock _turning = new();
    private volatile Edition _edition = new(tables.Current, 0, CaseKindCatalogue.Empty);

    /// <summary>All directories of kinds with their versions.</summary>
    public CaseKindCatalogue Kinds => _edition.Kinds;

    /// <summary>
    /// The rules in force at the moment. A table that is not in force on that day throws when it is asked; at the start
    /// of the host each is in force.
    /// </summary>
    public CaseTables At(Instant moment)
    {
        var edition = _edition;
        if (!ReferenceEquals(edition.Tables, tables.Current)) edition = Hold(edition);
        return edition.Days.GetOrAdd(DayOf(moment), day => new(
            edition.Kinds.InForce(day).SelectMany(directory => directory.Kinds.Select(directory.Terms)).ToDictionary(kind => kind.Code),
            edition.Tables.InForce(day), isUnit));
    }

    /// <summary>The local day of a moment, on which kinds and tables are in force or not.</summary>
    public static LocalDate DayOf(Instant moment) => moment.InZone(WorkingCalendar.Zone).Date;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(Stream, stop);
        if (state is not null && state.Version != _edition.Version) Hold(await Read(session, stop));
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    public async Task<Decision> Publish(CaseKindDirectory directory, Actor actor, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var edition = await Read(session, stop);
        var decision = CaseKindDecider.Publish(edition.Kinds, new(directory));
        if (decision.Events.Count > 0)
        {
            session.SignAs(actor, "publish-case-kinds", clock.GetCurrentInstant());
            session.Events.Append(Stream, edition.Version + decision.Events.Count, decision.Events);
            await session.SaveChangesAsync(stop);
            edition = await Read(session, stop);
        }
        Hold(edition);
        return decision;
    }

    /// <summary>Turns to an edition with the tables of now, unless newer kinds are held already; what is held then.</summary>
    private Edition Hold(Edition read)
    {
        lock (_turning)
        {
            var newest = read.Version > _edition.Version ? read : _edition;
            var current = tables.Current;
            return _edition = ReferenceEquals(newest.Tables, current) ? newest : new(current, newest.Version, newest.Kinds);
        }
    }

    private async Task<Edition> Read(IQuerySession session, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(Stream, token: stop);
        return new(tables.Current, events.Count, events.Select(e => e.Data).Aggregate(CaseKindCatalogue.Empty, CaseKindCatalogue.Evolve));
    }

    /// <summary>What is published, and what of it was made ready for which day.</summary>
    private sealed record Edition(PublishedTables.Shelf Tables, long Version, CaseKindCatalogue Kinds)
    {
        public ConcurrentDictionary<LocalDate, CaseTables> Days { get; } = new();
    }
}
