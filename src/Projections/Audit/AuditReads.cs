using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Audit;

/// <summary>Somebody read something of the ledger (审计查阅记录).</summary>
/// <param name="Route">What was asked, such as <c>streams</c>, with what it was filtered by.</param>
/// <param name="FirstSequence">First event of what was shown; null where it is no range of the ledger.</param>
/// <param name="Release">The release by which it was shown in clear.</param>
public sealed record AuditRead(
    long Id, Instant At, string Actor, string Unit, string Roles, string Route, Guid? Stream, long? FirstSequence, long? LastSequence, bool Clear,
    Guid? Release);

/// <summary>
/// The list of what was read for an audit: a line of a few hundred bytes a reading, written before anything is shown. The same
/// reading by the same person within a minute is one line, unless it is in clear, so that a page that refreshes itself fills no
/// table. The application can add lines and neither change nor remove one.
/// </summary>
public sealed class AuditReads(NpgsqlDataSource source, IClock clock)
{
    private const int LongestRoute = 400;

    /// <summary>Notes a reading.</summary>
    public async Task Note(
        Actor actor, string route, Guid? stream, long? first, long? last, CancellationToken stop, Guid? release = null)
    {
        await using var write = source.CreateCommand(
            """
            insert into desk.audit_reads (at, actor, unit, roles, route, stream, first_seq, last_seq, clear, release)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 where $9 or not exists (
                select from (select * from desk.audit_reads where actor = $2 order by id desc limit 20) lately
                where at > $1 - interval '1 minute' and (route, stream, first_seq, last_seq, clear) is not distinct from ($5, $6, $7, $8, false))
            """);
        foreach (var value in new (object? Value, NpgsqlTypes.NpgsqlDbType Type)[]
        {
            (clock.GetCurrentInstant(), NpgsqlTypes.NpgsqlDbType.TimestampTz), (actor.Id, NpgsqlTypes.NpgsqlDbType.Text),
            (actor.Unit, NpgsqlTypes.NpgsqlDbType.Text), (string.Join(' ', actor.Roles), NpgsqlTypes.NpgsqlDbType.Text),
            (route.Length > LongestRoute ? route[..LongestRoute] : route, NpgsqlTypes.NpgsqlDbType.Text),
            (stream, NpgsqlTypes.NpgsqlDbType.Uuid), (first, NpgsqlTypes.NpgsqlDbType.Bigint), (last, NpgsqlTypes.NpgsqlDbType.Bigint),
            (release is not null, NpgsqlTypes.NpgsqlDbType.Boolean), (release, NpgsqlTypes.NpgsqlDbType.Uuid),
        })
            write.Parameters.Add(new() { Value = value.Value ?? DBNull.Value, NpgsqlDbType = value.Type });
        await write.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The readings before an id, newest first; by one person or of one stream where that is asked.</summary>
    public async Task<IReadOnlyList<AuditRead>> Page(string? actor, Guid? stream, long before, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select id, at, actor, unit, roles, route, stream, first_seq, last_seq, clear, release from desk.audit_reads "
            + "where id < $1 and ($2::text is null or actor = $2) and ($3::uuid is null or stream = $3) order by id desc limit $4");
        foreach (var value in new object?[] { before, actor, stream, limit }) query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<AuditRead>();
        long? Number(int i) => row.IsDBNull(i) ? null : row.GetInt64(i);
        Guid? Id(int i) => row.IsDBNull(i) ? null : row.GetGuid(i);
        while (await row.ReadAsync(stop))
            found.Add(new(
                row.GetInt64(0), row.GetFieldValue<Instant>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), Id(6),
                Number(7), Number(8), row.GetBoolean(9), Id(10)));
        return found;
    }
}
