using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>The task inbox (待办箱): what a person may claim or holds, most urgent first.</summary>
public sealed class TaskInbox(NpgsqlDataSource source)
{
    private const string Columns =
        "id, matter_id, matter_number, matter_kind, title_zh, title_en, definition, process_version, element, instance, "
        + "stage, unit, role, claimed_by, opened_at, due_at, warn_at, version";

    /// <summary>One page after the cursor; a task without a due time comes last.</summary>
    /// <param name="place">The schema it is read from: the live one, or that of a past moment.</param>
    public async Task<IReadOnlyList<TaskRow>> Page(
        string unit, IReadOnlyList<string> roles, string actor, TaskCursor after, int limit, CancellationToken stop, string place = "read")
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from {place}.tasks where unit = $1 and role = any($2) and (claimed_by is null or claimed_by = $3) "
            + "and (coalesce(due_at, 'infinity'), id) > ($4::timestamptz, $5) order by coalesce(due_at, 'infinity'), id limit $6");
        query.Parameters.Add(new() { Value = unit });
        query.Parameters.Add(new() { Value = roles.ToArray() });
        query.Parameters.Add(new() { Value = actor });
        query.Parameters.Add(new() { Value = after.DueAt });
        query.Parameters.Add(new() { Value = after.Id });
        query.Parameters.Add(new() { Value = limit });
        return await Read(query, stop);
    }

    /// <summary>One page of every open task of a unit, whatever role it is for and whoever holds it.</summary>
    /// <inheritdoc cref="Page"/>
    public async Task<IReadOnlyList<TaskRow>> PageOfUnit(string unit, TaskCursor after, int limit, CancellationToken stop, string place = "read")
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from {place}.tasks where unit = $1 and (coalesce(due_at, 'infinity'), id) > ($2::timestamptz, $3) "
            + "order by coalesce(due_at, 'infinity'), id limit $4");
        foreach (var value in new object[] { unit, after.DueAt, after.Id, limit }) query.Parameters.Add(new() { Value = value });
        return await Read(query, stop);
    }

    /// <summary>Every open task of a unit for these roles, whoever holds it, most urgent first.</summary>
    public async Task<IReadOnlyList<TaskRow>> OfUnit(
        string unit, IReadOnlyList<string> roles, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from read.tasks where unit = $1 and role = any($2) "
            + "order by coalesce(due_at, 'infinity'), id limit $3");
        query.Parameters.Add(new() { Value = unit });
        query.Parameters.Add(new() { Value = roles.ToArray() });
        query.Parameters.Add(new() { Value = limit });
        return await Read(query, stop);
    }

    /// <summary>One open task, or null.</summary>
    public async Task<TaskRow?> Find(Guid task, CancellationToken stop)
    {
        await using var query = source.CreateCommand($"select {Columns} from read.tasks where id = $1");
        query.Parameters.Add(new() { Value = task });
        return (await Read(query, stop)).SingleOrDefault();
    }

    /// <summary>The open tasks of a matter.</summary>
    public async Task<IReadOnlyList<TaskRow>> Of(Guid matter, CancellationToken stop)
    {
        await using var query = source.CreateCommand($"select {Columns} from read.tasks where matter_id = $1 order by id");
        query.Parameters.Add(new() { Value = matter });
        return await Read(query, stop);
    }

    /// <summary>The matter that an open task belongs to, or null.</summary>
    public async Task<Guid?> MatterOf(Guid task, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select matter_id from read.tasks where id = $1");
        query.Parameters.Add(new() { Value = task });
        return await query.ExecuteScalarAsync(stop) as Guid?;
    }

    private static async Task<IReadOnlyList<TaskRow>> Read(NpgsqlCommand query, CancellationToken stop)
    {
        await using var row = await query.ExecuteReaderAsync(stop);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        var rows = new List<TaskRow>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetString(6), row.GetInt32(7), row.GetString(8), Text(9), row.GetString(10), row.GetString(11),
                row.GetString(12), Text(13), row.GetFieldValue<Instant>(14), At(15), At(16), row.GetInt64(17)));
        return rows;
    }
}

/// <summary>The place after which a page begins.</summary>
public sealed record TaskCursor(Instant DueAt, Guid Id)
{
    public static TaskCursor Start { get; } = new(Instant.MinValue, Guid.Empty);

    /// <summary>The place of a row; one without a due time sorts last.</summary>
    public static TaskCursor Of(TaskRow row) => new(row.DueAt ?? Instant.MaxValue, row.Id);
}
