using System.Text.Json;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// The one asynchronous follower of matters: takes the ledger a page at a time in its global order, works out what changed,
/// and writes all spans and all follow-up work of the page in the transaction that also notes how far it is.
/// </summary>
/// <param name="fold">Asked for at the first page: the store that this is a part of is made before the kinds, which read from it.</param>
/// <param name="kept">How many matters it remembers from page to page.</param>
public sealed class MatterFollower(
    Func<MatterFold> fold, IEnumerable<SpanTable> spans, IEnumerable<ChangeTable> followUps, int kept = MatterCourse.Usual) : IProjection
{
    /// <summary>As it is known among the read models.</summary>
    public const string Name = "Matters";

    /// <summary>Events that it takes at once where nothing else is set.</summary>
    public const int UsualPage = 500;

    private readonly IReadOnlyList<SpanTable> _spans = [.. spans];
    private readonly IReadOnlyList<ChangeTable> _followUps = [.. followUps];
    private MatterCourse? _course;
    private CalendarHistory? _calendars;

    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        try
        {
            _course ??= new(fold(), kept);
            _calendars ??= await CalendarHistory.Read(operations, cancellation);
            _calendars.Follow(events);
            var changes = await _course.Of(events, operations, cancellation);
            operations.QueueSqlCommand(SpanWriter.Turn);
            foreach (var (sql, values) in SpanWriter.Statements(_spans, changes, _calendars)) operations.QueueSqlCommand(sql, values);
            foreach (var table in _followUps)
                if (table.RowsOf(changes) is { Length: > 0 } rows) operations.QueueSqlCommand(table.Insert, rows);
        }
        catch
        {
            _course = null;
            throw;
        }
    }
}

/// <summary>How spans get into their tables, whoever writes them.</summary>
internal static class SpanWriter
{
    /// <summary>Those who write spans take turns, each until its commit: the follower's pages, a rebuild's, a repair.</summary>
    public const string Turn = "select pg_advisory_xact_lock(hashtext('smartcity.spans'))";

    /// <summary>What the changes bring; <c>?</c> stands for each value in turn.</summary>
    public static IEnumerable<(string Sql, object[] Values)> Statements(
        IReadOnlyList<SpanTable> tables, IReadOnlyList<MatterChange> changes, CalendarHistory calendars)
    {
        foreach (var table in tables)
        {
            var book = new SpanBook(table);
            foreach (var change in changes) book.Add(change, calendars.At(change.RecordedAt));
            if (book.Cuts is not { Count: > 0 } cuts) continue;
            yield return (table.Cut, [JsonSerializer.Serialize(cuts.Select(cut => new { cut.Id, cut.At }), RowJson.Options)]);
            if (book.Spans is { Count: > 0 } found) yield return Insert(table, found);
        }
    }

    /// <summary>All spans of whole streams, after those that were there are gone.</summary>
    public static IEnumerable<(string Sql, object[] Values)> Anew(
        IReadOnlyList<SpanTable> tables, Guid[] matters, IReadOnlyList<MatterChange> changes, CalendarHistory calendars)
    {
        foreach (var table in tables) yield return (table.Delete, [matters]);
        foreach (var table in tables)
            if (Of(table, changes, calendars) is { Count: > 0 } found) yield return Insert(table, found);
    }

    /// <summary>The spans that the changes of whole streams add up to.</summary>
    public static IReadOnlyList<Span> Of(SpanTable table, IReadOnlyList<MatterChange> changes, CalendarHistory calendars)
    {
        var book = new SpanBook(table);
        foreach (var change in changes) book.Add(change, calendars.At(change.RecordedAt));
        return book.Spans;
    }

    /// <summary>The spans as a JSON array of rows.</summary>
    public static string Json(IReadOnlyList<Span> spans) => "[" + string.Join(',', spans.Select(span => span.Json)) + "]";

    private static (string Sql, object[] Values) Insert(SpanTable table, IReadOnlyList<Span> spans) => (table.Insert, [Json(spans)]);
}
