using Marten;
using NodaTime;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases.Emergencies;

/// <summary>The response plans (应急预案) with all their versions, held in memory and read from a stream of their own.</summary>
public sealed class ResponsePlans(IDocumentStore store, IClock clock) : IPublications
{
    private static readonly Guid Stream = StreamIds.Of("response-plans");
    private volatile Edition _edition = new(0, new Dictionary<string, ResponsePlanHistory>());

    /// <summary>Plans in force at the moment, by code.</summary>
    public IReadOnlyList<ResponsePlan> InForce(Instant at)
    {
        var day = at.InZone(WorkingCalendar.Zone).Date;
        return [.. _edition.Plans.Values.Select(p => p.InForce(day)).OfType<ResponsePlan>().OrderBy(p => p.Code, StringComparer.Ordinal)];
    }

    /// <summary>A published version; null when there is none.</summary>
    public ResponsePlan? Find(string code, int version) =>
        _edition.Plans.GetValueOrDefault(code)?.Versions.Find(plan => plan.Version == version);

    /// <summary>
    /// The name of a plan's task, of its newest version that has it; null when no plan has it, or two plans mean different things.
    /// </summary>
    public LocalizedText? TaskName(string code)
    {
        var names = _edition.Plans.Values.Select(history => history.Versions.Reverse().SelectMany(plan => plan.Tasks)
            .FirstOrDefault(task => task.Code == code)?.Name).OfType<LocalizedText>().Distinct().Take(2).ToList();
        return names is [var name] ? name : null;
    }

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(Stream, stop);
        if (state is not null && state.Version != _edition.Version) _edition = await Read(session, stop);
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    public async Task<Decision> Publish(ResponsePlan plan, Actor by, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var edition = await Read(session, stop);
        var decision = ResponsePlanDecider.Publish(edition.Plans.GetValueOrDefault(plan.Code), new(plan));
        // Which plan is for a kind must never be a question of their order.
        if (decision.Events.Count > 0 && Taken(edition, plan) is { } other) return new ResponsePlanKindTaken(plan.Code, other);
        if (decision.Events.Count > 0)
        {
            session.SignAs(by, "publish-response-plan", clock.GetCurrentInstant());
            session.Events.Append(Stream, edition.Version + decision.Events.Count, decision.Events);
            await session.SaveChangesAsync(stop);
            edition = await Read(session, stop);
        }

        _edition = edition;
        return decision;
    }

    /// <summary>Another plan that is for one of the same kinds, or is general too; null when there is none.</summary>
    private static string? Taken(Edition edition, ResponsePlan plan) => edition.Plans.Values
        .Select(history => history.Versions[^1])
        .FirstOrDefault(other => other.Code != plan.Code && ((plan.General && other.General)
            || other.Kinds.Intersect(plan.Kinds).Any() || other.Majors.Intersect(plan.Majors).Any()))?.Code;

    private static async Task<Edition> Read(IQuerySession session, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(Stream, token: stop);
        var plans = events.Select(e => e.Data).OfType<ResponsePlanPublished>().GroupBy(e => e.Plan.Code).ToDictionary(
            plan => plan.Key, plan => plan.Aggregate((ResponsePlanHistory?)null, ResponsePlanHistory.Evolve)!);
        return new(events.Count, plans);
    }

    private sealed record Edition(long Version, IReadOnlyDictionary<string, ResponsePlanHistory> Plans);
}
