using NodaTime;
using Npgsql;

namespace SmartCity.Projections.GridCases;

/// <summary>Counts the figures of city cases from <c>read.grid_cases</c>.</summary>
public sealed class CaseStatistics(NpgsqlDataSource source)
{
    /// <summary>
    /// What a case is to each figure; the names are those of <see cref="CaseRates"/>. It stands under the unit that has it,
    /// and for the returns under each unit that sent it back as well. Whether its time has run out is what its due time
    /// says; where that stands still, what it said before.
    /// </summary>
    private const string Sql =
        """
        select grouping(of_unit) = 1, of_unit, count(*) filter (where own), count(*) filter (where a_case), count(*) filter (where a_case and archived_at is null),
            count(*) filter (where late and resolved_at is null and archived_at is null),
            case when grouping(of_unit) = 1 and $4::text is null
                then count(*) filter (where dispatched) else count(*) filter (where had) end,
            case when grouping(of_unit) = 1 and $4::text is null
                then count(*) filter (where dispatched and returns > 0)
                else count(*) filter (where had and of_unit = any(returned_by)) end,
            count(*) filter (where for_disposal), count(*) filter (where disposed), count(*) filter (where disposed and disposed_in_time),
            count(*) filter (where for_disposal and not disposed and late), count(*) filter (where for_disposal and extensions > 0),
            count(*) filter (where for_closing), count(*) filter (where closed), count(*) filter (where closed and total_met),
            count(*) filter (where for_closing and reworks > 0),
            count(*) filter (where closed or (a_case and reopenings > 0)), count(*) filter (where a_case and reopenings > 0),
            count(*) filter (where for_response), count(*) filter (where for_response and response_met),
            count(*) filter (where asked), count(*) filter (where asked and solved), count(*) filter (where asked and satisfied)
        from (
            select *, dispatched and resolved_at is not null disposed, a_case and archived_at is not null closed,
                dispatched and (resolved_at is not null or late) for_disposal, a_case and (archived_at is not null or late) for_closing,
                a_case and (response_met is not null or response_due_at < $3) for_response,
                a_case and solved is not null asked
            from (
                select *, filed and own a_case, filed and own and dispatched_at is not null dispatched,
                    filed and dispatched_at is not null had,
                    filed and own and coalesce(total_due_at < $3, total_met is false) late
                from (
                    select *, accepted_at is not null and closure is null filed from (
                        select *, unit of_unit, true own from read.grid_cases
                        where reported_at >= $1 and reported_at < $2
                        union all
                        select g.*, sender, false from read.grid_cases g, unnest(g.returned_by) sender
                        where reported_at >= $1 and reported_at < $2 and sender is distinct from unit
                    ) every_unit
                    where $4::text is null or of_unit = $4
                ) filed_or_not
            ) counted
        ) judged
        group by grouping sets ((), (of_unit)) order by 1 desc, of_unit
        """;

    /// <summary>The cases reported from one moment up to another, as they stand now; of one unit or of all.</summary>
    public async Task<CaseFigures> Of(Instant from, Instant to, string? unit, Instant now, CancellationToken stop)
    {
        await using var query = source.CreateCommand(Sql);
        foreach (var value in new object[] { from, to, now, (object?)unit ?? DBNull.Value }) query.Parameters.Add(new() { Value = value });
        await using var row = await query.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var all = Rates(row);
        var units = new List<UnitRates>();
        while (await row.ReadAsync(stop))
            if (!row.IsDBNull(1)) units.Add(new(row.GetString(1), Rates(row)));
        return new(all, units);
    }

    private static CaseRates Rates(NpgsqlDataReader row)
    {
        long Count(int column) => row.GetInt64(column);
        CaseRate Rate(int counted, int of) => new(Count(counted), Count(of));
        return new()
        {
            Reports = Count(2),
            Cases = Count(3),
            Open = Count(4),
            Overdue = Count(5),
            EffectiveReport = Rate(3, 2),
            DispatchAccuracy = new(Count(6) - Count(7), Count(6)),
            Disposal = Rate(9, 8),
            OnTimeDisposal = Rate(10, 8),
            OverdueOpen = Rate(11, 8),
            Extension = Rate(12, 8),
            Closing = Rate(14, 13),
            OnTimeClosing = Rate(15, 13),
            Rework = Rate(16, 13),
            Return = Rate(7, 6),
            Reopening = Rate(18, 17),
            Response = Rate(20, 19),
            Solved = Rate(22, 21),
            Satisfied = Rate(23, 21),
        };
    }
}
