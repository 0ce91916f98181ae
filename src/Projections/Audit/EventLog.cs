using JasperFx.Events;
using Marten;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Audit;

/// <summary>Which events are shown; a null asks nothing.</summary>
/// <param name="Type">Name of the type in the store, such as <c>approval_granted</c>.</param>
/// <param name="Kind">Kind of a listed matter.</param>
/// <param name="From">Recorded at that moment or later.</param>
/// <param name="To">Recorded before that moment.</param>
public sealed record EventFilter(
    string? Type = null, Guid? Stream = null, string? Kind = null, string? Actor = null, string? Unit = null, Instant? From = null, Instant? To = null);

/// <summary>Some events in global order.</summary>
/// <param name="Next">Where to go on: after it, or before it for the newest first. Null when there is nothing more.</param>
/// <param name="Settled">No event up to here can still come.</param>
public sealed record EventsFound(IReadOnlyList<IEvent> Events, long? Next, long Settled);

/// <summary>
/// Every event in the ledger's global order (全局事件流), up to the sequence from which on smaller ones may still become visible. A page looks through <see cref="Reach"/> sequences at most, so
/// that a rare thing costs several requests and none of them long: a page may be empty and still have a next.
/// </summary>
public sealed class EventLog(IDocumentStore store, NpgsqlDataSource source, SettledHorizon horizon)
{
    /// <summary>Sequences that one page looks through at most.</summary>
    public const long Reach = 200_000;

    /// <summary>What overlapping commits may be out of order by, in sequences.</summary>
    private const long Overlap = 5_000;

    /// <summary>So long it waits for transactions that are under way; then the store's own high-water mark has to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>A page of events after a sequence, oldest first.</summary>
    public async Task<EventsFound> After(EventFilter filter, long after, int limit, CancellationToken stop)
    {
        var settled = await Settled(stop);
        var end = filter.To is { } to ? Math.Min(settled, await Before(to, settled, stop) + Overlap) : settled;
        if (filter.From is { } from) after = Math.Max(after, await Before(from, settled, stop) - Overlap);
        var last = Math.Min(end, after + Reach);
        var events = await Find(filter, after, last, limit, newest: false, stop);
        var next = events.Count == limit ? events[^1].Sequence : last;
        return new(events, next >= end ? null : next, settled);
    }

    /// <summary>A page of events before a sequence, newest first.</summary>
    public async Task<EventsFound> Newest(EventFilter filter, long? before, int limit, CancellationToken stop)
    {
        var settled = await Settled(stop);
        var last = Math.Min(settled, (before ?? long.MaxValue) - 1);
        if (filter.To is { } to) last = Math.Min(last, await Before(to, settled, stop) + Overlap);
        var floor = filter.From is { } from ? Math.Max(0, await Before(from, settled, stop) - Overlap) : 0;
        var after = Math.Max(floor, last - Reach);
        var events = await Find(filter, after, last, limit, newest: true, stop);
        var next = events.Count == limit ? events[^1].Sequence : after + 1;
        return new(events, next <= floor + 1 ? null : next, settled);
    }

    /// <summary>One settled event, or null.</summary>
    public async Task<IEvent?> Find(long sequence, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        return await session.AllEvents().FirstOrDefaultAsync(e => e.Sequence == sequence, stop);
    }

    public async Task<long> Settled(CancellationToken stop)
    {
        try
        {
            return await horizon.Await(stop, Patience);
        }
        catch (LedgerUnsettledException)
        {
            await using var ask = source.CreateCommand(
                "select coalesce((select last_seq_id from ledger.mt_event_progression where name = 'HighWaterMark'), 0)");
            return (long)(await ask.ExecuteScalarAsync(stop))!;
        }
    }

    private async Task<IReadOnlyList<IEvent>> Find(
        EventFilter filter, long after, long last, int limit, bool newest, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"""
            select seq_id from ledger.mt_events
            where seq_id > $1 and seq_id <= $2 and ($3::text is null or type = $3) and ($4::uuid is null or stream_id = $4)
              and ($5::text is null or stream_id in (select id from read.matters where kind = $5))
              and ($6::text is null or headers ->> 'actor' = $6) and ($7::text is null or headers ->> 'unit' = $7)
              and ($8::timestamptz is null or timestamp >= $8) and ($9::timestamptz is null or timestamp < $9)
            order by seq_id {(newest ? "desc" : "")} limit $10
            """);
        foreach (var value in new object?[]
            { after, last, filter.Type, filter.Stream, filter.Kind, filter.Actor, filter.Unit, filter.From, filter.To, limit })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        var sequences = new List<long>();
        await using (var row = await query.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) sequences.Add(row.GetInt64(0));
        if (sequences.Count == 0) return [];
        await using var session = store.QuerySession();
        var events = await session.AllEvents().Where(e => sequences.Contains(e.Sequence)).OrderBy(e => e.Sequence).ToListAsync(stop);
        return newest ? [.. events.Reverse()] : events;
    }

    /// <summary>The last sequence whose event was recorded before the moment, about: found by halves, for both grow together.</summary>
    private async Task<long> Before(Instant moment, long settled, CancellationToken stop)
    {
        var (low, high) = (0L, settled);
        await using var connection = await source.OpenConnectionAsync(stop);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            await using var ask = new NpgsqlCommand("select timestamp from ledger.mt_events where seq_id <= $1 order by seq_id desc limit 1", connection);
            ask.Parameters.Add(new() { Value = middle });
            if (await ask.ExecuteScalarAsync(stop) is not { } at || At(at) < moment) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private static Instant At(object value) => value is Instant at ? at : Instant.FromDateTimeUtc(((DateTime)value).ToUniversalTime());
}
