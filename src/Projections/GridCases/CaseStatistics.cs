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
/// Counts the figures of city cases, now or as of a past moment, from the spans of their rows: counts and the lists behind them
/// are one snapshot's, and the moment that is told is the one to ask for again.
/// </summary>
public sealed class CaseStatistics(Snapshots snapshots)
{
    /// <summary>The figure that every report is behind.</summary>
    public const string Everything = JudgedCases.Reports;

    private const int FirstCount = 2;
    private static readonly string[] Counted = [.. JudgedCases.Counts.Keys];
    private static readonly string[] Rated = [.. JudgedCases.Rates(false).Keys];

    /// <summary>All figures by name.</summary>
    public static IEnumerable<string> Figures => JudgedCases.Figures;

    /// <summary>The figures; the period is settled once the moment is known.</summary>
    /// <exception cref="TimeoutException">The cases have not come to the moment yet.</exception>
    public Task<CaseFigures> Of(Func<Instant, CasePeriod> periodAt, CaseLinks links, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, snapshot => Count(snapshot, periodAt(snapshot.At), links, stop), stop);

    /// <summary>A page of the cases behind a figure, newest first.</summary>
    /// <param name="figure">One of <see cref="Figures"/>.</param>
    /// <exception cref="TimeoutException">The cases have not come to the moment yet.</exception>
    public Task<IReadOnlyList<CaseLine>> Behind(
        string figure, bool counted, string? town, Func<Instant, CasePeriod> periodAt, MatterPlace? after, int limit, Instant? asOf,
        CancellationToken stop) =>
        snapshots.Read<IReadOnlyList<CaseLine>>(asOf, async snapshot =>
        {
            var period = periodAt(snapshot.At);
            await using var query = Query(
                snapshot,
                $"""
                select id, number, title, kind, town, unit, reported_at, archived_at from {Rows(snapshot)}
                where {JudgedCases.Behind(figure, counted, period.Unit is not null)} and ($5::text is null or town = $5)
                  and ($6::timestamptz is null or (reported_at, id) < ($6, $7::uuid))
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
        }, stop);

    private static async Task<CaseFigures> Count(
        Snapshot snapshot, CasePeriod period, CaseLinks links, CancellationToken stop)
    {
        var (ofUnit, ofAll) = (JudgedCases.Rates(true), JudgedCases.Rates(false));
        var counts = Counted.Select(name => Filter(JudgedCases.Counts[name])).Concat(Rated.SelectMany(name => new[]
        {
            Either(ofAll[name].Counted, ofUnit[name].Counted), Either(ofAll[name].Of, ofUnit[name].Of),
        }));
        await using var query = Query(
            snapshot,
            $"""
            select grouping(of_unit) = 1, of_unit, {string.Join(", ", counts)} from {Rows(snapshot)}
            group by grouping sets ((), (of_unit)) order by 1 desc, of_unit
            """,
            period);
        await using var row = await query.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var all = Rates(row, period.Unit);
        var units = new List<UnitRates>();
        while (await row.ReadAsync(stop))
            if (!row.IsDBNull(1)) units.Add(new(row.GetString(1), Rates(row, row.GetString(1))));
        return new(snapshot.At, period, all, units);

        CaseRates Rates(NpgsqlDataReader row, string? unit) => CaseRates.Of(
            name => row.GetInt64(FirstCount + Array.IndexOf(Counted, name)),
            name =>
            {
                var at = FirstCount + Counted.Length + 2 * Array.IndexOf(Rated, name);
                return new(row.GetInt64(at), row.GetInt64(at + 1))
                {
                    Href = links(snapshot.At, period, unit, name, true),
                    OfHref = links(snapshot.At, period, unit, name, false),
                };
            });
    }

    private static string Filter(string of) => $"count(*) filter (where {of})";

    private static string Either(string ofAll, string ofUnit) => ofAll == ofUnit ? Filter(ofAll)
        : $"case when grouping(of_unit) = 1 and $4::text is null then {Filter(ofAll)} else {Filter(ofUnit)} end";

    private static string Rows(Snapshot snapshot) => JudgedCases.Of(GridCaseRow.Spans.Rows(snapshot.Now));

    private static NpgsqlCommand Query(Snapshot snapshot, string sql, CasePeriod period, params IEnumerable<object?> more) =>
        snapshot.Query(sql, [period.From, period.To, period.Unit, .. more]);
}
