using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>What one step of the move took along.</summary>
/// <param name="Last">The last matter of the step; the next one begins after it. Null at the end of all.</param>
public sealed record ArchivedStep(long Matters, long Events, Guid? Last);

/// <summary>The hot partition of the ledger as PostgreSQL counted it last.</summary>
/// <param name="HotEvents">Events of matters that are open or were closed lately, and of everything that is no matter.</param>
public sealed record PartitionSizes(long HotEvents, long ArchivedEvents);

/// <summary>
/// Moves closed matters into the archived partitions (归档分区) when their time in the hot one is over. Where a stream lies changes nothing
/// of what it says; a command brings it back.
/// </summary>
public sealed class MatterArchive(NpgsqlDataSource source)
{
    /// <summary>Moves the next few matters that are due; one transaction.</summary>
    /// <param name="periods">How long the matters of each kind stay; kinds that are not named never move.</param>
    /// <param name="after">The last of the step before; <see cref="Guid.Empty"/> begins.</param>
    public async Task<ArchivedStep> Move(
        IReadOnlyDictionary<string, Duration> periods, Instant now, Guid after, int most, CancellationToken stop)
    {
        await using var move = source.CreateCommand("select matters, events, last from desk.archive_matters($1, $2, $3, $4)");
        move.Parameters.Add(new() { Value = periods.Keys.ToArray() });
        move.Parameters.Add(new() { Value = periods.Values.Select(period => now - period).ToArray() });
        move.Parameters.Add(new() { Value = after });
        move.Parameters.Add(new() { Value = most });
        await using var row = await move.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetGuid(2));
    }

    /// <summary>How many events each partition holds, as the server estimates it.</summary>
    public async Task<PartitionSizes> Sizes(CancellationToken stop)
    {
        await using var ask = source.CreateCommand(
            "select greatest(hot.reltuples, 0)::bigint, greatest(archived.reltuples, 0)::bigint from pg_class hot, pg_class archived "
            + "where hot.oid = 'ledger.mt_events_default'::regclass and archived.oid = 'ledger.mt_events_archived'::regclass");
        await using var row = await ask.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new(row.GetInt64(0), row.GetInt64(1));
    }
}
