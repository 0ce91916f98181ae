using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Referrals;

/// <summary>What figures count of one referral, with the times in which it stood: table <c>read.referral_spans</c>.</summary>
/// <param name="ReceptionMinutes">From the submission to the first answer; null before.</param>
public sealed record ReferralSpan(
    Guid Id, string Direction, string Urgency, string FromInstitution, string ToInstitution, Instant? SubmittedAt, bool Answered,
    bool Accepted, bool Declined, bool Ended, bool Expected, int NoShows, long? ReceptionMinutes)
{
    public static SpanTable Table { get; } = SpanTable.Of<Referral, ReferralSpan>("read.referral_spans", (r, _) => new(
        r.Id, r.Direction, r.Urgency, r.FromInstitution, r.ToInstitution, r.SubmittedAt, r.AnsweredAt is not null,
        r.AcceptedAt is not null, r.Declined is not null, r.ArchivedAt is not null,
        r.ArrivedAt is not null || r.NoShows > 0, r.NoShows, ReferralRow.Of(r).ReceptionMinutes));
}

/// <summary>Figures of the referrals of one direction.</summary>
/// <param name="Accepted">Accepted so far; <paramref name="Declined"/> and those without an answer are not among them.</param>
/// <param name="AcceptanceRate">Accepted among those accepted or declined; null while there is none.</param>
/// <param name="MedianReceptionMinutes">From the submission to the first answer; null while there is none.</param>
/// <param name="NoShowRate">Of those whose patient came or did not come, the part in which they missed at least once; null while there is none.</param>
public sealed record ReferralDirectionFigures(
    string Direction, long Submitted, long Accepted, long Declined, long Ended, double? AcceptanceRate,
    double? MedianReceptionMinutes, double? NoShowRate);

/// <summary>Figures and the moment that they are of: asked for again as of it, they are the same.</summary>
public sealed record ReferralFigures(Instant At, IReadOnlyList<ReferralDirectionFigures> Items);

/// <summary>Counts referrals by direction, now or as it was.</summary>
public sealed class ReferralStatistics(Snapshots snapshots)
{
    /// <param name="from">Submitted at or after; null for all.</param>
    /// <param name="to">Submitted before; null for all.</param>
    public Task<ReferralFigures> Of(Instant? from, Instant? to, Instant? asOf, CancellationToken stop) => snapshots.Read(asOf, async snapshot =>
    {
        await using var query = snapshot.Query(
            $"""
            select direction, count(*), count(*) filter (where accepted), count(*) filter (where declined), count(*) filter (where ended),
                   count(*) filter (where accepted)::float8 / nullif(count(*) filter (where accepted or declined), 0),
                   percentile_cont(0.5) within group (order by reception_minutes),
                   count(*) filter (where no_shows > 0)::float8 / nullif(count(*) filter (where expected), 0)
            from {ReferralSpan.Table.Rows(snapshot.Now)} r
            where $1::timestamptz is not null and submitted_at is not null
              and ($2::timestamptz is null or submitted_at >= $2) and ($3::timestamptz is null or submitted_at < $3)
            group by direction order by direction
            """, from, to);
        await using var row = await query.ExecuteReaderAsync(stop);
        var items = new List<ReferralDirectionFigures>();
        while (await row.ReadAsync(stop))
            items.Add(new(
                row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), Number(5), Number(6), Number(7)));
        return new ReferralFigures(snapshot.At, items);

        double? Number(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }, stop);
}
