using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace SmartCity.Projections.Supervision;

/// <summary>
/// Additive Holt–Winters with a damped trend and a season of seven days (Holt 1957, Winters 1960; Hyndman and
/// Athanasopoulos, Forecasting: Principles and Practice, 8.3). The three weights are those with the least squared error one
/// day ahead, found by Nelder and Mead. Pure: the same days give the same forecast.
/// </summary>
internal static class HoltWinters
{
    public const int Season = 7;
    private const double Damping = 0.9, Tolerance = 1e-6;
    private const int MostSteps = 2_000;
    private static readonly double[] Usual = [0.3, 0.05, 0.1];

    /// <summary>The days that follow; none below nought.</summary>
    /// <param name="days">At least two weeks.</param>
    public static double[] Forecast(IReadOnlyList<double> days, int ahead)
    {
        var weights = Fitted(days);
        var (level, trend, season, _) = Run(days, weights);
        var (forecast, damped) = (new double[ahead], 0d);
        for (var h = 0; h < ahead; h++)
        {
            damped += Math.Pow(Damping, h + 1);
            forecast[h] = Math.Max(0, level + damped * trend + season[(days.Count + h) % Season]);
        }
        return forecast;
    }

    private static double[] Fitted(IReadOnlyList<double> days)
    {
        var error = ObjectiveFunction.Value(at => Run(days, [.. at.Select(Between)]).Error);
        try
        {
            var start = Vector<double>.Build.DenseOfEnumerable(Usual.Select(weight => Math.Log(weight / (1 - weight))));
            return [.. NelderMeadSimplex.Minimum(error, start, Tolerance, MostSteps).MinimizingPoint.Select(Between)];
        }
        catch (MaximumIterationsException)
        {
            return Usual;
        }
    }

    /// <summary>Any number as a weight between nought and one.</summary>
    private static double Between(double x) => 1 / (1 + Math.Exp(-x));

    private static (double Level, double Trend, double[] Season, double Error) Run(IReadOnlyList<double> days, double[] weights)
    {
        var (first, second) = (days.Take(Season).Average(), days.Skip(Season).Take(Season).Average());
        var (level, trend, error) = (first, (second - first) / Season, 0d);
        var season = new double[Season];
        for (var i = 0; i < Season; i++) season[i] = (days[i] - first + days[i + Season] - second) / 2;
        for (var t = 0; t < days.Count; t++)
        {
            var expected = level + Damping * trend + season[t % Season];
            error += (days[t] - expected) * (days[t] - expected);
            var before = level;
            level = weights[0] * (days[t] - season[t % Season]) + (1 - weights[0]) * (level + Damping * trend);
            trend = weights[1] * (level - before) + (1 - weights[1]) * Damping * trend;
            season[t % Season] = weights[2] * (days[t] - level) + (1 - weights[2]) * season[t % Season];
        }
        return (level, trend, season, error);
    }
}
