using NodaTime;

namespace SmartCity.Projections.Supervision;

/// <summary>One day to come: what is expected, and the bounds within which four days of five fall if errors stay as they were.</summary>
public sealed record ForecastDay(LocalDate Day, double Expected, double Low, double High);

/// <summary>
/// How wrong the method would have been on the last four weeks, each two of them forecast from what was known before; beside
/// it the seasonal naive method (the same weekday of the week before).
/// </summary>
/// <param name="Mae">Mean absolute error, matters a day.</param>
/// <param name="Mape">Mean absolute percentage error over the days on which matters came, 0.2 for 20 %; null without any.</param>
public sealed record ForecastError(LocalDate From, LocalDate To, double Mae, double? Mape, double NaiveMae, double? NaiveMape);

/// <summary>The inflow of the next 14 days (受理量预测).</summary>
/// <param name="Reason"><c>too-little-history</c> where there is no forecast: less than eight weeks, or hardly any matters.</param>
/// <param name="HistoryDays">Whole days that it was made from.</param>
public sealed record InflowForecast(
    string Method, int HistoryDays, string? Reason, IReadOnlyList<ForecastDay> Days, ForecastError? Error)
{
    public const int Ahead = 14;
    private const int Least = 8 * HoltWinters.Season, LeastMatters = 28, Rounds = 2;
    private const double FourOfFive = 1.2816;
    private const string Name = "holt-winters-additive-damped-7";

    /// <summary>Pure: the same inflow gives the same forecast.</summary>
    public static InflowForecast Of(Inflow inflow)
    {
        var days = inflow.Days;
        if (days.Count < Least || days.Sum() < LeastMatters) return new(Name, days.Count, "too-little-history", [], null);
        var (errors, naive, held) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = Rounds; round > 0; round--)
        {
            var known = days.Take(days.Count - round * Ahead).ToList();
            var actual = days.Skip(known.Count).Take(Ahead).ToList();
            errors.AddRange(HoltWinters.Forecast(known, Ahead).Zip(actual, (expected, came) => came - expected));
            naive.AddRange(actual.Select((came, h) => came - known[known.Count - HoltWinters.Season + h % HoltWinters.Season]));
            held.AddRange(actual);
        }
        var spread = FourOfFive * Math.Sqrt(errors.Average(e => e * e));
        var next = inflow.First.PlusDays(days.Count);
        return new(
            Name, days.Count, null,
            [.. HoltWinters.Forecast(days, Ahead).Select((expected, h) => new ForecastDay(
                next.PlusDays(h), Round(expected), Round(Math.Max(0, expected - spread)), Round(expected + spread)))],
            new(
                next.PlusDays(-held.Count), next.PlusDays(-1), Round(errors.Average(Math.Abs)), Mape(errors, held),
                Round(naive.Average(Math.Abs)), Mape(naive, held)));
    }

    private static double? Mape(List<double> errors, List<double> held)
    {
        var shares = errors.Zip(held).Where(day => day.Second > 0).Select(day => Math.Abs(day.First) / day.Second).ToList();
        return shares.Count == 0 ? null : Math.Round(shares.Average(), 4);
    }

    private static double Round(double value) => Math.Round(value, 2);
}
