using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>A moment up to which everything is in the counts of days.</summary>
/// <param name="Last">Whether no later one is marked, so that the counts that stand are those of this moment.</param>
internal sealed record DayMark(Instant At, bool Last)
{
    /// <summary>So many spans begun since a mark are added up as they are asked for; with more of them, rows are as quick.</summary>
    public const int Most = 20_000;

    /// <summary>The last mark up to the moment of a snapshot; null where there is none, or too much happened since.</summary>
    public static async Task<DayMark?> Of(Snapshot snapshot, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"""
            select at, at = (select max(at) from read.matter_day_marks), (select count(*) from (
                select from read.supervised where since > m.at and since <= $1 limit {Most + 1}) changed)
            from read.matter_day_marks m where at <= $1 order by at desc limit 1
            """);
        await using var row = await query.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) && row.GetInt64(2) <= Most ? new(row.GetFieldValue<Instant>(0), row.GetBoolean(1)) : null;
    }
}
