using NodaTime;
using Npgsql;

namespace SmartCity.Host.Time;

/// <summary>
/// The one clock of the whole system. In demo mode it can be moved forward, never back, and all nodes follow: how far
/// it is ahead of the machine's clock is kept in the database.
/// </summary>
public sealed class DistrictClock(NpgsqlDataSource source) : IClock
{
    private const long TicksPerMicrosecond = 10;
    private long _aheadTicks;

    /// <summary>How far the clock is ahead of the machine's.</summary>
    public Duration Ahead => Duration.FromTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>Now, to the microsecond: what the database keeps of it is what was decided on.</summary>
    public Instant GetCurrentInstant()
    {
        var now = SystemClock.Instance.GetCurrentInstant() + Ahead;
        return Instant.FromUnixTimeTicks(now.ToUnixTimeTicks() / TicksPerMicrosecond * TicksPerMicrosecond);
    }

    /// <summary>Takes over how far the clock was moved, by this node or another.</summary>
    public async Task Synchronise(CancellationToken stop)
    {
        await using var query = source.CreateCommand("select extract(epoch from ahead)::float8 from desk.demo_clock");
        if (await query.ExecuteScalarAsync(stop) is double seconds) Follow(Duration.FromSeconds(seconds));
    }

    /// <summary>Moves the clock forward by this much; durable before it is seen.</summary>
    public async Task Advance(Duration by, CancellationToken stop)
    {
        await using var write = source.CreateCommand(
            "insert into desk.demo_clock as c (ahead) values (make_interval(secs => $1)) "
            + "on conflict (only_row) do update set ahead = c.ahead + excluded.ahead returning extract(epoch from ahead)::float8");
        write.Parameters.Add(new() { Value = by.TotalSeconds });
        Follow(Duration.FromSeconds((double)(await write.ExecuteScalarAsync(stop))!));
    }

    private void Follow(Duration ahead)
    {
        var ticks = (long)ahead.TotalTicks;
        for (var known = Interlocked.Read(ref _aheadTicks); ticks > known;)
        {
            var found = Interlocked.CompareExchange(ref _aheadTicks, ticks, known);
            if (found == known) return;
            known = found;
        }
    }
}

/// <summary>The district's clock for those who ask .NET's <see cref="TimeProvider"/>, such as the event store.</summary>
internal sealed class DistrictTime(IClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
}
