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
    /// <param name="patience">How long it waits; without end where none is given.</param>
    /// <exception cref="LedgerUnsettledException">Some transaction did not end within the patience.</exception>
    public async Task<long> Await(CancellationToken stop, TimeSpan? patience = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
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
            if (TimeProvider.System.GetElapsedTime(begun) > patience) throw new LedgerUnsettledException();
            await Task.Delay(Pause, stop);
            waitFor = [.. waitFor.Intersect((string[])(await appending.ExecuteScalarAsync(stop))!)];
        }
        return horizon;
    }
}

/// <summary>Some transaction that may hold events is under way for too long; asking again later may do.</summary>
public sealed class LedgerUnsettledException() : Exception("A transaction that may hold events does not end.");
