using System.Globalization;
using Npgsql;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>Finds the patient of an identity number.</summary>
public sealed class PatientDirectory(NpgsqlDataSource source, PersonHash hash)
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
            await using var query = source.CreateCommand("select erased_at is not null from read.patients where id = $1");
            query.Parameters.Add(new() { Value = id });
            if (await query.ExecuteScalarAsync(stop) is not true) return id;
        }
    }
}
