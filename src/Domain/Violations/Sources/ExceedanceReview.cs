namespace SmartCity.Domain.Violations.Sources;

/// <summary>What is known of the measurement behind an exceedance; null where nothing is.</summary>
/// <param name="NormalValues">How many of its values around that time the device flagged normal.</param>
/// <param name="OtherValues">How many of them it flagged otherwise.</param>
/// <param name="Calibrated">Whether the device, as it stands now, is calibrated to beyond that day.</param>
/// <param name="Neighbours">The highest normal value of each other station of the point nearby, by the station's code.</param>
public sealed record MeasurementGrounds(
    int NormalValues, int OtherValues, bool? Calibrated, IReadOnlyDictionary<string, decimal> Neighbours);

/// <summary>
/// What the data itself suggests for the verification (核查建议): a person confirms it or not. A check of which nothing is
/// known says <c>unknown</c>.
/// </summary>
public static class ExceedanceReview
{
    public static IReadOnlyList<CheckedExceedance> Suggest(MeasurementGrounds? grounds, decimal? limit) =>
    [
        new(ExceedanceChecks.Flag, grounds switch
        {
            null or { NormalValues: 0, OtherValues: 0 } => "unknown",
            // One value under maintenance among many is none to rest a penalty on.
            { OtherValues: 0 } => "passed",
            _ => "failed",
        }),
        new(
            ExceedanceChecks.Calibration,
            grounds?.Calibrated switch { null => "unknown", true => "passed", false => "failed" }),
        new(ExceedanceChecks.SecondStation, grounds?.Neighbours is not { Count: > 0 } others || limit is null ? "unknown"
            : others.Values.Any(value => value > limit) ? "passed" : "failed"),
    ];
}
