using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Referrals.Fhir;

/// <summary>A subscription that is active, as it stands in its row.</summary>
/// <param name="Stream">The stream of the resource <c>Subscription</c>.</param>
public sealed record FhirHook(string Id, Guid Stream);

/// <summary>A change that subscriptions have not been matched against yet.</summary>
public sealed record FhirChange(long Sequence, string Type, string LogicalId);

/// <summary>A call that is to be made now.</summary>
/// <param name="Attempt">Counts from 1, this one counted in.</param>
public sealed record FhirCall(Guid Id, string Subscription, long Sequence, string Type, string LogicalId, int Attempt);

/// <summary>Calls of hooks on their way out. What a hook has taken is not kept.</summary>
public sealed class FhirHookQueue(NpgsqlDataSource source)
{
    private readonly OutQueue _calls = new(source, "desk.fhir_deliveries");

    public Task<IReadOnlyList<FhirHook>> Active(CancellationToken stop) => _calls.Read(
        "select logical_id, id from read.fhir_resources where type = 'Subscription' and status = 'active'",
        row => new FhirHook(row.GetString(0), row.GetGuid(1)), stop);

    /// <summary>Changes in their order, the oldest first.</summary>
    public Task<IReadOnlyList<FhirChange>> Changes(int most, CancellationToken stop) => _calls.Read(
        "select sequence, type, logical_id from desk.fhir_changes order by sequence, type limit $1",
        row => new FhirChange(row.GetInt64(0), row.GetString(1), row.GetString(2)), stop, most);

    /// <summary>Whom a change concerns is to be called, and the change is done with, together.</summary>
    public Task Matched(FhirChange change, IReadOnlyList<string> subscriptions, Instant now, CancellationToken stop) => _calls.Execute(
        """
        with gone as (delete from desk.fhir_changes where sequence = $1 and type = $2)
        insert into desk.fhir_deliveries (subscription, sequence, type, logical_id, due_at, state)
        select s, $1, $2, $3, $5, 'waiting' from unnest($4::text[]) s on conflict do nothing
        """, stop, change.Sequence, change.Type, change.LogicalId, subscriptions.ToArray(), now);

    /// <summary>Changes that concern nobody are done with.</summary>
    public Task Passed(IReadOnlyList<FhirChange> changes, CancellationToken stop) => _calls.Execute(
        "delete from desk.fhir_changes where (sequence, type) in (select * from unnest($1::bigint[], $2::text[]))",
        stop, changes.Select(c => c.Sequence).ToArray(), changes.Select(c => c.Type).ToArray());

    /// <inheritdoc cref="OutQueue.Claim"/>
    public Task<IReadOnlyList<FhirCall>> Claim(Instant now, TimeSpan lease, int most, CancellationToken stop) => _calls.Claim(
        "id, subscription, sequence, type, logical_id, attempts",
        row => new FhirCall(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetInt32(5)),
        now, lease, most, stop);

    /// <summary>The hook has it.</summary>
    public Task Sent(FhirCall call, CancellationToken stop) =>
        _calls.Execute("delete from desk.fhir_deliveries where id = $1", stop, call.Id);

    /// <summary>It is tried again at the moment.</summary>
    public Task Failed(FhirCall call, string error, Instant again, CancellationToken stop) =>
        _calls.Failed(call.Id, call.Attempt, error, again, stop);

    /// <summary>Nothing of the subscription is tried any more; whether the call was still the last attempt.</summary>
    public async Task<bool> GivenUp(FhirCall call, CancellationToken stop) => await _calls.Execute(
        """
        delete from desk.fhir_deliveries where subscription = $1
        and exists (select from desk.fhir_deliveries where id = $2 and attempts = $3)
        """, stop, call.Subscription, call.Id, call.Attempt) > 0;
}
