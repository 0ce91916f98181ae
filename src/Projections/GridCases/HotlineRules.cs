using Marten;
using NodaTime;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases;

/// <summary>The weights of the three rates as published, now or as known at a past moment.</summary>
public sealed class HotlineRules(IDocumentStore store, PublishedTables tables)
{
    private static readonly string Code = HotlineWeights.Signature.Code;

    /// <summary>The weights in force on the day; null where no version was.</summary>
    public async Task<HotlineWeights?> On(LocalDate day, Instant? asOf, CancellationToken stop)
    {
        var history = asOf is { } moment ? await KnownAt(moment, stop) : tables.Current.Tables.GetValueOrDefault(Code);
        return history?.InForce(day) is { } table ? HotlineWeights.Of(new(table)) : null;
    }

    private async Task<DecisionTableHistory?> KnownAt(Instant moment, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(
            StreamIds.Of("decision-tables"), timestamp: moment.ToDateTimeOffset(), token: stop);
        return events.Select(e => e.Data).OfType<DecisionTablePublished>().Where(e => e.Table.Code == Code)
            .Aggregate((DecisionTableHistory?)null, DecisionTableHistory.Evolve);
    }
}
