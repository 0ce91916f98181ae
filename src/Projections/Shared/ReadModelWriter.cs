using System.Text.Json;
using Marten;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Writes the difference between the rows before and after into the inline read models, one statement a table for
/// the whole batch, inside the transaction of the events.
/// </summary>
internal sealed class ReadModelWriter
{
    private readonly List<TaskRow> _tasks = [];
    private readonly List<Guid> _tasksGone = [];
    private readonly List<MatterRow> _matters = [];
    private readonly List<DeadlineRow> _deadlines = [];
    private readonly List<DeadlineRow> _deadlinesGone = [];
    private readonly List<AttachmentRow> _attachments = [];

    public void Add(ReadModelRows before, ReadModelRows after)
    {
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
    }

    public void Queue(IDocumentSession session)
    {
        if (_tasksGone.Count > 0)
            session.QueueSqlCommand("delete from read.tasks where id = any(?)", _tasksGone.ToArray());
        if (_deadlinesGone.Count > 0)
            session.QueueSqlCommand(
                "delete from read.deadlines d using json_populate_recordset(null::read.deadlines, ?::json) g "
                + "where d.matter_id = g.matter_id and d.timer = g.timer", Json(_deadlinesGone));
        Upsert(session, "read.tasks", _tasks, "id",
            "stage = excluded.stage, unit = excluded.unit, role = excluded.role, claimed_by = excluded.claimed_by, "
            + "definition = excluded.definition, process_version = excluded.process_version, element = excluded.element, "
            + "due_at = excluded.due_at, warn_at = excluded.warn_at, version = excluded.version");
        Upsert(session, "read.matters", _matters, "id",
            "stage = excluded.stage, status = excluded.status, unit = excluded.unit, units = excluded.units, "
            + "archived_at = excluded.archived_at, due_at = excluded.due_at, warn_at = excluded.warn_at, light = excluded.light");
        Upsert(session, "read.deadlines", _deadlines, "matter_id, timer", "due_at = excluded.due_at");
        if (_attachments.Count > 0)
            session.QueueSqlCommand(
                "insert into read.attachments select * from json_populate_recordset(null::read.attachments, ?::json) "
                + "on conflict do nothing", Json(_attachments));
    }

    private static void Upsert<T>(IDocumentSession session, string table, List<T> rows, string key, string set)
    {
        if (rows.Count > 0)
            session.QueueSqlCommand(
                $"insert into {table} select * from json_populate_recordset(null::{table}, ?::json) "
                + $"on conflict ({key}) do update set {set}", Json(rows));
    }

    private static string Json<T>(List<T> rows) => JsonSerializer.Serialize(rows, RowJson.Options);
}
