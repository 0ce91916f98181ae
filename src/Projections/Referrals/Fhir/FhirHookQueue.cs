using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Referrals.Fhir;

/// <summary>A subscription that is active, as it stands in its row.</summary>
/// <param name="Stream">The stream of the resource <c>Subscription</c>.</param>
public sealed record FhirHook(string Id, Guid Stream);

/// <summary>A change that subscriptions have not been matched against yet.</summary>
public sealed record FhirChange(long Sequence, string Type, string LogicalId);

/// <summary>A call that is to be made now.</summary>
/// <param name="Attempt">Counts from 1, this one counted in.</param>
public sealed record FhirCall(string Subscription, long Sequence, string Type, string LogicalId, int Attempt);

/// <summary>
/// Calls of hooks on their way out. An attempt is noted before it is made, and nobody else makes one until its time is over.
/// </summary>
public sealed class FhirHookQueue(NpgsqlDataSource source)
{
    public Task<IReadOnlyList<FhirHook>> Active(CancellationToken stop) => Read(
        "select logical_id, id from read.fhir_resources where type = 'Subscription' and status = 'active'",
        row => new FhirHook(row.GetString(0), row.GetGuid(1)), stop);

    /// <summary>Changes in their order, the oldest first.</summary>
    public Task<IReadOnlyList<FhirChange>> Changes(int most, CancellationToken stop) => Read(
        "select sequence, type, logical_id from desk.fhir_changes order by sequence, type limit $1",
        row => new FhirChange(row.GetInt64(0), row.GetString(1), row.GetString(2)), stop, most);

    /// <summary>Whom a change concerns is to be called, and the change is done with, together.</summary>
    public Task Matched(FhirChange change, IReadOnlyList<string> subscriptions, Instant now, CancellationToken stop) => Execute(
        """
        with gone as (delete from desk.fhir_changes where sequence = $1 and type = $2)
        insert into desk.fhir_deliveries (subscription, sequence, type, logical_id, due_at, state)
        select s, $1, $2, $3, $5, 'waiting' from unnest($4::text[]) s on conflict do nothing
        """, stop, change.Sequence, change.Type, change.LogicalId, subscriptions.ToArray(), now);

    /// <summary>Changes that concern nobody are done with.</summary>
    public Task Passed(IReadOnlyList<FhirChange> changes, CancellationToken stop) => Execute(
        "delete from desk.fhir_changes where (sequence, type) in (select * from unnest($1::bigint[], $2::text[]))",
        stop, changes.Select(c => c.Sequence).ToArray(), changes.Select(c => c.Type).ToArray());

    /// <summary>Takes what is due, the oldest first, and notes the attempt.</summary>
    public Task<IReadOnlyList<FhirCall>> Claim(Instant now, TimeSpan lease, int most, CancellationToken stop) => Read(
        """
        update desk.fhir_deliveries d set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $2)
        where (subscription, sequence, type) in (
            select subscription, sequence, type from desk.fhir_deliveries where state = 'waiting' and due_at <= $1
            and (claimed_until is null or claimed_until < clock_timestamp()) order by due_at, sequence limit $3 for update skip locked)
        returning subscription, sequence, type, logical_id, attempts
        """, row => new FhirCall(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt32(4)), stop, now, lease.TotalSeconds, most);

    public Task Sent(FhirCall call, CancellationToken stop) => Execute(
        "update desk.fhir_deliveries set state = 'sent', claimed_until = null, last_error = null where subscription = $1 and sequence = $2 and type = $3",
        stop, call.Subscription, call.Sequence, call.Type);

    /// <summary>It is tried again at the moment; never, where that is null.</summary>
    public Task Failed(FhirCall call, string error, Instant? again, CancellationToken stop) => again is { } at
        ? Execute(
            "update desk.fhir_deliveries set due_at = $4, last_error = $5, claimed_until = null where subscription = $1 and sequence = $2 and type = $3",
            stop, call.Subscription, call.Sequence, call.Type, at, error)
        : Execute(
            "update desk.fhir_deliveries set state = 'failed', last_error = $2, claimed_until = null where subscription = $1 and state = 'waiting'",
            stop, call.Subscription, error);

    private async Task<IReadOnlyList<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> of, CancellationToken stop, params object[] values)
    {
        await using var query = source.CreateCommand(sql);
        foreach (var value in values) query.Parameters.Add(new() { Value = value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<T>();
        while (await row.ReadAsync(stop)) found.Add(of(row));
        return found;
    }

    private async Task Execute(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }
}
