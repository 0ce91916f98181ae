using System.Text.Json.Nodes;
using JasperFx.Events;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Audit;

/// <summary>Turns events and states into what an auditor reads.</summary>
internal sealed class EventReading(AuditJson json, MatterWords words, AccountBook accounts)
{
    /// <param name="state">The state after it, by which the versions of rules are known that the event does not name.</param>
    public AuditedEvent Event(IEvent e, Matter? state, bool clear) => new(
        e.Sequence, e.StreamId, e.Version, e.Data.GetType().Name, MatterFold.OccurredAt(e), Instant.FromDateTimeOffset(e.Timestamp), ActorOf(e),
        Header(e, EventHeaders.Command), Header(e, EventHeaders.CommandId), e.CorrelationId, e.CausationId, RulesOf(e, state),
        Summary(e.Data), Headers(e), json.Event(e.Data, state?.Kind, clear));

    public ReplayStep Step(ReplayedEvent step, bool clear) => new(
        Event(step.Event, step.After.Matter, clear), JsonDifference.Of(json.State(step.Before, clear), json.State(step.After, clear)),
        Place(step.After.Matter));

    public ReplayedEventView Whole(ReplayedEvent step, bool clear)
    {
        var (before, after) = (json.State(step.Before, clear), json.State(step.After, clear));
        return new(
            Event(step.Event, step.After.Matter, clear), before, after, JsonDifference.Of(before, after), Place(step.Before.Matter),
            Place(step.After.Matter), clear);
    }

    public JsonNode? State(ReplayedState state, bool clear) => json.State(state, clear);

    /// <summary>What happened, in a sentence.</summary>
    public LocalizedText Summary(object data) => words.Event(data);

    /// <summary>The elements of its process that its tokens are at; null for what has no process.</summary>
    public static ProcessPlace? Place(Matter? matter) => matter?.Process is not { } process ? null : new(
        process.Key.Definition, process.Key.Version,
        [.. process.Tokens.Values.Select(token => token.Element).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>The rules that the event names, and those that its matter was under then.</summary>
    public static IReadOnlyList<RuleUsed> RulesOf(IEvent e, Matter? matter)
    {
        var own = (e.Data as IDecisionEvent)?.Applied.Select(rule => RuleUsed.Of(rule, "event")).ToList() ?? [];
        var stream = (matter?.GovernedBy ?? []).Concat(
            matter?.Process is { } process ? [new AppliedRule("process", process.Key.Definition, process.Key.Version)] : Array.Empty<AppliedRule>());
        return
        [
            .. own,
            .. stream.Where(rule => !own.Any(known => known.Kind == rule.Kind && known.Code == rule.Code && known.Basis.Count >= rule.Basis.Count))
                .Select(rule => RuleUsed.Of(rule, "stream")),
        ];
    }

    public AuditedActor ActorOf(IEvent e)
    {
        var id = Header(e, EventHeaders.Actor) ?? "";
        return new(
            id, accounts.Person(id)?.DisplayName ?? id, Header(e, EventHeaders.Role) ?? "", Header(e, EventHeaders.Unit) ?? "",
            Header(e, EventHeaders.Channel) ?? "", Header(e, EventHeaders.RecordedBy));
    }

    private static string? Header(IEvent e, string name) => e.GetHeader(name)?.ToString();

    /// <summary>As they are stored; a time that the store read as one is written as it stands there.</summary>
    private static JsonObject Headers(IEvent e)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in e.Headers ?? [])
            headers[name] = name == EventHeaders.OccurredAt ? InstantPattern.ExtendedIso.Format(MatterFold.OccurredAt(e)) : value?.ToString();
        return headers;
    }
}
