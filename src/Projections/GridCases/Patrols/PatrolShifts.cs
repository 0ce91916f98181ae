using NodaTime;
using Npgsql;
using SmartCity.Domain.GridCases.Patrols;

namespace SmartCity.Projections.GridCases.Patrols;

/// <summary>Which shifts a list shows; a null asks nothing.</summary>
public sealed record ShiftFilter(string? VisibleTo, string? Town, string? Member, Instant? From, Instant? To);

/// <summary>A shift with how much of it was walked: planned cells that its track touched.</summary>
public sealed record ShiftCoverage(PatrolShiftRow Shift, int CellsVisited);

/// <summary>How much of its shifts a town walked on a day: visited cells ÷ planned cells, each shift counted.</summary>
public sealed record TownCoverage(LocalDate Day, string Town, int Shifts, int CellsPlanned, int CellsVisited)
{
    /// <summary>To four decimals.</summary>
    public decimal Coverage => CellsPlanned == 0 ? 0 : decimal.Round((decimal)CellsVisited / CellsPlanned, 4);
}

/// <summary>Shifts and their coverage (巡查覆盖率).</summary>
public sealed class PatrolShifts(NpgsqlDataSource source)
{
    private const string Visited =
        "(select count(distinct p.cell)::int from patrol.track_points p where p.shift_id = s.id and p.cell = any(s.cells))";

    /// <summary>Shifts that overlap the time, newest first (ids of version 7 sort by time).</summary>
    public async Task<IReadOnlyList<ShiftCoverage>> Page(ShiftFilter filter, Guid? before, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"""
            select s.id, s.number, s.member, s.member_name, s.town, s.cells, s.begins_at, s.ends_at, s.started_at, s.ended_at,
                   s.tasks, s.tasks_done, {Visited}
            from read.patrol_shifts s
            where ($1::uuid is null or s.id < $1) and ($2::text is null or s.town = $2) and ($3::text is null or s.town = $3)
              and ($4::text is null or s.member = $4) and ($5::timestamptz is null or s.ends_at > $5)
              and ($6::timestamptz is null or s.begins_at < $6)
            order by s.id desc limit $7
            """);
        foreach (var value in new object?[]
            { before, filter.VisibleTo, filter.Town, filter.Member, filter.From, filter.To, limit })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var shifts = new List<ShiftCoverage>();
        while (await row.ReadAsync(stop)) shifts.Add(new(Read(row), row.GetInt32(12)));
        return shifts;
    }

    /// <summary>The member's shifts that touch the time.</summary>
    public async Task<IReadOnlyList<ShiftSpan>> Of(string member, Instant from, Instant to, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select id, number, begins_at, coalesce(least(ended_at, ends_at), ends_at) from read.patrol_shifts "
            + "where member = $1 and begins_at < $3 and coalesce(least(ended_at, ends_at), ends_at) > $2");
        foreach (var value in new object[] { member, from, to }) query.Parameters.Add(new() { Value = value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var spans = new List<ShiftSpan>();
        while (await row.ReadAsync(stop))
            spans.Add(new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<Instant>(2), row.GetFieldValue<Instant>(3)));
        return spans;
    }

    /// <summary>By local day of the shift's beginning and by town, in that order.</summary>
    public async Task<IReadOnlyList<TownCoverage>> Coverage(string? town, Instant from, Instant to, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"""
            select day, town, count(*)::int, sum(planned)::int, sum(visited)::int from (
                select (s.begins_at at time zone 'Asia/Shanghai')::date as day, s.town, cardinality(s.cells) as planned,
                       {Visited} as visited
                from read.patrol_shifts s
                where ($1::text is null or s.town = $1) and s.begins_at >= $2 and s.begins_at < $3) shifts
            group by day, town order by day, town
            """);
        foreach (var value in new object?[] { town, from, to })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var days = new List<TownCoverage>();
        while (await row.ReadAsync(stop))
            days.Add(new(row.GetFieldValue<LocalDate>(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4)));
        return days;
    }

    private static PatrolShiftRow Read(NpgsqlDataReader row)
    {
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        return new(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<string[]>(5),
            row.GetFieldValue<Instant>(6), row.GetFieldValue<Instant>(7), At(8), At(9), row.GetInt32(10), row.GetInt32(11));
    }
}
