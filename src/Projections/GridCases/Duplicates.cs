using NodaTime;
using Npgsql;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;

namespace SmartCity.Projections.GridCases;

/// <summary>A case that a report may be a duplicate of.</summary>
/// <param name="Metres">Distance between the two places.</param>
/// <param name="SameKind">The same kind; else only the same major class, or a kind that was not compared.</param>
/// <param name="Score">0 to 1: half for the kind (a fifth for the major class), three tenths for nearness, two for time.</param>
public sealed record DuplicateCandidate(
    Guid Id, string Number, string Title, string? Kind, string? Unit, Instant ReportedAt, bool Open, double Metres,
    bool SameKind, double Score);

/// <summary>
/// Suggests duplicates (疑似重复案件): cases of the same kind or major class, near in place and time. What near means is the
/// published table <c>duplicates</c>; the rows are found by tiles, so that their number does not matter.
/// </summary>
public sealed class Duplicates(NpgsqlDataSource source, CaseRulebook rules, GridMap map)
{
    /// <summary>No more are suggested.</summary>
    public const int Most = 20;

    internal const string Sql =
        """
        select * from (
            select *, round((
                case when same_kind then 0.5 when same_major then 0.2 else 0 end
                + 0.3 * (1 - metres / $5) + 0.2 * (1 - abs(extract(epoch from $6::timestamptz - reported_at)) / (86400.0 * $8)))::numeric, 3)::float8 score
            from (
                select id, number, title, kind, unit, reported_at, archived_at is null is_open,
                    coalesce(kind = $1, false) same_kind, coalesce(major = $2, false) same_major,
                    111320 * sqrt(power(latitude - $4, 2) + power((longitude - $3) * cos(radians($4)), 2)) metres
                from read.grid_cases
                where tile = any($10) and reported_at between $6::timestamptz - make_interval(days => $8) and $6::timestamptz + interval '1 day'
                    and (archived_at is null or reported_at >= $6::timestamptz - make_interval(days => $7))
                    and closure is null and id <> $9 and ($1::text is null or kind = $1 or major = $2)
            ) near
            where metres <= $5
        ) scored
        order by score desc, reported_at desc limit 20
        """;

    /// <summary>
    /// The likeliest first. Without a kind, or with one that is not known at the moment, place and time alone are
    /// compared. Nothing is near a place outside of the district.
    /// </summary>
    /// <param name="at">When the report came in.</param>
    /// <param name="except">The case itself, where it is stored already.</param>
    public async Task<IReadOnlyList<DuplicateCandidate>> Near(
        string? kind, double longitude, double latitude, Instant at, Guid? except, CancellationToken stop)
    {
        if (map.Locate(longitude, latitude) is null) return [];
        var inForce = rules.At(at);
        var terms = kind is null ? null : inForce.Kind(kind);
        var reach = inForce.Duplicates(terms?.Code);
        await using var query = Query(source, terms, longitude, latitude, at, except, reach);
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<DuplicateCandidate>();
        while (await row.ReadAsync(stop))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), row.GetFieldValue<Instant>(5),
                row.GetBoolean(6), Math.Round(row.GetDouble(9), 1), row.GetBoolean(7), row.GetDouble(10)));
        return found;
    }

    /// <summary>The question as it is put to the database.</summary>
    /// <param name="terms">The kind; null where kinds are not compared.</param>
    public static NpgsqlCommand Query(
        NpgsqlDataSource source, CaseKindTerms? terms, double longitude, double latitude, Instant at, Guid? except,
        DuplicateReach reach)
    {
        var query = source.CreateCommand(Sql);
        foreach (var value in new object[]
        {
            (object?)terms?.Code ?? DBNull.Value, (object?)terms?.Major ?? DBNull.Value, longitude, latitude,
            (double)reach.Metres, at, reach.Days, Math.Max(reach.OpenDays, reach.Days), except ?? Guid.Empty,
            GridTile.Around(longitude, latitude, reach.Metres),
        }) query.Parameters.Add(new() { Value = value });
        return query;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
