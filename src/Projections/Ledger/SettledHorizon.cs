using Npgsql;

namespace SmartCity.Projections.Ledger;

/// <summary>
/// Up to which sequence the ledger is settled (已定序号): no smaller one can become visible any more. Whoever appends locks the table
/// before a sequence is drawn and until its transaction has ended, so those who hold that lock after the sequence was read are all
/// who may still bring a smaller one; once they are through, it is settled. Nobody is held up by the question.
/// </summary>
public sealed class SettledHorizon(NpgsqlDataSource source)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the newest sequence of now is settled, and tells it.</summary>
    public async Task<long> Await(CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var newest = new NpgsqlCommand(
            "select case when is_called then last_value else 0 end from ledger.mt_events_sequence", connection);
        var horizon = (long)(await newest.ExecuteScalarAsync(stop))!;
        await using var appending = new NpgsqlCommand(
            """
            select coalesce(array_agg(distinct virtualtransaction), '{}') from pg_locks
            where locktype = 'relation' and relation = 'ledger.mt_events'::regclass and mode = 'RowExclusiveLock' and granted
              and database = (select oid from pg_database where datname = current_database())
            """, connection);
        var waitFor = (string[])(await appending.ExecuteScalarAsync(stop))!;
        while (waitFor.Length > 0)
        {
            await Task.Delay(Pause, stop);
            waitFor = [.. waitFor.Intersect((string[])(await appending.ExecuteScalarAsync(stop))!)];
        }
        return horizon;
    }
}
