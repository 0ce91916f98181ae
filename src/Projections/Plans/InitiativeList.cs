using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Plans;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Plans;

/// <summary>Reads the plan's initiatives, in the order of the plan.</summary>
public static class InitiativeList
{
    private static readonly string[] Columns =
    [
        "id", "number", "plan_number", "position", "area", "name_zh", "name_en", "lead", "support", "lead_units", "units",
        "deadline", "state", "percent", "milestones", "reached", "risks_open", "risk_highest", "due_at", "warn_at", "running",
        "breached", "missed", "capability", "works_when",
    ];

    /// <summary>Every initiative as it is, or was, at the snapshot's moment.</summary>
    public static async Task<IReadOnlyList<InitiativeRow>> Read(Snapshot snapshot, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"select {string.Join(", ", Columns)} from {InitiativeRow.Table.Rows(snapshot.Now)} r where $1::timestamptz is not null order by position");
        await using var row = await query.ExecuteReaderAsync(stop);
        var rows = new List<InitiativeRow>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5),
                row.GetString(6), Parties(row.GetString(7)), Parties(row.GetString(8)), row.GetFieldValue<string[]>(9),
                row.GetFieldValue<string[]>(10), row.GetFieldValue<LocalDate>(11), row.GetString(12), row.GetInt32(13),
                row.GetInt32(14), row.GetInt32(15), row.GetInt32(16), row.IsDBNull(17) ? null : row.GetString(17),
                row.GetFieldValue<Instant>(18), row.GetFieldValue<Instant>(19), row.GetBoolean(20), row.GetBoolean(21),
                row.GetInt32(22), row.GetString(23), row.GetString(24)));
        return rows;
    }

    private static List<PlanParty> Parties(string json) =>
        JsonSerializer.Deserialize<List<PlanParty>>(json, RowJson.Options)!;
}
