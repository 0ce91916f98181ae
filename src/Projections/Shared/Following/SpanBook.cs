using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared.Following;

/// <summary>A time in which a matter's row stood unchanged; it goes on where <paramref name="Until"/> is null.</summary>
/// <param name="Version">Version of the stream that brought it.</param>
internal sealed record Span(Guid Id, Instant Since, Instant? Until, long Version, object Row)
{
    /// <summary>The row with its time.</summary>
    public string Json => string.Create(
        CultureInfo.InvariantCulture, $"{{\"since\":\"{Text(Since)}\",\"until\":\"{(Until is { } until ? Text(until) : "infinity")}\",\"version\":{Version},{JsonSerializer.Serialize(Row, Row.GetType(), RowJson.Options).AsSpan(1)}");

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}

/// <summary>
/// Works out the spans that changes bring to one table. The same changes bring the same spans, whether they come one by one
/// or a whole stream at once: whether a change begins a span depends on that change alone.
/// </summary>
internal sealed class SpanBook(SpanTable table)
{
    private readonly Dictionary<Guid, (Instant From, List<Span> Spans)> _lines = [];
    private readonly Dictionary<Guid, (Matter State, WorkingCalendar Calendar, object? Row)> _last = [];

    /// <summary>Takes over one change; those of a matter in their order.</summary>
    public void Add(MatterChange change, WorkingCalendar calendar)
    {
        var (id, at) = (change.After.Id, change.RecordedAt);
        // The state before is mostly the one after the change before, and so is its row.
        var before = change.Before is null ? null
            : _last.TryGetValue(id, out var last) && ReferenceEquals(last.State, change.Before) && ReferenceEquals(last.Calendar, calendar) ? last.Row
            : table.RowOf(change.Before, calendar);
        var after = table.RowOf(change.After, calendar);
        _last[id] = (change.After, calendar, after);
        if (table.Same(before, after)) return;
        var (from, spans) = _lines.GetValueOrDefault(id, (at, []));
        // A later fact that a clock of another node dates before an earlier one leaves nothing of the earlier one's span.
        spans.RemoveAll(span => span.Since >= at);
        if (spans is [.., var open]) spans[^1] = open with { Until = Min(open.Until, at) };
        if (after is not null) spans.Add(new(id, at, null, change.After.Version, after));
        _lines[id] = (Instant.Min(from, at), spans);
    }

    /// <summary>From when on the rows of each matter are others than they were.</summary>
    public IReadOnlyList<(Guid Id, Instant At)> Cuts => [.. _lines.Select(line => (line.Key, line.Value.From))];

    public IReadOnlyList<Span> Spans => [.. _lines.Values.SelectMany(line => line.Spans)];

    private static Instant Min(Instant? known, Instant at) => known is { } until && until < at ? until : at;
}
