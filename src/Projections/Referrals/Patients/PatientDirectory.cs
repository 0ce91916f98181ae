using System.Globalization;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>A matter of a patient: a referral, a consultation.</summary>
public sealed record PatientMatter(
    Guid Id, string Number, string Kind, LocalizedText Title, string Status, string Unit, Instant OpenedAt, Instant? ArchivedAt);

/// <summary>Finds patients by what is known of them.</summary>
public sealed class PatientDirectory(NpgsqlDataSource source, PersonHash hash, PersonKeys keys)
{
    /// <summary>
    /// The stream of the patient with this number, there or not yet: whoever comes at the same moment gets the same one. Who
    /// was erased and comes again is a new patient under a new id; of a record that is linked, the one that stands for it.
    /// </summary>
    /// <param name="idNumber">A sound resident identity number; a lower-case x counts as X.</param>
    public async Task<Guid> IdOf(string idNumber, CancellationToken stop)
    {
        for (var life = 0; ; life++)
        {
            var id = hash.IdOf("patient", string.Create(CultureInfo.InvariantCulture, $"{idNumber.ToUpperInvariant()}/{life}"));
            if (keys.IsDestroyed(id)) continue;
            await using var query = source.CreateCommand("select erased_at is not null, linked_to from read.patients where id = $1");
            query.Parameters.Add(new() { Value = id });
            await using var row = await query.ExecuteReaderAsync(stop);
            if (!await row.ReadAsync(stop)) return id;
            if (!row.GetBoolean(0)) return row.IsDBNull(1) ? id : row.GetGuid(1);
        }
    }

    /// <summary>Whether there is such a record.</summary>
    public async Task<bool> Knows(Guid id, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select 1 from read.patients where id = $1");
        query.Parameters.Add(new() { Value = id });
        return await query.ExecuteScalarAsync(stop) is not null;
    }

    /// <summary>The records that agree with one of the marks, at most fifty; of a linked one, the record that stands for it.</summary>
    public async Task<IReadOnlyList<Guid>> Find(
        string? idNumber, string? nameAndBirth, string? phone, string? card, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select distinct coalesce(linked_to, id) from read.patients where erased_at is null and (id_number_hash = $1 or name_birth_hash = $2 "
            + "or phone_hash = $3 or card_hash = $4) order by 1 limit 50");
        foreach (var mark in new[] { idNumber, nameAndBirth, phone, card })
            query.Parameters.Add(new() { Value = mark ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<Guid>();
        while (await row.ReadAsync(stop)) found.Add(row.GetGuid(0));
        return found;
    }

    /// <summary>The matters that hold something of these records, newest first: the chain of their referrals and consultations.</summary>
    public async Task<IReadOnlyList<PatientMatter>> Matters(IReadOnlyList<Guid> records, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select m.id, m.number, m.kind, m.title_zh, m.title_en, m.status, m.unit, m.opened_at, m.archived_at from read.matters m "
            + "where m.id in (select matter_id from read.person_streams where person = any($1)) order by m.opened_at desc, m.id desc limit 500");
        query.Parameters.Add(new() { Value = records.ToArray() });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<PatientMatter>();
        while (await row.ReadAsync(stop))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), new(row.GetString(3), row.GetString(4)), row.GetString(5), row.GetString(6),
                row.GetFieldValue<Instant>(7), row.IsDBNull(8) ? null : row.GetFieldValue<Instant>(8)));
        return found;
    }

    /// <summary>Every record that is erased, or is not.</summary>
    public async Task<IReadOnlyList<Guid>> All(bool erased, CancellationToken stop)
    {
        await using var query = source.CreateCommand($"select id from read.patients where erased_at is {(erased ? "not " : "")}null order by id");
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<Guid>();
        while (await row.ReadAsync(stop)) found.Add(row.GetGuid(0));
        return found;
    }

    /// <summary>The erasures that wait for a second person, oldest record first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Number, string Unit)>> ErasuresAsked(CancellationToken stop)
    {
        await using var query = source.CreateCommand("select id, number, unit from read.patients where erasure_asked order by registered_at, id");
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<(Guid, string, string)>();
        while (await row.ReadAsync(stop)) found.Add((row.GetGuid(0), row.GetString(1), row.GetString(2)));
        return found;
    }
}
