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
        var cells = new Dictionary<(string Kind, string Stage, string Light, string Unit, string Town), long>();
        if (choice is { From: null, To: null })
        {
            var open = ChosenMatters.Of(snapshot, choice with { Figure = MatterFigures.Open });
            await Count(open, open.Sql, "count(*)");
            var (from, to) = (snapshot.At - MatterChoice.Usual, snapshot.At + Duration.FromTicks(10));
            var archived = new DayParts(snapshot, await DayMark.Of(snapshot, stop), choice, DaySet.Archived, from, to);
            await Count(archived, archived.Sql, "sum(n)");
        }
        else
        {
            var within = ChosenMatters.Of(snapshot, choice);
            await Count(within, within.Sql, "count(*)");
        }
        return new(snapshot.At, [.. cells.Where(cell => cell.Value > 0).OrderBy(cell => cell.Key.Kind, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Stage, StringComparer.Ordinal).ThenBy(cell => cell.Key.Light, StringComparer.Ordinal)
            .Select(cell => new BoardCell(cell.Key.Kind, cell.Key.Stage, cell.Key.Light, cell.Key.Unit,
                cell.Key.Town.Length == 0 ? null : cell.Key.Town, cell.Value))]);

        async Task Count(MatterSql sql, string rows, string count)
        {
            await using var query = snapshot.Query(
                $"select kind, stage, light, unit, coalesce(town, ''), {count} from {rows} group by 1, 2, 3, 4, 5", sql.Values);
            await using var row = await query.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop))
            {
                var cell = (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));
                cells[cell] = cells.GetValueOrDefault(cell) + row.GetInt64(5);
            }
        }
    }
}
