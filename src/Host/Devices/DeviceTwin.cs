using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Devices;

internal sealed record ComponentView(string Component, string State, string? Code, Instant At);

internal sealed record FaultView(string Fault, Instant Since);

internal sealed record AlarmView(
    Guid Id, string Rule, int RuleVersion, string Level, LocalizedText Name, string? Point, Instant RaisedAt, double? Value,
    double? Limit, string? Basis, bool Active, Instant? ClearedAt, double? ClearedValue, Instant? AcknowledgedAt,
    string? AcknowledgedBy, AlarmFollowUp? FollowUp)
{
    public static AlarmView Of(Alarm a) => new(
        a.Id, a.Rule, a.RuleVersion, DeviceWords.Of(a.Level), a.Name, a.Point, a.RaisedAt, a.Value, a.Limit, a.Basis, a.Active,
        a.ClearedAt, a.ClearedValue, a.AcknowledgedAt, a.AcknowledgedBy, a.FollowUp);
}

/// <summary>The twin of a device (设备孪生) as far as it follows from its stream, now or as it was.</summary>
internal sealed record DeviceTwin(
    Guid Id, string Code, string Kind, string Name, string Unit, DeviceLocation Location, string LifeCycle, string? Mn,
    Hj212Dialect? Dialect, int ReportsEverySeconds, IReadOnlyDictionary<string, string> Attributes, LocalDate? CalibrationDue,
    bool CalibrationLapsed, string Connectivity, Instant? ConnectivitySince, string? OfflineCause,
    IReadOnlyList<ComponentView> Reported, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<FaultView> Faults,
    IReadOnlyList<AlarmView> Alarms, IReadOnlyList<OpenDeviceCommand> Commands, IReadOnlyList<Charging> Chargings,
    IReadOnlyList<Guid> Credentials, long Version)
{
    public static DeviceTwin Of(Device d) => new(
        d.Id, d.Number, d.DeviceKind, d.Title.Zh, d.Unit, d.Location, d.Status, d.Mn, d.Dialect, d.ReportsEverySeconds, d.Attributes,
        d.CalibrationDue, d.CalibrationLapsed, DeviceWords.Of(d.Connectivity), d.ConnectivitySince, d.OfflineCause,
        [.. d.Components.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new ComponentView(c.Key, c.Value.State, c.Value.Code, c.Value.At))],
        d.Settings, [.. d.Faults.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new FaultView(f.Key, f.Value))],
        [.. d.Alarms.Reverse().Select(AlarmView.Of)], [.. d.Commands.Values.OrderBy(c => c.SentAt)],
        [.. d.Chargings.Values.OrderBy(c => c.StartedAt)], [.. d.Credentials.Keys.Order()], d.Version);
}
