using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.ServiceHall;

/// <summary>Minutes of a number of tickets; null where there are none.</summary>
public sealed record Minutes(long Of, double? Average, double? Median, double? P95);

/// <summary>What became of the tickets of a period (窗口指标), of all, of a service or of a window.</summary>
/// <param name="By"><c>all</c>, <c>service</c> or <c>window</c>.</param>
/// <param name="Waiting">From the taking to the first call.</param>
/// <param name="Serving">From the beginning of the serving to its end.</param>
public sealed record HallCount(
    string By, string? Code, string? NameZh, string? NameEn, long Taken, long Served, long Lapsed, long Cancelled, long Open, Minutes Waiting,
    Minutes Serving);

/// <summary>Figures of the hall, now or as of a past moment.</summary>
public sealed class HallFigures(Snapshots snapshots)
{
    private const string Waited = "extract(epoch from called_at - taken_at) / 60",
        Served = "case when state = 'finished' then extract(epoch from ended_at - served_from) / 60 end";

    /// <exception cref="TimeoutException">The tickets have not come to the moment yet.</exception>
    public Task<(Instant At, Instant From, Instant To, IReadOnlyList<HallCount> Counts)> Count(
        Func<Instant, (Instant From, Instant To)> period, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, async snapshot =>
        {
            var (from, to) = period(snapshot.At);
            await using var query = snapshot.Query(
                $"""
                select case when grouping(service) = 0 then 'service' when grouping(window_code) = 0 then 'window' else 'all' end,
                       coalesce(service, window_code), max(service_zh), max(service_en), count(*),
                       count(*) filter (where state = 'finished'), count(*) filter (where state = 'lapsed'),
                       count(*) filter (where state = 'cancelled'), count(*) filter (where ended_at is null),
                       {Measures("waited")}, {Measures("served")}
                from (select *, {Waited} waited, {Served} served from {TicketRow.Table.Rows(snapshot.Now)} r
                      where $1::timestamptz is not null and taken_at >= $2 and taken_at < $3) t
                group by grouping sets ((), (service), (window_code))
                having grouping(window_code) = 1 or window_code is not null
                order by 1, 2
                """, from, to);
            await using var row = await query.ExecuteReaderAsync(stop);
            var counts = new List<HallCount>();
            while (await row.ReadAsync(stop)) counts.Add(Of(row));
            return (snapshot.At, from, to, (IReadOnlyList<HallCount>)counts);
        }, stop);

    private static string Measures(string minutes) =>
        $"count({minutes}), avg({minutes}::numeric), percentile_cont(0.5) within group (order by {minutes}::float8), "
        + $"percentile_cont(0.95) within group (order by {minutes}::float8)";

    private static HallCount Of(NpgsqlDataReader row)
    {
        var by = row.GetString(0);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        double? Number(int i) => row.IsDBNull(i) ? null : Math.Round(Convert.ToDouble(row.GetValue(i), null), 2);
        Minutes Read(int i) => new(row.GetInt64(i), Number(i + 1), Number(i + 2), Number(i + 3));
        return new(
            by, Text(1), by == "service" ? Text(2) : null, by == "service" ? Text(3) : null, row.GetInt64(4), row.GetInt64(5), row.GetInt64(6),
            row.GetInt64(7), row.GetInt64(8), Read(9), Read(13));
    }
}
