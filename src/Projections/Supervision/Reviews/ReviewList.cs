using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Reviews;

/// <summary>A place in a list: reviews before it, or of the same moment with a smaller id, come after it.</summary>
public sealed record ReviewPlace(Instant At, Guid Id);

/// <summary>One review in a list; <see cref="ReviewRow"/> says what the parts are.</summary>
public sealed record ReviewEntry(
    Guid Id, string Number, string Kind, string? Item, string? ItemZh, string? ItemEn, string Unit, Instant AskedAt, string? Channel,
    Instant? RatedAt, int? Level, bool Bad, string? Comment, Instant? CallBackBy, Instant? CalledBackAt, Instant? RectifyBy,
    Instant? RectifiedAt, string? Measures, bool Published, bool Released);

/// <summary>Reviews in lists, the newest first.</summary>
public sealed class ReviewList(Snapshots snapshots)
{
    private const string Columns =
        """
        id, number, kind, item, item_zh, item_en, unit, asked_at, channel, rated_at, level, bad, comment, call_back_by,
        called_back_at, rectify_by, rectified_at, measures, published, released
        """;

    /// <summary>Those behind a figure, by the day they were asked on.</summary>
    /// <param name="set">One of <see cref="ReviewSets.All"/>.</param>
    public Task<(Instant At, IReadOnlyList<ReviewEntry> Rows)> Behind(
        string set, Func<Instant, ReviewFilter> filterAt, ReviewPlace? after, int limit, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, async snapshot =>
        {
            await using var query = snapshot.Query(
                $"""
                select {Columns} from {ReviewRow.Table.Rows(snapshot.Now)} r {ReviewSets.Where} and ({ReviewSets.All[set]})
                  and ($7::timestamptz is null or (asked_at, id) < ($7, $8::uuid))
                order by asked_at desc, id desc limit $9
                """, [.. ReviewSets.Values(filterAt(snapshot.At)), after?.At, after?.Id, limit]);
            return (snapshot.At, await Rows(query, stop));
        }, stop);

    /// <summary>Those that everybody may read, by the day they were given on.</summary>
    public Task<IReadOnlyList<ReviewEntry>> Published(
        string? unit, string? item, int? level, ReviewPlace? after, int limit, CancellationToken stop) =>
        snapshots.Read(null, async snapshot =>
        {
            await using var query = snapshot.Query(
                $"""
                select {Columns} from {ReviewRow.Table.Rows(now: true)} r
                where $1::timestamptz is not null and published and ($2::text is null or unit = $2) and ($3::text is null or item = $3)
                  and ($4::int is null or level = $4) and ($5::timestamptz is null or (rated_at, id) < ($5, $6::uuid))
                order by rated_at desc, id desc limit $7
                """, unit, item, level, after?.At, after?.Id, limit);
            return await Rows(query, stop);
        }, stop);

    private static async Task<IReadOnlyList<ReviewEntry>> Rows(NpgsqlCommand query, CancellationToken stop)
    {
        await using var row = await query.ExecuteReaderAsync(stop);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        var rows = new List<ReviewEntry>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), Text(3), Text(4), Text(5), row.GetString(6),
                row.GetFieldValue<Instant>(7), Text(8), At(9), row.IsDBNull(10) ? null : row.GetInt32(10), row.GetBoolean(11), Text(12),
                At(13), At(14), At(15), At(16), Text(17), row.GetBoolean(18), row.GetBoolean(19)));
        return rows;
    }
}
