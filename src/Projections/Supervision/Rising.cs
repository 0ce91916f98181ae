using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>A kind, or an item of it, of which unusually many came in the last 24 hours (异常上升).</summary>
/// <param name="Item">Null for the whole kind.</param>
/// <param name="Mean">A day's mean of the seven days before, two days left out between.</param>
/// <param name="Score">By how many deviations more came.</param>
public sealed record RisingKind(string Kind, string? Item, long Count, double Mean, double Deviation, double Score);

/// <summary>
/// What rises, by the method C2 of the Early Aberration Reporting System of the CDC (Hutwagner et al. 2003): the count of a
/// day against mean and standard deviation of seven days that end two days before it; above three deviations it is unusual.
/// Days are 24 hours up to the moment. A deviation counts as no less than that of a Poisson count with this mean, and as no
/// less than a half, so that the first few matters of a rare kind are no alarm [P].
/// </summary>
public sealed record Rising(Instant At, IReadOnlyList<RisingKind> Kinds)
{
    private const int Baseline = 7, Guard = 2, Days = 1 + Guard + Baseline, LeastCount = 3;
    private const double Unusual = 3, LeastDeviation = 0.5;

    /// <summary>The 24 hours that are looked at.</summary>
    public Instant From => At - Duration.FromDays(1);

    internal static async Task<Rising> Read(Snapshot snapshot, MatterChoice choice, CancellationToken stop)
    {
        var chosen = ChosenMatters.Of(snapshot, choice with
        {
            Figure = MatterFigures.Received,
            From = snapshot.At - Duration.FromDays(Days),
            To = snapshot.At,
        });
        await using var query = snapshot.Query(
            $"""
            select kind, item, least(floor(extract(epoch from $1 - opened_at) / 86400), {Days - 1})::int, count(*)
            from {chosen.Sql} group by 1, 2, 3
            """,
            chosen.Values);
        await using var row = await query.ExecuteReaderAsync(stop);
        var counts = new SortedDictionary<(string Kind, string Item), long[]>(Comparer<(string Kind, string Item)>.Create((a, b) =>
            string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind : string.CompareOrdinal(a.Item, b.Item)));
        while (await row.ReadAsync(stop))
        {
            Add(row.GetString(0), "");
            if (!row.IsDBNull(1)) Add(row.GetString(0), row.GetString(1));
        }
        return new(snapshot.At, [.. counts.Select(c => Of(c.Key.Kind, c.Key.Item.Length == 0 ? null : c.Key.Item, c.Value)).OfType<RisingKind>()
            .OrderByDescending(rising => rising.Score)]);

        void Add(string kind, string item)
        {
            if (!counts.TryGetValue((kind, item), out var days)) counts[(kind, item)] = days = new long[Days];
            days[row.GetInt32(2)] += row.GetInt64(3);
        }
    }

    /// <summary>Null where nothing is unusual.</summary>
    /// <param name="days">Counts of 24 hours each, the last ones first.</param>
    internal static RisingKind? Of(string kind, string? item, IReadOnlyList<long> days)
    {
        var before = days.Skip(1 + Guard).Take(Baseline).Select(count => (double)count).ToList();
        var mean = before.Average();
        var deviation = Math.Max(
            LeastDeviation, Math.Max(Math.Sqrt(mean), Math.Sqrt(before.Sum(count => (count - mean) * (count - mean)) / (Baseline - 1))));
        var score = (days[0] - mean) / deviation;
        return days[0] >= LeastCount && score > Unusual
            ? new(kind, item, days[0], Math.Round(mean, 2), Math.Round(deviation, 2), Math.Round(score, 2))
            : null;
    }
}
