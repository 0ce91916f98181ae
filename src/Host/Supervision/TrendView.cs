using NodaTime;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>One point of a line; the value is null where there is nothing to count.</summary>
/// <param name="Of">Of how many, for a rate and a median; else null.</param>
internal sealed record TrendPoint(LocalDate Start, double? Value, long? Of, string Href);

internal sealed record SeriesView(string Measure, IReadOnlyList<TrendPoint> Points);

/// <summary>Lines over time, and the inflow to be expected.</summary>
internal sealed record TrendView(
    Instant At, Instant From, Instant To, string By, IReadOnlyList<SeriesView> Series, InflowForecast Forecast)
{
    public static IReadOnlyList<string> Measures { get; } = ["opened", "finished", "on-time", "median-days"];

    public static TrendView Of(
        Trend trend, InflowForecast forecast, MatterChoice choice, string by, IReadOnlyList<string> measures) => new(
        trend.At, trend.From, trend.To, by,
        [.. measures.Select(measure => new SeriesView(measure, [.. trend.Buckets.Select(b => Point(trend.At, b, choice, measure))]))], forecast);

    private static TrendPoint Point(Instant at, TrendBucket bucket, MatterChoice choice, string measure)
    {
        string Href(string figure) => MatterLinks.To(choice with { Figure = figure, From = bucket.From, To = bucket.To }, at);
        return measure switch
        {
            "opened" => new(bucket.Start, bucket.Opened, null, Href(MatterFigures.Received)),
            "finished" => new(bucket.Start, bucket.Finished, null, Href(MatterFigures.Handled)),
            "on-time" => new(
                bucket.Start, bucket.Promised == 0 ? null : Math.Round((double)bucket.OnTime / bucket.Promised, 4), bucket.Promised,
                Href(MatterFigures.OnTime)),
            _ => new(bucket.Start, bucket.MedianDays, bucket.Finished, Href(MatterFigures.Handled)),
        };
    }
}
