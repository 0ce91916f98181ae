using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Reviews;

/// <summary>Which reviews are counted; a null asks nothing.</summary>
/// <param name="From">Asked, or said, at that moment or later.</param>
/// <param name="To">Before that moment.</param>
/// <param name="Item"><see cref="None"/> for those of kinds that name none.</param>
public sealed record ReviewFilter(Instant From, Instant To, string? Unit = null, string? Item = null, string? Kind = null)
{
    /// <summary>As an item: those that have none.</summary>
    public const string None = "none";
}

/// <summary>How many there are of each of <see cref="ReviewSets.All"/>.</summary>
/// <param name="Unit">Null for all units together.</param>
/// <param name="Item">Null for all items together.</param>
public sealed record ReviewCounts(
    string? Unit, string? Kind, string? Item, string? ItemZh, string? ItemEn, IReadOnlyDictionary<string, long> Counts);

/// <summary>The sets that figures are made of, each a condition on a row; <c>$2</c> and <c>$3</c> are the period.</summary>
public static class ReviewSets
{
    public const string Asked = "asked", Answered = "answered", Rated = "rated", Satisfied = "satisfied", Bad = "bad",
        CalledBack = "calledBack", CallBackDue = "callBackDue", CalledBackInTime = "calledBackInTime", Rectified = "rectified",
        RectificationDue = "rectificationDue", RectifiedInTime = "rectifiedInTime";

    private const string InAsked = "invited and asked_at >= $2 and asked_at < $3", InRated = "rated_at >= $2 and rated_at < $3",
        InBad = InRated + " and bad", Due = "called_back_at is not null or call_back_by < $1",
        Limited = "rectify_by is not null and (rectified_at is not null or rectify_by < $1)";

    /// <summary>Each set by its name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [Asked] = InAsked,
        [Answered] = InAsked + " and level is not null",
        [Rated] = InRated,
        [Satisfied] = InRated + " and level >= 4",
        [Bad] = InBad,
        [CalledBack] = InBad + " and called_back_at is not null",
        [CallBackDue] = $"{InBad} and ({Due})",
        [CalledBackInTime] = InBad + " and called_back_at <= call_back_by",
        [Rectified] = InBad + " and rectified_at is not null",
        [RectificationDue] = $"{InBad} and {Limited}",
        [RectifiedInTime] = InBad + " and rectified_at <= rectify_by",
    };

    internal const string Where = 
        """
        where ($4::text is null or unit = $4) and ($5::text is null or item is not distinct from nullif($5, 'none'))
          and ($6::text is null or kind = $6)
        """;

    internal static object?[] Values(ReviewFilter filter) => [filter.From, filter.To, filter.Unit, filter.Item, filter.Kind];
}

/// <summary>Counts of reviews, now or as of a past moment.</summary>
public sealed class ReviewFigures(Snapshots snapshots)
{
    /// <summary>Of all, of each unit, of each item, in this order; the period is settled once the moment is known.</summary>
    /// <exception cref="TimeoutException">The reviews have not come to the moment yet.</exception>
    public Task<(Instant At, ReviewFilter Filter, IReadOnlyList<ReviewCounts> Counts)> Count(
        Func<Instant, ReviewFilter> filterAt, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, async snapshot =>
        {
            var filter = filterAt(snapshot.At);
            var names = ReviewSets.All.Keys.ToArray();
            var counts = string.Join(", ", names.Select(name => $"count(*) filter (where {ReviewSets.All[name]})"));
            await using var query = snapshot.Query(
                $"""
                select unit, kind, item, max(item_zh), max(item_en), {counts}
                from {ReviewRow.Table.Rows(snapshot.Now)} r {ReviewSets.Where}
                  and ((asked_at >= $2 and asked_at < $3) or (rated_at >= $2 and rated_at < $3))
                group by grouping sets ((), (unit), (kind, item))
                order by unit nulls first, kind nulls first, item nulls first
                """, ReviewSets.Values(filter));
            await using var row = await query.ExecuteReaderAsync(stop);
            var found = new List<ReviewCounts>();
            while (await row.ReadAsync(stop))
            {
                string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
                found.Add(new(
                    Text(0), Text(1), Text(2), Text(3), Text(4), names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => row.GetInt64(5 + n.i))));
            }
            return (snapshot.At, filter, (IReadOnlyList<ReviewCounts>)found);
        }, stop);
}
