using System.Globalization;
using Npgsql;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>Finds the patient of an identity number.</summary>
public sealed class PatientDirectory(NpgsqlDataSource source, PersonHash hash, PersonKeys keys)
{
    /// <summary>
    /// The stream of the patient with this number, there or not yet: whoever comes at the same moment gets the same one. Who
    /// was erased and comes again is a new patient under a new id.
    /// </summary>
    /// <param name="idNumber">A sound resident identity number; a lower-case x counts as X.</param>
    public async Task<Guid> IdOf(string idNumber, CancellationToken stop)
    {
        for (var life = 0; ; life++)
        {
            var id = hash.IdOf("patient", string.Create(CultureInfo.InvariantCulture, $"{idNumber.ToUpperInvariant()}/{life}"));
            if (keys.IsDestroyed(id)) continue;
            await using var query = source.CreateCommand("select erased_at is not null from read.patients where id = $1");
            query.Parameters.Add(new() { Value = id });
            if (await query.ExecuteScalarAsync(stop) is not true) return id;
        }
    }

    /// <summary>Whether there is such a record.</summary>
    public async Task<bool> Knows(Guid id, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select 1 from read.patients where id = $1");
        query.Parameters.Add(new() { Value = id });
        return await query.ExecuteScalarAsync(stop) is not null;
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
