using NodaTime;
using Npgsql;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>A device that is to be looked at.</summary>
/// <param name="Spans">Spans of event time with new values, earliest first, none overlapping.</param>
/// <param name="Rows">The rows of <c>telemetry.fresh</c> that said so.</param>
/// <param name="Said">What it said of its parts; null where that is not new.</param>
public sealed record AlarmWork(Guid Device, IReadOnlyList<TimeSpanOfData> Spans, IReadOnlyList<long> Rows, string? Said);

/// <summary>When silence alone becomes an alarm of a device.</summary>
/// <param name="Known">Whether all that is stored was seen; else what was known before stays.</param>
/// <param name="DueAt">Null for never.</param>
public readonly record struct NextSilence(bool Known, Instant? DueAt);

/// <summary>What the rules must look at next (告警评估队列), and what was looked at.</summary>
public sealed class AlarmWorkList(NpgsqlDataSource source)
{
    private static readonly Duration Near = Duration.FromHours(26);

    /// <summary>At most so many rows of new values, and whatever else is to be looked at, except for devices that failed lately.</summary>
    public async Task<IReadOnlyList<AlarmWork>> Next(IReadOnlyCollection<Guid> except, Instant now, int most, CancellationToken stop)
    {
        var (rows, spans, said) = (new Dictionary<Guid, List<long>>(), new Dictionary<Guid, List<TimeSpanOfData>>(), new Dictionary<Guid, string>());
        await using (var fresh = source.CreateCommand(
            "select f.id, f.device_id, f.from_at, f.to_at from telemetry.fresh f join read.devices d on d.id = f.device_id "
            + "where f.device_id <> all($1) order by f.id limit $2"))
        {
            fresh.Parameters.Add(new() { Value = except.ToArray() });
            fresh.Parameters.Add(new() { Value = most });
            await using var reader = await fresh.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                Of(rows, reader.GetGuid(1)).Add(reader.GetInt64(0));
                Of(spans, reader.GetGuid(1)).Add(new(reader.GetFieldValue<Instant>(2), reader.GetFieldValue<Instant>(3)));
            }
        }
        await using (var other = source.CreateCommand(
            "select w.id, w.said, null from read.alarm_watch w left join desk.alarm_looks l on l.device_id = w.id "
            + "where (w.said <> coalesce(l.said, '') or w.pending > 0) and w.id <> all($1) "
            + "union all select device_id, null, due_at from desk.alarm_dues where due_at < $2 and device_id <> all($1)"))
        {
            other.Parameters.Add(new() { Value = except.ToArray() });
            other.Parameters.Add(new() { Value = now });
            await using var reader = await other.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                if (!reader.IsDBNull(1)) said[reader.GetGuid(0)] = reader.GetString(1);
                else if (reader.GetFieldValue<Instant>(2) is var due) Of(spans, reader.GetGuid(0)).Add(new(due, now));
            }
        }
        return [.. spans.Keys.Union(said.Keys).Select(device => new AlarmWork(
            device, Joined(spans.GetValueOrDefault(device, [])), rows.GetValueOrDefault(device, []), said.GetValueOrDefault(device)))];
    }

    /// <summary>All of it was looked at; whatever came since stays to be looked at.</summary>
    public async Task Done(AlarmWork work, NextSilence silence, CancellationToken stop)
    {
        await using var batch = source.CreateBatch();
        if (work.Said is { } said)
            batch.BatchCommands.Add(new("insert into desk.alarm_looks values ($1, $2) on conflict (device_id) do update set said = excluded.said where alarm_looks.said <> excluded.said")
            {
                Parameters = { new() { Value = work.Device }, new() { Value = said } },
            });
        if (work.Spans.Count > 0 && silence.Known)
            batch.BatchCommands.Add(silence.DueAt is { } due
                ? new("insert into desk.alarm_dues values ($1, $2) on conflict (device_id) do update set due_at = excluded.due_at where alarm_dues.due_at <> excluded.due_at")
                {
                    Parameters = { new() { Value = work.Device }, new() { Value = due } },
                }
                : new("delete from desk.alarm_dues where device_id = $1") { Parameters = { new() { Value = work.Device } } });
        if (work.Rows.Count > 0)
            batch.BatchCommands.Add(new("delete from telemetry.fresh where id = any($1)") { Parameters = { new() { Value = work.Rows.ToArray() } } });
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Spans that lie near each other become one.</summary>
    private static List<TimeSpanOfData> Joined(List<TimeSpanOfData> spans)
    {
        var joined = new List<TimeSpanOfData>();
        foreach (var span in spans.OrderBy(s => s.From))
            if (joined is [.., var last] && span.From <= last.To + Near) joined[^1] = new(last.From, Instant.Max(last.To, span.To));
            else joined.Add(span);
        return joined;
    }

    private static List<T> Of<T>(Dictionary<Guid, List<T>> by, Guid device) =>
        by.TryGetValue(device, out var known) ? known : by[device] = [];
}
