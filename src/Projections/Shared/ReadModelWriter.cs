using System.Text.Json;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Writes the difference between the rows before and after into the inline read models, one statement a table for
/// the whole batch, inside the transaction of the events.
/// </summary>
internal sealed class ReadModelWriter(IReadOnlyList<InlineTable> tables)
{
    private readonly List<TaskRow> _tasks = [];
    private readonly List<Guid> _tasksGone = [];
    private readonly List<MatterRow> _matters = [];
    private readonly List<DeadlineRow> _deadlines = [];
    private readonly List<DeadlineRow> _deadlinesGone = [];
    private readonly List<AttachmentRow> _attachments = [];
    private readonly List<PersonRow> _persons = [];
    private readonly Dictionary<InlineTable, List<object>> _own = [];
    private readonly Dictionary<InlineTable, List<Guid>> _ownGone = [];

    /// <summary>What is different after than before; both null when there is no matter.</summary>
    public void Add(Matter? matterBefore, Matter? matterAfter)
    {
        var (before, after) = (ReadModelRows.Of(matterBefore), ReadModelRows.Of(matterAfter));
        if (after.Matter is { } matter && !matter.Equals(before.Matter)) _matters.Add(matter);
        foreach (var task in after.Tasks)
            if (!before.Tasks.Contains(task)) _tasks.Add(task);
        foreach (var task in before.Tasks)
            if (after.Tasks.All(t => t.Id != task.Id)) _tasksGone.Add(task.Id);
        foreach (var deadline in after.Deadlines)
            if (!before.Deadlines.Contains(deadline)) _deadlines.Add(deadline);
        foreach (var deadline in before.Deadlines)
            if (after.Deadlines.All(d => d.Timer != deadline.Timer)) _deadlinesGone.Add(deadline);
        _attachments.AddRange(after.Attachments.Except(before.Attachments));
        _persons.AddRange(after.Persons.Except(before.Persons));
        foreach (var table in tables)
        {
            var (was, row) = (table.RowOf(matterBefore), table.RowOf(matterAfter));
            if (row is null && was is not null) Of(_ownGone, table).Add(matterBefore!.Id);
            else if (row is not null && !row.Equals(was)) Of(_own, table).Add(row);
        }
    }

    /// <summary>The statements, at most one a table and kind of change; <c>?</c> stands for each value in turn.</summary>
    public IEnumerable<(string Sql, object[] Values)> Statements()
    {
        if (_tasksGone.Count > 0) yield return ("delete from read.tasks where id = any(?)", [_tasksGone.ToArray()]);
        if (_deadlinesGone.Count > 0)
            yield return (
                "delete from read.deadlines d using unnest(?::uuid[], ?::text[]) g (matter_id, timer) "
                + "where d.matter_id = g.matter_id and d.timer = g.timer",
                [_deadlinesGone.Select(d => d.MatterId).ToArray(), _deadlinesGone.Select(d => d.Timer).ToArray()]);
        if (_tasks.Count > 0)
            yield return Upsert("read.tasks", _tasks, "(id) do update set "
                + "stage = excluded.stage, unit = excluded.unit, role = excluded.role, claimed_by = excluded.claimed_by, "
                + "definition = excluded.definition, process_version = excluded.process_version, element = excluded.element, "
                + "due_at = excluded.due_at, warn_at = excluded.warn_at, version = excluded.version");
        if (_matters.Count > 0)
            yield return Upsert("read.matters", _matters, "(id) do update set "
                + "stage = excluded.stage, status = excluded.status, unit = excluded.unit, units = excluded.units, "
                + "archived_at = excluded.archived_at, due_at = excluded.due_at, warn_at = excluded.warn_at, light = excluded.light");
        if (_deadlines.Count > 0)
            yield return Upsert("read.deadlines", _deadlines, "(matter_id, timer) do update set due_at = excluded.due_at");
        if (_attachments.Count > 0) yield return Upsert("read.attachments", _attachments, "do nothing");
        if (_persons.Count > 0) yield return Upsert("read.person_streams", _persons, "(person, matter_id) do update set "
            + "treated_by = excluded.treated_by, ended_at = excluded.ended_at, erased = excluded.erased");
        foreach (var (table, gone) in _ownGone) yield return (table.Delete, [gone.ToArray()]);
        foreach (var (table, rows) in _own) yield return (table.Upsert, [Json(rows)]);
    }

    /// <summary>The rows as they should stand, by table, as JSON; of a writer that was given whole states only.</summary>
    public Dictionary<string, string> Rows()
    {
        var rows = new Dictionary<string, string>
        {
            ["read.matters"] = Json(_matters), ["read.tasks"] = Json(_tasks), ["read.deadlines"] = Json(_deadlines),
            ["read.attachments"] = Json(_attachments), ["read.person_streams"] = Json(_persons),
        };
        foreach (var table in tables) rows[table.Name] = Json(_own.GetValueOrDefault(table, []));
        return rows;
    }

    /// <summary>The same rows as they are.</summary>
    public IEnumerable<(string Table, Type Row, IEnumerable<object> Rows)> Objects() =>
    [
        ("read.matters", typeof(MatterRow), _matters), ("read.tasks", typeof(TaskRow), _tasks), ("read.deadlines", typeof(DeadlineRow), _deadlines),
        ("read.attachments", typeof(AttachmentRow), _attachments),
        .. tables.Select(table => (table.Name, table.Row, (IEnumerable<object>)_own.GetValueOrDefault(table, []))),
    ];

    private static List<T> Of<T>(Dictionary<InlineTable, List<T>> rows, InlineTable table)
    {
        if (!rows.TryGetValue(table, out var found)) rows.Add(table, found = []);
        return found;
    }

    private static (string Sql, object[] Values) Upsert<T>(string table, List<T> rows, string onConflict) => (
        $"insert into {table} select * from json_populate_recordset(null::{table}, ?::json) on conflict {onConflict}",
        [Json(rows)]);

    private static string Json<T>(List<T> rows) => JsonSerializer.Serialize(rows, RowJson.Options);
}
