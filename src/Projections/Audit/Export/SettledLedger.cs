using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Audit.Export;

/// <summary>
/// How far the ledger is settled (已定序号): sequences are given out before their events can be seen, and some never are. Who
/// wants to leave nothing out waits for those transactions that were under way.
/// </summary>
public static class SettledLedger
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The last sequence given out by now, once every event up to it can be seen or never will be.</summary>
    /// <remarks>
    /// An append takes its transaction id with the row of its stream, before its first sequence: so whatever has a sequence up
    /// to the one read first has a smaller id than the one taken second, and is over once no such id is under way. (The upper
    /// end of a snapshot would not do: it follows the newest transaction that has ended.)
    /// </remarks>
    /// <exception cref="LedgerUnsettledException">Some transaction did not end within the patience.</exception>
    public static async Task<long> Horizon(NpgsqlDataSource source, TimeSpan patience, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        var last = await Number("select case when is_called then last_value else 0 end from ledger.mt_events_sequence");
        var begun = await Number("select pg_current_xact_id()::text::bigint");
        var since = SystemClock.Instance.GetCurrentInstant();
        while (await Number("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint") < begun)
        {
            if ((SystemClock.Instance.GetCurrentInstant() - since).ToTimeSpan() > patience) throw new LedgerUnsettledException();
            await Task.Delay(Pause, stop);
        }
        return last;

        async Task<long> Number(string sql)
        {
            await using var ask = new NpgsqlCommand(sql, connection);
            return (long)(await ask.ExecuteScalarAsync(stop))!;
        }
    }
}

/// <summary>Some transaction that may hold events is under way for too long; asking again later may do.</summary>
public sealed class LedgerUnsettledException() : Exception("A transaction that may hold events does not end.");
