using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>The air of an hour with its index.</summary>
/// <param name="Set">The set of breakpoints that it was judged by.</param>
public sealed record AirHourIndex(Instant At, AirIndex Index, IReadOnlyDictionary<string, decimal> Concentrations, string Set);

/// <summary>Air quality out of stored values: by hour, by day, and episodes of heavy pollution. Only values flagged normal count.</summary>
public sealed class AirReadings(TelemetryWindow telemetry, Thresholds thresholds)
{
    private const string BreakpointsCode = "aqi", AlertsCode = "heavy-pollution";

    private static readonly IReadOnlyList<string> Points = [.. AirQuality.Factors.Values.Select(factor => factor + ".hour.avg")];

    public async Task<IReadOnlyList<AirHour>> Hours(Device station, Instant from, Instant to, CancellationToken stop) =>
    [
        .. (await telemetry.Between(station.Id, Points, from, to - Duration.Epsilon, stop)).Where(s => s.Flag == DataFlag.Normal)
            .GroupBy(s => s.At).Select(hour => new AirHour(hour.Key, AirConcentrations.Of(station.Attributes, hour)))
            .Where(hour => hour.Concentrations.Count > 0),
    ];

    /// <summary>Hours without a set in force are left out.</summary>
    public IReadOnlyList<AirHourIndex> Judged(IEnumerable<AirHour> hours) =>
    [
        .. hours.Select(hour => thresholds.InForce(BreakpointsCode, hour.At.InZone(WorkingCalendar.Zone).Date) is { Aqi: { } table } set
                && AirQuality.OfHour(table, hour.Concentrations) is { } index
                ? new AirHourIndex(hour.At, index, hour.Concentrations, set.Name)
                : null)
            .OfType<AirHourIndex>(),
    ];

    public IReadOnlyList<AirDay> Days(IEnumerable<AirHour> hours) => AirDays.Of(hours, day => thresholds.InForce(BreakpointsCode, day));

    public IReadOnlyList<PollutionEpisode> Episodes(IEnumerable<AirDay> days) =>
        PollutionEpisodes.Of(days, day => thresholds.InForce(AlertsCode, day));
}
