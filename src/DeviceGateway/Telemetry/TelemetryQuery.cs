using NodaTime;
using Npgsql;
using NpgsqlTypes;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>What was measured, by device, point, span and bucket.</summary>
public sealed class TelemetryQuery(NpgsqlDataSource source)
{
    /// <summary>Every point that the device ever named, by name.</summary>
    public Task<IReadOnlyList<string>> Points(Guid device, CancellationToken stop) =>
        Read("select point from telemetry.series where device_id = $1 order by point", row => row.GetString(0), stop, device);

    /// <summary>The newest value of each point of the device, or the newest one at or before a moment.</summary>
    public Task<IReadOnlyList<LatestValue>> Latest(Guid device, Instant? asOf, CancellationToken stop) =>
        Read(
            """
            select s.point, v.at, v.value, v.flag from telemetry.series s
            cross join lateral (
                select at, value, flag from telemetry.points where series = s.id and at <= $2 order by at desc limit 1) v
            where s.device_id = $1 order by s.point
            """,
            row => new LatestValue(row.GetString(0), row.GetFieldValue<Instant>(1), row.GetDouble(2), Flag(row.GetChar(3))),
            stop, device, asOf ?? AcceptedValues.End);

    /// <summary>The span that anything is kept of; null for a point that the device never named.</summary>
    public async Task<SeriesSpan?> Span(Guid device, string point, CancellationToken stop)
    {
        var found = await Read(
            """
            with s as (select id from telemetry.series where device_id = $1 and point = $2),
            v as (select min(at) as first, max(at) as last from telemetry.points where series = (select id from s)),
            m as (select min(at) as first, max(at) as last from telemetry.rollups where series = (select id from s) and size = 'm'),
            h as (select min(at) as first, max(at) as last from telemetry.rollups where series = (select id from s) and size = 'h'),
            d as (select min(at) as first, max(at) as last from telemetry.rollups where series = (select id from s) and size = 'd')
            select least(v.first, case when h.first < d.first + interval '1 day' and m.first < h.first + interval '1 hour' then m.first
                                       when h.first < d.first + interval '1 day' then h.first else d.first end),
                   greatest(v.last, m.last, h.last, d.last),
                   (select percentile_disc(0.5) within group (order by apart) from (
                        select extract(epoch from at - lag(at) over (order by at))::float8 as apart from (
                            select at from telemetry.points where series = s.id order by at desc limit 200) v) a),
                   (select percentile_disc(0.5) within group (order by apart) from (
                        select extract(epoch from at - lag(at) over (order by at))::float8 / count as apart from (
                            select at, count from telemetry.rollups where series = s.id and size = 'h'
                            order by at desc limit 200) v) a)
            from s, v, m, h, d
            """,
            row => row.IsDBNull(0)
                ? null
                : new SeriesSpan(
                    row.GetFieldValue<Instant>(0), row.GetFieldValue<Instant>(1),
                    (Seconds(row, 2) ?? Seconds(row, 3)) is { } apart ? Duration.FromSeconds(apart) : null),
            stop, device, point);
        return found is [{ } span] ? span : null;
    }

    /// <summary>Values as they came, from a moment on and before another, in order of time.</summary>
    public Task<IReadOnlyList<KeptValue>> Values(
        Guid device, string point, Instant from, Instant before, int limit, CancellationToken stop) =>
        Read(
            """
            select at, value, flag from telemetry.points
            where series = (select id from telemetry.series where device_id = $1 and point = $2) and at >= $3 and at < $4
            order by at limit $5
            """,
            row => new KeptValue(row.GetFieldValue<Instant>(0), row.GetDouble(1), Flag(row.GetChar(2))),
            stop, device, point, from, before, limit);

    /// <summary>
    /// The buckets that begin between two moments, whole ones, and have values: out of the values where those are kept, else the
    /// finest sums that are and are not finer than asked for.
    /// </summary>
    internal Task<IReadOnlyList<TelemetryBucket>> Buckets(
        Guid device, string point, BucketSize size, Instant from, Instant before, CancellationToken stop) =>
        Read(
            """
            with one as (select id from telemetry.series where device_id = $1 and point = $2),
            kept as (select telemetry.kept_from('r') as values, telemetry.kept_from('m') as minutes, telemetry.kept_from('h') as hours)
            select telemetry.bucket_of($3, at), $3, count(*), count(*) filter (where flag = 'N'),
                   min(value) filter (where flag = 'N'), max(value) filter (where flag = 'N'), sum(value) filter (where flag = 'N'),
                   (array_agg(value order by at) filter (where flag = 'N'))[1],
                   (array_agg(value order by at desc) filter (where flag = 'N'))[1], bit_or(telemetry.flag_bit(flag))
            from telemetry.points where series = (select id from one) and at >= greatest($4, (select values from kept)) and at < $5
            group by 1
            union all
            select at, size, count, normal, min, max, sum, first, last, flags from telemetry.rollups, kept
            where series = (select id from one) and at >= $4 and at < least($5, kept.values)
              and (size = 'm' and $3 = 'm' and at >= minutes
                or size = 'h' and ($3 = 'h' or $3 = 'm' and at < minutes) and at >= hours
                or size = 'd' and ($3 = 'd' or at < hours))
            order by 1
            """,
            Bucket, stop, device, point, (char)size, from, before);

    private async Task<IReadOnlyList<T>> Read<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken stop, params object[] parameters)
    {
        await using var query = source.CreateCommand(sql);
        foreach (var value in parameters)
            query.Parameters.Add(value is char ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.InternalChar } : new() { Value = value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var rows = new List<T>();
        while (await row.ReadAsync(stop)) rows.Add(read(row));
        return rows;
    }

    private static TelemetryBucket Bucket(NpgsqlDataReader row)
    {
        var normal = row.GetInt64(3);
        var bits = row.GetInt32(9);
        return new(
            row.GetFieldValue<Instant>(0), (BucketSize)row.GetChar(1), row.GetInt64(2), normal, Number(row, 4), Number(row, 5),
            Number(row, 6) / normal, Number(row, 7), Number(row, 8),
            string.Concat("NFMSDCTB".Where((_, bit) => (bits & (1 << bit)) != 0)), false);
    }

    private static double? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static double? Seconds(NpgsqlDataReader row, int column) => Number(row, column) is > 0 and var seconds ? seconds : null;

    private static DataFlag Flag(char letter) => (DataFlag)(byte)letter;
}
