using JasperFx.Events;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// All read models of some matters as their streams tell them: what a rebuild writes, and what the rows that are there are
/// checked against.
/// </summary>
public sealed class MatterRows(MatterFold fold, IEnumerable<InlineTable> inlineTables, IEnumerable<SpanTable> spanTables)
{
    private readonly IReadOnlyList<InlineTable> _inline = [.. inlineTables];
    private readonly IReadOnlyList<SpanTable> _spans = [.. spanTables];

    /// <summary>The tables of the inline read models with the column that names the matter, and the columns that are written.</summary>
    internal IEnumerable<(string Name, string Matter, string Columns)> InlineTables =>
    [
        ("read.matters", "id", "*"), ("read.tasks", "matter_id", "*"), ("read.deadlines", "matter_id", "*"),
        ("read.attachments", "matter_id", "*"), ("read.person_streams", "matter_id", "*"), .. _inline.Select(table => (table.Name, "id", table.Columns)),
    ];

    internal IReadOnlyList<SpanTable> SpanTables => _spans;

    internal bool IsInline(string table) => !_spans.Any(spans => spans.Name == table);

    /// <summary>The statements that write read models of the matters anew; <c>?</c> stands for each value in turn.</summary>
    /// <param name="changes">Of their whole streams.</param>
    /// <param name="tables">Those of which a row is another; the inline ones are written together.</param>
    internal IEnumerable<(string Sql, object[] Values)> Anew(
        Guid[] matters, IReadOnlyList<MatterChange> changes, CalendarHistory calendars, IReadOnlySet<string> tables)
    {
        if (tables.Any(IsInline))
        {
            foreach (var (table, matter, _) in InlineTables) yield return ($"delete from {table} where {matter} = any(?)", [matters]);
            foreach (var statement in Inline(changes).Statements()) yield return statement;
        }
        foreach (var statement in SpanWriter.Anew([.. _spans.Where(table => tables.Contains(table.Name))], matters, changes, calendars))
            yield return statement;
    }

    /// <summary>Every row that should be there, by table, as JSON arrays of rows.</summary>
    internal IReadOnlyDictionary<string, string> Expected(IReadOnlyList<MatterChange> changes, CalendarHistory calendars)
    {
        var expected = Inline(changes).Rows();
        foreach (var table in _spans) expected[table.Name] = SpanWriter.Json(SpanWriter.Of(table, changes, calendars));
        return expected;
    }

    /// <summary>All changes of whole streams, in the order of the ledger.</summary>
    internal IReadOnlyList<MatterChange> Changes(IReadOnlyList<IEvent> events) => MatterCourse.Whole(fold, events);

    /// <summary>The same as values, for a look at what is there.</summary>
    internal IEnumerable<TableRows> Should(IReadOnlyList<MatterChange> changes, CalendarHistory calendars)
    {
        var matter = InlineTables.ToDictionary(table => table.Name, table => table.Matter);
        return
        [
            .. Inline(changes).Objects().Select(table => TableRows.Of(table.Table, matter[table.Table], table.Row, table.Rows)),
            .. _spans.Select(table => TableRows.Of(table, SpanWriter.Of(table, changes, calendars))),
        ];
    }

    /// <summary>The inline rows of the matters as their last change left them.</summary>
    private ReadModelWriter Inline(IReadOnlyList<MatterChange> changes)
    {
        var writer = new ReadModelWriter(_inline);
        foreach (var matter in changes.GroupBy(change => change.After.Id)) writer.Add(null, matter.Last().After);
        return writer;
    }
}
