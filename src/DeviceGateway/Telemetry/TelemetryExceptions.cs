namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>
/// The database does not take values now: nothing is known to be kept. The device is not answered and sends again.
/// </summary>
public sealed class TelemetryUnavailableException(Exception? reason = null)
    : Exception("Telemetry cannot be made durable now.", reason);

/// <summary>A device names more different points than one may.</summary>
public sealed class TooManyPointsException(int most) : Exception($"A device may have {most} points.")
{
    public int Most { get; } = most;
}
