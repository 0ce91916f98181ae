using NodaTime;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>Days in a row of heavy pollution (重污染过程) and the alert that they call for.</summary>
/// <param name="Colour">Colour of the alert; null where the days are too few for any.</param>
/// <param name="Basis">The plan whose alerts they are.</param>
public sealed record PollutionEpisode(
    LocalDate From, LocalDate To, int Highest, IReadOnlyList<AirDay> Days, string? Colour, PollutionAlert? Alert, string Basis);

/// <summary>
/// Finds the episodes in measured days. A plan speaks of forecast days: what is found here is when its alert would have been
/// right, not when it was given.
/// </summary>
public static class PollutionEpisodes
{
    /// <param name="plans">The alerts in force on an episode's first day.</param>
    public static IReadOnlyList<PollutionEpisode> Of(IEnumerable<AirDay> days, Func<LocalDate, ThresholdSet?> plans)
    {
        var found = new List<PollutionEpisode>();
        var run = new List<AirDay>();
        foreach (var day in days.OrderBy(d => d.Day))
        {
            if (run is [.., var last] && day.Day != last.Day.PlusDays(1)) Close();
            if (plans(run is [var first, ..] ? first.Day : day.Day) is { Alerts: { } alerts } && day.Index.Value > alerts.Over) run.Add(day);
            else Close();
        }
        Close();
        return found;

        void Close()
        {
            if (run.Count == 0) return;
            var plan = plans(run[0].Day)!;
            var alert = plan.Alerts!.Alerts.FirstOrDefault(a => Calls(a, run));
            found.Add(new(run[0].Day, run[^1].Day, run.Max(d => d.Index.Value), [.. run], alert?.Colour, alert, plan.Name));
            run.Clear();
        }
    }

    private static bool Calls(PollutionAlert alert, List<AirDay> run) =>
        (alert.AtOnceFrom is { } enough && run.Any(d => d.Index.Value >= enough))
        || (run.Count >= alert.Days && (alert.Higher is not { } higher || LongestRun(run, higher) >= (alert.HigherDays ?? 1)));

    private static int LongestRun(List<AirDay> run, int above)
    {
        var (longest, current) = (0, 0);
        foreach (var day in run) longest = Math.Max(longest, current = day.Index.Value > above ? current + 1 : 0);
        return longest;
    }
}
