using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>So many matters of one kind, stage, light, unit and town; the smallest part that boards are added up from.</summary>
public sealed record BoardCell(string Kind, string Stage, string Light, string Unit, string? Town, long Count);

/// <summary>
/// The board of supervision (督查看板): the matters that are open at a moment, and those archived in the 30 days up to it; with
/// a period those opened within it, open or archived.
/// </summary>
public sealed record Board(Instant At, IReadOnlyList<BoardCell> Cells)
{
    internal static async Task<Board> Read(Snapshot snapshot, MatterChoice choice, CancellationToken stop)
    {
        var chosen = ChosenMatters.Of(snapshot, choice);
        await using var query = snapshot.Query(
            $"select kind, stage, light, unit, town, count(*) from {chosen.Sql} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5", chosen.Values);
        await using var row = await query.ExecuteReaderAsync(stop);
        var cells = new List<BoardCell>();
        while (await row.ReadAsync(stop))
            cells.Add(new(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
                row.GetInt64(5)));
        return new(snapshot.At, cells);
    }
}
