using Marten;
using NodaTime;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>Published rules of one sort with all their versions, held in memory and read from a stream of their own.</summary>
public abstract class RuleShelf<T>(IDocumentStore store, IClock clock, string sort) : IPublications where T : class, IVersionedRules
{
    private readonly Guid _stream = StreamIds.Of(sort);
    private volatile Edition _edition = new(0, new Dictionary<string, RuleVersions<T>>());

    /// <summary>All of them, by code.</summary>
    public IReadOnlyDictionary<string, RuleVersions<T>> All => _edition.Rules;

    /// <summary>What is published now; another object after each publication.</summary>
    public object Current => _edition;

    public RuleVersions<T>? Find(string code) => _edition.Rules.GetValueOrDefault(code);

    /// <summary>The version of a code that is in force on the day.</summary>
    public T? InForce(string code, LocalDate day) => Find(code)?.InForce(day);

    /// <inheritdoc/>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(_stream, stop);
        if (state is not null && state.Version != _edition.Version) _edition = await Read(session, stop);
    }

    /// <summary>Decides on what is published at this moment, and publishes; a publication in between makes it fail.</summary>
    public async Task<Decision> Publish(T next, Actor by, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var edition = await Read(session, stop);
        var decision = RulePublication.Publish(edition.Rules.GetValueOrDefault(next.Code), next, Fault(next), Published);
        if (decision.Events.Count > 0)
        {
            session.SignAs(by, "publish-" + sort, clock.GetCurrentInstant());
            session.Events.Append(_stream, edition.Version + decision.Events.Count, decision.Events);
            await session.SaveChangesAsync(stop);
            edition = await Read(session, stop);
        }
        _edition = edition;
        return decision;
    }

    protected abstract string? Fault(T rule);

    protected abstract IDomainEvent Published(T rule);

    protected abstract T? Of(object fact);

    private async Task<Edition> Read(IQuerySession session, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(_stream, token: stop);
        var rules = events.Select(e => Of(e.Data)).OfType<T>().GroupBy(rule => rule.Code).ToDictionary(
            versions => versions.Key, versions => versions.Aggregate((RuleVersions<T>?)null, RuleVersions.With)!);
        return new(events.Count, rules);
    }

    private sealed record Edition(long Version, IReadOnlyDictionary<string, RuleVersions<T>> Rules);
}

/// <summary>The alarm rules (告警规则).</summary>
public sealed class AlarmRules(IDocumentStore store, IClock clock) : RuleShelf<AlarmRule>(store, clock, "alarm-rules")
{
    /// <summary>The rules that were ever for a kind of device, by code.</summary>
    public IReadOnlyList<RuleVersions<AlarmRule>> For(string kind) =>
        [.. All.Values.Where(rule => rule.Versions[^1].Kinds.Contains(kind)).OrderBy(rule => rule.Code, StringComparer.Ordinal)];

    protected override string? Fault(AlarmRule rule) => rule.Fault();

    protected override IDomainEvent Published(AlarmRule rule) => new AlarmRulePublished(rule);

    protected override AlarmRule? Of(object fact) => (fact as AlarmRulePublished)?.Rule;
}

/// <summary>The sets of limits (限值集).</summary>
public sealed class Thresholds(IDocumentStore store, IClock clock) : RuleShelf<ThresholdSet>(store, clock, "thresholds")
{
    protected override string? Fault(ThresholdSet set) => set.Fault();

    protected override IDomainEvent Published(ThresholdSet set) => new ThresholdSetPublished(set);

    protected override ThresholdSet? Of(object fact) => (fact as ThresholdSetPublished)?.Set;
}
