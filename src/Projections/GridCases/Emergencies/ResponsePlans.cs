using Marten;
using NodaTime;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases.Emergencies;

/// <summary>The response plans (应急预案) with all their versions, held in memory and read from their streams.</summary>
public sealed class ResponsePlans(IDocumentStore store, IClock clock)
{
    private volatile IReadOnlyDictionary<string, ResponsePlanHistory> _plans = new Dictionary<string, ResponsePlanHistory>();

    /// <summary>Plans in force at the moment, by code.</summary>
    public IReadOnlyList<ResponsePlan> InForce(Instant at)
    {
        var day = at.InZone(WorkingCalendar.Zone).Date;
        return [.. _plans.Values.Select(plan => plan.InForce(day)).OfType<ResponsePlan>().OrderBy(p => p.Code, StringComparer.Ordinal)];
    }

    /// <summary>A published version; null when there is none.</summary>
    public ResponsePlan? Find(string code, int version) =>
        _plans.GetValueOrDefault(code)?.Versions.Find(plan => plan.Version == version);

    /// <summary>Whether this very version is published.</summary>
    public bool Knows(ResponsePlan plan) =>
        ResponsePlanDecider.Publish(_plans.GetValueOrDefault(plan.Code), new(plan)) is { Refusal: null, Events.Count: 0 };

    /// <summary>Takes over what has been published, by this node or another.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var published = await session.Events.QueryRawEventDataOnly<ResponsePlanPublished>().ToListAsync(stop);
        _plans = published.GroupBy(e => e.Plan.Code).ToDictionary(
            plan => plan.Key,
            plan => plan.OrderBy(e => e.Plan.Version).Aggregate((ResponsePlanHistory?)null, ResponsePlanHistory.Evolve)!);
    }

    /// <summary>Publishes a version; null when done or there already, else why not.</summary>
    public async Task<Refusal?> Publish(ResponsePlan plan, Actor by, CancellationToken stop)
    {
        await Refresh(stop);
        var history = _plans.GetValueOrDefault(plan.Code);
        var decision = ResponsePlanDecider.Publish(history, new(plan));
        if (decision.Events.Count == 0) return decision.Refusal;
        await using var session = store.LightweightSession();
        session.SignAs(by, "publish-response-plan", clock.GetCurrentInstant());
        var version = (history?.Versions.Count ?? 0) + decision.Events.Count;
        session.Events.Append(StreamIds.Of("response-plan/" + plan.Code), version, decision.Events);
        await session.SaveChangesAsync(stop);
        await Refresh(stop);
        return null;
    }
}
