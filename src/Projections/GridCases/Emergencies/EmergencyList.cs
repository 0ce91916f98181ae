using NodaTime;
using Npgsql;
using SmartCity.Domain.GridCases;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases.Emergencies;

/// <summary>One emergency, or what was one last, in table <c>read.emergencies</c>; the id is the case's.</summary>
public sealed record EmergencyRow(
    Guid Id, string Number, string Title, string Town, int Level, int HighestLevel, string Plan, Instant RaisedAt,
    Instant NextReportDueAt, Instant? StoodDownAt, bool Reviewed)
{
    public static InlineTable Table { get; } = InlineTable.Of<GridCase, EmergencyRow>("read.emergencies", Of);

    private static EmergencyRow? Of(GridCase state) => state.Emergency is not { } emergency
        ? null
        : new(
            state.Id, state.Number, state.Title.Zh, state.Place.Town, emergency.Level, emergency.HighestLevel, emergency.Terms.Plan,
            emergency.RaisedAt, emergency.NextReportDueAt, emergency.StoodDownAt, emergency.Review is not null);
}

/// <summary>Emergencies in a list: those that run first, the highest level first, then the latest.</summary>
public sealed class EmergencyList(NpgsqlDataSource source)
{
    /// <param name="visibleTo">Only those in which the unit has a part; null for those who may see all.</param>
    /// <param name="running">Only those that run, or only those that are over; null for all.</param>
    public async Task<IReadOnlyList<EmergencyRow>> Page(
        string? visibleTo, bool? running, int limit, int offset, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select e.id, e.number, e.title, e.town, e.level, e.highest_level, e.plan, e.raised_at, e.next_report_due_at,
                   e.stood_down_at, e.reviewed
            from read.emergencies e
            where ($1::text is null or exists (select from read.matters m where m.id = e.id and m.units @> array[$1]))
              and ($2::boolean is null or (e.stood_down_at is null) = $2)
            order by e.stood_down_at is not null, case when e.stood_down_at is null then e.level end, e.raised_at desc, e.id
            limit $3 offset $4
            """);
        foreach (var value in new object?[] { visibleTo, running, limit, offset })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var rows = new List<EmergencyRow>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
                row.GetString(6), row.GetFieldValue<Instant>(7), row.GetFieldValue<Instant>(8),
                row.IsDBNull(9) ? null : row.GetFieldValue<Instant>(9), row.GetBoolean(10)));
        return rows;
    }
}
