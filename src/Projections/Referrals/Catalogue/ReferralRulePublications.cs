using Marten;
using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Referrals.Catalogue;

/// <summary>The versions of the referral rules, read from a stream of their own and published into it.</summary>
public sealed class ReferralRulePublications(IDocumentStore store, IClock clock, ReferralRulebook rulebook) : IPublications
{
    private static readonly Guid Stream = StreamIds.Of("referral-rules");

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(Stream, stop);
        if (state is not null && state.Version != rulebook.History.Versions.Count)
            rulebook.History = await Read(session, stop);
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    public async Task<Decision> Publish(ReferralRules rules, Actor by, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var history = await Read(session, stop);
        var decision = ReferralRulesDecider.Publish(history, new(rules));
        if (decision.Events.Count > 0)
        {
            session.SignAs(by, "publish-referral-rules", clock.GetCurrentInstant());
            session.Events.Append(Stream, history.Versions.Count + decision.Events.Count, decision.Events);
            await session.SaveChangesAsync(stop);
            history = await Read(session, stop);
        }

        rulebook.History = history;
        return decision;
    }

    private static async Task<ReferralRulesHistory> Read(IQuerySession session, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(Stream, token: stop);
        return events.Select(e => e.Data).Aggregate(ReferralRulesHistory.None, ReferralRulesHistory.Evolve);
    }
}
