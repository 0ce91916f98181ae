using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Devices;

/// <summary>What follows from a device's stream, in table <c>read.devices</c>; one row a device, retired ones too.</summary>
/// <param name="LifeCycle"><c>planned</c>, <c>installed</c>, <c>in-service</c>, <c>maintenance</c> or <c>retired</c>.</param>
/// <param name="Connectivity"><c>unknown</c>, <c>online</c> or <c>offline</c>.</param>
/// <param name="HeardAt">The last message that a change of connectivity was decided on.</param>
/// <param name="OfflineCause"><c>silence</c>, <c>will</c> or <c>disconnected</c>; null while it is not offline.</param>
/// <param name="WorstAlarm">Level of the most serious active alarm.</param>
public sealed record DeviceRow(
    Guid Id, string Code, string Kind, string Name, string Unit, string[] Units, double Longitude, double Latitude, string? Address,
    string? Mn, int? DialectVersion, bool DialectModbusCrc, bool DialectLenient, int ReportsEverySeconds, string LifeCycle,
    Guid[] CredentialIds, string[] SecretHashes, string Connectivity, Instant? ConnectivitySince, Instant? HeardAt,
    string? OfflineCause, LocalDate? CalibrationDue, bool CalibrationLapsed, int ActiveAlarms, string? WorstAlarm, int Faults,
    int OpenCommands)
{
    public static InlineTable Table { get; } = InlineTable.Of<Device, DeviceRow>("read.devices", Of);

    /// <summary>Rows are equal when their columns are; arrays compare by their items.</summary>
    public bool Equals(DeviceRow? other) =>
        other is not null && Units.AsSpan().SequenceEqual(other.Units) && CredentialIds.AsSpan().SequenceEqual(other.CredentialIds)
        && SecretHashes.AsSpan().SequenceEqual(other.SecretHashes) && Scalars.Equals(other.Scalars);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, LifeCycle, Connectivity, HeardAt);

    private object Scalars => new
    {
        Id, Code, Kind, Name, Unit, Longitude, Latitude, Address, Mn, DialectVersion, DialectModbusCrc, DialectLenient,
        ReportsEverySeconds, LifeCycle, Connectivity, ConnectivitySince, HeardAt, OfflineCause, CalibrationDue, CalibrationLapsed,
        ActiveAlarms, WorstAlarm, Faults, OpenCommands,
    };

    private static DeviceRow Of(Device device)
    {
        var credentials = device.Credentials.OrderBy(c => c.Key).ToList();
        var active = device.Alarms.Where(alarm => alarm.Active).ToList();
        return new(
            device.Id, device.Number, device.DeviceKind, device.Title.Zh, device.Unit,
            [.. device.Units.Order(StringComparer.Ordinal)], device.Location.Longitude, device.Location.Latitude,
            device.Location.Address, device.Mn, device.Dialect?.Version, device.Dialect?.ModbusCrc ?? false,
            device.Dialect?.LenientLength ?? false, device.ReportsEverySeconds, device.Status,
            [.. credentials.Select(c => c.Key)], [.. credentials.Select(c => c.Value)],
            DeviceWords.Of(device.Connectivity), device.ConnectivitySince, device.HeardAt, device.OfflineCause,
            device.CalibrationDue, device.CalibrationLapsed, active.Count,
            active.Count == 0 ? null : DeviceWords.Of(active.Max(alarm => alarm.Level)), device.Faults.Count, device.Commands.Count);
    }
}
