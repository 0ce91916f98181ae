using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>
/// Lets old values go by the configured days (数据保留): whole months are summed up hour by hour, then dropped; sums by
/// minute, hour and day go after their own time. One node of the cluster does it, in steps that each take a moment and may be
/// broken off anywhere.
/// </summary>
public sealed partial class TelemetryUpkeep(
    NpgsqlDataSource source, TelemetryOptions options, IClock clock, ILogger<TelemetryUpkeep> log) : BackgroundService
{
    private const int RowsAStep = 20_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options is { KeepRawDays: null, KeepMinuteDays: null, KeepHourDays: null, KeepDayDays: null }) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.UpkeepEverySeconds));
        do
        {
            try
            {
                await Turn(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Everything that is due now; false when another node is at it.</summary>
    public async Task<bool> Turn(CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        if (!await Value<bool>(connection, "select pg_try_advisory_lock(hashtext('smartcity.telemetry.upkeep'))", stop)) return false;
        try
        {
            if (options.KeepRawDays is { } raw) await LetValuesGo(connection, Days(raw), stop);
            // Nothing coarse goes while something finer of that time is there.
            var kept = await Kept(connection, 'r', stop);
            (char Size, int? Days)[] sums = [('m', options.KeepMinuteDays), ('h', options.KeepHourDays), ('d', options.KeepDayDays)];
            foreach (var (size, days) in sums)
            {
                if (days is not { } keep) return true;
                kept = Instant.Min(kept, Days(keep));
                await LetSumsGo(connection, size, kept, stop);
            }
            return true;
        }
        finally
        {
            await Value<bool>(connection, "select pg_advisory_unlock(hashtext('smartcity.telemetry.upkeep'))", CancellationToken.None);
        }
    }

    private async Task LetValuesGo(NpgsqlConnection connection, Instant before, CancellationToken stop)
    {
        var first = before.InZone(WorkingCalendar.Zone).Date;
        var months = await Values<LocalDate>(
            connection,
            "select to_date(right(inhrelid::regclass::text, 6), 'YYYYMM') from pg_inherits "
            + "where inhparent = 'telemetry.points'::regclass order by 1", stop);
        foreach (var month in months.Where(month => month.PlusMonths(1) <= first))
        {
            var hours = await Values<Instant>(
                connection,
                """
                select hour from (
                    select telemetry.bucket_of('h', at) as hour, count(*) as values from telemetry.points
                    where at >= ($1::date)::timestamp at time zone 'Asia/Shanghai'
                      and at < ($1::date + interval '1 month') at time zone 'Asia/Shanghai' group by 1) v
                left join telemetry.rolled r using (hour) where r.values is distinct from v.values order by hour
                """, stop, month);
            foreach (var hour in hours) await Value<object>(connection, "select telemetry.roll_up($1)::text", stop, hour);
            // False: more came meanwhile; its turn comes again.
            if (await Value<bool>(connection, "select telemetry.let_go($1)", stop, month)) LogGone(month, hours.Count);
        }
    }

    /// <summary>First it is said that they go, then they do: who reads takes the coarser ones from then on.</summary>
    private static async Task LetSumsGo(NpgsqlConnection connection, char size, Instant before, CancellationToken stop)
    {
        await Value<object>(
            connection,
            "insert into telemetry.kept as k (size, from_at) values ($1::text::\"char\", $2) on conflict (size) do update "
            + "set from_at = greatest(k.from_at, excluded.from_at) returning from_at", stop, size.ToString(), before);
        for (var gone = RowsAStep; gone == RowsAStep;)
            gone = (int)await Value<long>(
                connection,
                "with gone as (delete from telemetry.rollups where ctid in (select ctid from telemetry.rollups "
                + $"where size = $1::text::\"char\" and at < $2 limit {RowsAStep}) returning 1) select count(*) from gone",
                stop, size.ToString(), before);
    }

    private static async Task<Instant> Kept(NpgsqlConnection connection, char size, CancellationToken stop) =>
        await Values<Instant>(connection, "select from_at from telemetry.kept where size = $1::text::\"char\"", stop, size.ToString())
            is [var from] ? from : AcceptedValues.Earliest;

    /// <summary>The midnight of the district that lies this many whole days back.</summary>
    private Instant Days(int days) =>
        WorkingCalendar.Zone.AtStartOfDay(clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date.PlusDays(-days)).ToInstant();

    private static async Task<T> Value<T>(
        NpgsqlConnection connection, string sql, CancellationToken stop, params object[] parameters) => (await Values<T>(connection, sql, stop, parameters))[0];

    private static async Task<IReadOnlyList<T>> Values<T>(
        NpgsqlConnection connection, string sql, CancellationToken stop, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) command.Parameters.Add(new() { Value = value });
        await using var row = await command.ExecuteReaderAsync(stop);
        var values = new List<T>();
        while (await row.ReadAsync(stop)) values.Add(row.GetFieldValue<T>(0));
        return values;
    }

    [LoggerMessage(LogLevel.Information, "The values of {Month} are no longer kept as they came; {Hours} hours were summed up.")]
    private partial void LogGone(LocalDate month, int hours);

    [LoggerMessage(LogLevel.Warning, "Old values could not be let go; it is tried again.")]
    private partial void LogFailed(Exception reason);
}
