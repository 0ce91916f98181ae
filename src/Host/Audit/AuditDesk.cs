using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit;

/// <summary>There is no such stream, or it had no event yet (then).</summary>
internal sealed record StreamNotFound() : Refusal(RefusalKind.NotFound, "audit.stream-not-found",
    new("没有此事件流，或当时尚无事件。", "There is no such stream, or it had no event then."));

/// <summary>There is no such event, or it is not settled yet.</summary>
internal sealed record EventNotFound() : Refusal(RefusalKind.NotFound, "audit.event-not-found",
    new("没有此事件。", "There is no such event."));

/// <summary>The event is a plain fact: nobody, and no rule, decided anything by it.</summary>
internal sealed record EventIsNoDecision(string Type) : Refusal(RefusalKind.NotFound, "audit.no-decision",
    new($"事件 {Type} 不是决定。", $"The event {Type} is no decision."));

/// <summary>Reads the ledger for auditors: masked unless released, and each reading noted before it is shown.</summary>
internal sealed class AuditDesk(
    StreamReplay streams, EventLog log, EventReading reading, DecisionReading decisions, AuditReads reads, ClearReleaseBook releases,
    MatterDesk matters, IClock clock)
{
    /// <summary>A stream as it was, with a page of its events; null where there was nothing.</summary>
    public async Task<ReplayView?> Stream(
        Actor actor, Guid id, long? version, Instant? asOf, long after, int limit, CancellationToken stop)
    {
        if (await streams.Read(id, version, asOf, after, limit, stop) is not { } stream) return null;
        var clear = await Note(actor, "streams", stream, stop);
        var next = stream.Steps is [.., var last] && last.Event.Version < stream.Newest ? last.Event.Version : (long?)null;
        return new(
            id, stream.Kind, stream.Matter?.About, stream.Matter?.Number, stream.Version, stream.Newest, clear, reading.State(stream.State, clear),
            EventReading.Place(stream.Matter), [.. stream.Steps.Select(step => reading.Step(step, clear))], next);
    }

    /// <summary>One event of a stream with the states around it.</summary>
    public async Task<ReplayedEventView?> Event(Actor actor, Guid id, long version, CancellationToken stop)
    {
        if (await streams.Read(id, version, null, version - 1, 1, stop) is not { Steps: [var step] } stream) return null;
        return reading.Whole(step, await Note(actor, "streams/events", stream, stop));
    }

    /// <summary>Events in global order; always masked, for they are of many.</summary>
    public async Task<EventsView> Events(Actor actor, EventFilter filter, bool newest, long? place, int limit, CancellationToken stop)
    {
        var found = newest ? await log.Newest(filter, place, limit, stop) : await log.After(filter, place ?? 0, limit, stop);
        var sequences = found.Events.Select(e => e.Sequence).ToList();
        await reads.Note(
            actor, $"events?{Words(filter)}", filter.Stream, sequences.Count > 0 ? sequences.Min() : null,
            sequences.Count > 0 ? sequences.Max() : null, stop);
        return new([.. found.Events.Select(e => reading.Event(e, null, clear: false))], found.Next, found.Settled);
    }

    /// <summary>Why a decision was made; or the refusal.</summary>
    public async Task<(DecisionView? View, Refusal? Refusal)> Decision(Actor actor, long sequence, CancellationToken stop)
    {
        if (await log.Find(sequence, stop) is not { } found) return (null, new EventNotFound());
        if (found.Data is not IDecisionEvent) return (null, new EventIsNoDecision(found.Data.GetType().Name));
        var stream = (await streams.Read(found.StreamId, found.Version, null, 0, int.MaxValue, stop))!;
        var clear = await Note(actor, "decisions", stream with { Steps = [stream.Steps[^1]] }, stop);
        return (decisions.Of(stream.Steps[^1], [.. stream.Steps.SkipLast(1).Select(step => step.Event)], clear), null);
    }

    /// <summary>Notes the reading; whether it is in clear, by a release of this reader that stands.</summary>
    private async Task<bool> Note(Actor actor, string route, ReplayedStream stream, CancellationToken stop)
    {
        var release = (await releases.Read(stop)).OpenTo(actor.Id, stream.Id, clock.GetCurrentInstant());
        var steps = stream.Steps;
        await reads.Note(
            actor, route, stream.Id, steps.Count > 0 ? steps[0].Event.Sequence : null, steps.Count > 0 ? steps[^1].Event.Sequence : null, stop,
            release?.Id);
        if (release is not null && stream.Matter is { } matter) await matters.NoteReleased(actor, matter, stop);
        return release is not null;
    }

    private static string Words(EventFilter filter) => string.Join('&', new (string Name, object? Value)[]
    {
        ("type", filter.Type), ("kind", filter.Kind), ("actor", filter.Actor), ("unit", filter.Unit), ("from", filter.From), ("to", filter.To),
    }.Where(word => word.Value is not null).Select(word => $"{word.Name}={word.Value}"));
}
