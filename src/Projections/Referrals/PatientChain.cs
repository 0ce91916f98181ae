using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Referrals;

/// <summary>A referral in the chain of its patient (转诊链).</summary>
public sealed record ChainLink(
    Guid Id, string Number, string Direction, string FromInstitution, string ToInstitution, string? Department, string Urgency,
    string Status, Guid? Follows, Instant OpenedAt, Instant? SubmittedAt, Instant? AcceptedAt, Instant? ArrivedAt,
    Instant? ConcludedAt, Instant? ArchivedAt);

/// <summary>Where a page of a chain begins: behind this one.</summary>
public sealed record ChainPlace(Instant OpenedAt, Guid Id);

/// <summary>The referrals of one patient, oldest first.</summary>
public sealed class PatientChain(NpgsqlDataSource source)
{
    private const string Columns =
        "id, number, direction, from_institution, to_institution, department, urgency, status, follows, opened_at, "
        + "submitted_at, accepted_at, arrived_at, concluded_at, archived_at";

    /// <summary>
    /// Whether the unit referred the patient, or was sent them: it knows of them. What was not submitted is known to its
    /// sender alone.
    /// </summary>
    public async Task<bool> Knows(Guid patient, string unit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select exists (select 1 from read.referrals where patient = $1 "
            + "and (from_institution = $2 or (to_institution = $2 and submitted_at is not null)))");
        Add(query, patient, unit);
        return await query.ExecuteScalarAsync(stop) is true;
    }

    /// <param name="records">The patient's record, and those that it stands for.</param>
    /// <param name="unit">The reader's: drafts of others are not shown; null for those who see all.</param>
    public async Task<IReadOnlyList<ChainLink>> Page(IReadOnlyList<Guid> records, string? unit, ChainPlace? after, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from read.referrals where patient = any($1) and (submitted_at is not null or $2::text is null or from_institution = $2) "
            + "and ($3::timestamptz is null or (opened_at, id) > ($3, $4)) order by opened_at, id limit $5");
        Add(query, records.ToArray(), (object?)unit ?? DBNull.Value, (object?)after?.OpenedAt ?? DBNull.Value, after?.Id ?? Guid.Empty, limit);
        await using var reader = await query.ExecuteReaderAsync(stop);
        var links = new List<ChainLink>();
        while (await reader.ReadAsync(stop))
            links.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetString(6), reader.GetString(7),
                reader.IsDBNull(8) ? null : reader.GetGuid(8), reader.GetFieldValue<Instant>(9), At(reader, 10),
                At(reader, 11), At(reader, 12), At(reader, 13), At(reader, 14)));
        return links;
    }

    private static Instant? At(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<Instant>(column);

    private static void Add(NpgsqlCommand query, params object[] values)
    {
        foreach (var value in values) query.Parameters.Add(new() { Value = value });
    }
}
