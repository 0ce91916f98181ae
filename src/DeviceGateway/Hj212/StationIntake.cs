using NodaTime;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What becomes of what stations send: the ways into the system that the gateway does not build itself.</summary>
/// <param name="Write">Completes when the message is durable; only then the station is answered.</param>
/// <param name="SeriesOf">The number of a device's point, or null where it may have no more.</param>
/// <param name="Admit">Null where so many values of a device are welcome now, else how long to wait.</param>
/// <param name="ChangePassword">Keeps the password that a station has taken over.</param>
public sealed record StationIntake(
    Func<DeviceMessage, CancellationToken, Task<Written>> Write,
    Func<Guid, string, CancellationToken, ValueTask<int?>> SeriesOf,
    Func<Guid, int, Duration?> Admit,
    Func<Guid, string, CancellationToken, Task> ChangePassword);
