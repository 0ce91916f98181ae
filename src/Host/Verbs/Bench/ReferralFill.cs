using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// Rows of real referrals copied under new keys, patients and times until the read model holds as many as wanted: what is
/// measured then reads a table of that size. The copies have no events; three of them are one patient's.
/// </summary>
internal static class ReferralFill
{
    private const string Copies =
        """
        insert into read.referrals (
            id, number, patient, direction, from_institution, to_institution, department, urgency, status, follows, doctor, opened_at,
            submitted_at, answered_at, accepted_at, arrived_at, concluded_at, archived_at, updated_at, no_shows, reception_minutes)
        select gen_random_uuid(), 'DX-RF-COPY-' || n, md5('patient-' || n / 3)::uuid, r.direction, r.from_institution, r.to_institution,
            r.department, r.urgency, r.status, null, r.doctor, r.opened_at - c.earlier, r.submitted_at - c.earlier,
            r.answered_at - c.earlier, r.accepted_at - c.earlier, null, null, null, r.updated_at - c.earlier, 0, r.reception_minutes
        from (select n, '365 days'::interval * random() as earlier from generate_series(1, $1) n) c
        join (select *, row_number() over () - 1 as nr, count(*) over () as all_of_them from read.referrals limit 5000) r
            on r.nr = c.n % least(r.all_of_them, 5000)
        """;

    /// <summary>How many there are then.</summary>
    public static async Task<long> To(NpgsqlDataSource database, int wanted)
    {
        var stored = await Count(database);
        await using var connection = await database.OpenConnectionAsync();
        if (wanted > stored)
        {
            await using var copy = new NpgsqlCommand(Copies, connection) { CommandTimeout = 0 };
            copy.Parameters.Add(new() { Value = (int)(wanted - stored) });
            await copy.ExecuteNonQueryAsync();
        }
        foreach (var table in new[] { "read.referrals", "read.fhir_resources" })
        {
            await using var vacuum = new NpgsqlCommand($"vacuum analyze {table}", connection) { CommandTimeout = 0 };
            await vacuum.ExecuteNonQueryAsync();
        }
        return await Count(database);
    }

    private static async Task<long> Count(NpgsqlDataSource database)
    {
        await using var query = database.CreateCommand("select count(*) from read.referrals");
        return (long)(await query.ExecuteScalarAsync())!;
    }
}
