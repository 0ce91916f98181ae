using NodaTime;
using Npgsql;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>Somebody read something of a patient, or tried to (访问记录).</summary>
/// <param name="Actor">Account.</param>
/// <param name="What">One of <see cref="AccessScopes"/>, or what the reader calls it.</param>
/// <param name="Ground">One of <see cref="AccessGrounds"/>.</param>
/// <param name="Granted">False for what was refused.</param>
/// <param name="Matter">The matter in which it stands, where it is one of theirs.</param>
public sealed record PatientRead(
    long Id, Instant At, Guid Patient, string Actor, string Unit, string Channel, string What, string Ground, bool Granted, Guid? Matter);

/// <summary>The table of readings: written before anything is shown, and never changed.</summary>
public sealed class PatientReads(NpgsqlDataSource source, IClock clock)
{
    public async Task Note(Guid patient, Actor actor, string unit, string what, Access access, Guid? matter, CancellationToken stop)
    {
        await using var write = source.CreateCommand(
            "insert into desk.patient_reads (at, patient, actor, unit, channel, what, ground, granted, matter) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        foreach (var value in new object[]
        {
            clock.GetCurrentInstant(), patient, actor.Id, unit, actor.Channel, what, access.Ground, access.Granted, matter ?? (object)DBNull.Value,
        })
            write.Parameters.Add(new() { Value = value });
        await write.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The readings of these records, newest first, before an id.</summary>
    public async Task<IReadOnlyList<PatientRead>> Page(IReadOnlyList<Guid> records, long before, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select id, at, patient, actor, unit, channel, what, ground, granted, matter from desk.patient_reads "
            + "where patient = any($1) and id < $2 order by id desc limit $3");
        query.Parameters.Add(new() { Value = records.ToArray() });
        query.Parameters.Add(new() { Value = before });
        query.Parameters.Add(new() { Value = limit });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<PatientRead>();
        while (await row.ReadAsync(stop))
            found.Add(new(
                row.GetInt64(0), row.GetFieldValue<Instant>(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetString(6), row.GetString(7), row.GetBoolean(8), row.IsDBNull(9) ? null : row.GetGuid(9)));
        return found;
    }
}
