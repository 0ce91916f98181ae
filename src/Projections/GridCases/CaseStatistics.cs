using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.GridCases;

/// <summary>Which cases: reported from one moment up to another, of one unit or all.</summary>
public sealed record CasePeriod(Instant From, Instant To, string? Unit);

/// <summary>A case behind a figure.</summary>
public sealed record CaseLine(
    Guid Id, string Number, string Title, string? Kind, string Town, string? Unit, Instant ReportedAt, Instant? ArchivedAt);

/// <summary>
/// Counts the figures of city cases: of now from <c>read.grid_cases</c>, which whoever acts sees at once; as of a past moment
/// from the spans of the same rows.
/// </summary>
public sealed class CaseStatistics(NpgsqlDataSource source, Snapshots snapshots)
{
    private const int FirstCount = 2;
    private static readonly string[] Counted = [.. JudgedCases.Counts.Keys];
    private static readonly string[] Rated = [.. JudgedCases.Rates(false).Keys];

    /// <summary>The figures as of the moment; null reads what is known, with the time that is given.</summary>
    public Task<CaseFigures> Of(CasePeriod period, CaseLinks links, Instant now, Instant? asOf, CancellationToken stop) =>
        Read(rows => Count(rows, period, links, stop), now, asOf, stop);

    /// <summary>A page of the cases behind a figure, newest first; none for a figure that there is not.</summary>
    public Task<IReadOnlyList<CaseLine>> Behind(
        string figure, bool counted, string? town, CasePeriod period, MatterPlace? after, int limit, Instant now, Instant? asOf,
        CancellationToken stop) =>
        Read<IReadOnlyList<CaseLine>>(async rows =>
        {
            var behind = JudgedCases.Behind(figure, counted, period.Unit is not null) ?? "false";
            await using var query = rows.Query(
                $"""
                select id, number, title, kind, town, unit, reported_at, archived_at from {JudgedCases.Of(rows.Table)}
                where {behind} and ($5::text is null or town = $5) and ($6::timestamptz is null or (reported_at, id) < ($6, $7::uuid))
                order by reported_at desc, id desc limit $8
                """,
                period, town, after?.OpenedAt, after?.Id, limit);
            await using var row = await query.ExecuteReaderAsync(stop);
            var lines = new List<CaseLine>();
            while (await row.ReadAsync(stop))
                lines.Add(new(
                    row.GetGuid(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4),
                    row.IsDBNull(5) ? null : row.GetString(5), row.GetFieldValue<Instant>(6),
                    row.IsDBNull(7) ? null : row.GetFieldValue<Instant>(7)));
            return lines;
        }, now, asOf, stop);

    private async Task<T> Read<T>(Func<CaseRows, Task<T>> read, Instant now, Instant? asOf, CancellationToken stop)
    {
        if (asOf is not null)
            return await snapshots.Read(asOf, snapshot => read(new(GridCaseRow.Spans.Rows(snapshot.Now), snapshot.Query, snapshot.At)), stop);
        await using var connection = await source.OpenConnectionAsync(stop);
        return await read(new(GridCaseRow.Table, (sql, values) =>
        {
            var query = new NpgsqlCommand(sql, connection);
            foreach (var value in values.Prepend(now)) query.Parameters.Add(new() { Value = value ?? DBNull.Value });
            return query;
        }, now));
    }

    private static async Task<CaseFigures> Count(CaseRows rows, CasePeriod period, CaseLinks links, CancellationToken stop)
    {
        var (ofUnit, ofAll) = (JudgedCases.Rates(true), JudgedCases.Rates(false));
        var counts = Counted.Select(name => Filter(JudgedCases.Counts[name])).Concat(Rated.SelectMany(name => new[]
        {
            Either(ofAll[name].Counted, ofUnit[name].Counted), Either(ofAll[name].Of, ofUnit[name].Of),
        }));
        await using var query = rows.Query(
            $"""
            select grouping(of_unit) = 1, of_unit, {string.Join(", ", counts)} from {JudgedCases.Of(rows.Table)}
            group by grouping sets ((), (of_unit)) order by 1 desc, of_unit
            """,
            period);
        await using var row = await query.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var all = Rates(row, period.Unit);
        var units = new List<UnitRates>();
        while (await row.ReadAsync(stop))
            if (!row.IsDBNull(1)) units.Add(new(row.GetString(1), Rates(row, row.GetString(1))));
        return new(rows.At, all, units);

        CaseRates Rates(NpgsqlDataReader row, string? unit) => CaseRates.Of(
            name => row.GetInt64(FirstCount + Array.IndexOf(Counted, name)),
            name =>
            {
                var at = FirstCount + Counted.Length + 2 * Array.IndexOf(Rated, name);
                return new(row.GetInt64(at), row.GetInt64(at + 1))
                {
                    Href = links(rows.At, unit, name, true),
                    OfHref = links(rows.At, unit, name, false),
                };
            });
    }

    private static string Filter(string of) => $"count(*) filter (where {of})";

    private static string Either(string ofAll, string ofUnit) => ofAll == ofUnit ? Filter(ofAll)
        : $"case when grouping(of_unit) = 1 and $4::text is null then {Filter(ofAll)} else {Filter(ofUnit)} end";

    /// <summary>Where rows of cases are read from.</summary>
    private sealed record CaseRows(string Table, Func<string, object?[], NpgsqlCommand> Ask, Instant At)
    {
        public NpgsqlCommand Query(string sql, CasePeriod period, params IEnumerable<object?> more) =>
            Ask(sql, [period.From, period.To, period.Unit, .. more]);
    }
}
