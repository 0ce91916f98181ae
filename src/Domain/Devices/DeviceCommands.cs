using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Devices.Catalogue;

namespace SmartCity.Domain.Devices;

/// <summary>Enters a device into the registry (设备登记), with its first credential.</summary>
/// <param name="Code">As asked for, or allotted before.</param>
/// <param name="CodeTaken">Whether another device has the code.</param>
/// <param name="Mn">Null for the code, where the kind speaks HJ 212.</param>
/// <param name="MnTaken">Whether a device that is not retired speaks under the name.</param>
/// <param name="ReportsEverySeconds">Null for what its kind says.</param>
/// <param name="Planned">Entered as planned; else in service at once.</param>
public sealed record RegisterDevice(
    Guid Device, string Code, bool CodeTaken, DeviceKind Kind, string Name, DeviceLocation Location, string Unit, string? Mn,
    bool MnTaken, Hj212Dialect? Dialect, int? ReportsEverySeconds, bool Planned,
    IReadOnlyDictionary<string, string> Attributes, NewCredential Credential);

/// <summary>It was put up (安装).</summary>
/// <param name="On">The day; null for today.</param>
public sealed record InstallDevice(Guid Device, LocalDate? On);

/// <summary>It goes into service (投用).</summary>
public sealed record CommissionDevice(Guid Device);

public sealed record BeginMaintenance(Guid Device, string Reason);

public sealed record EndMaintenance(Guid Device);

/// <summary>It is taken out for good (退役); its credentials count no more.</summary>
public sealed record RetireDevice(Guid Device, string Reason);

/// <summary>What the registry says of it; what is null stays.</summary>
/// <param name="MnTaken">Whether another device that is not retired speaks under the name.</param>
public sealed record ChangeDetails(
    Guid Device, DeviceKind Kind, string? Name, DeviceLocation? Location, string? Unit, string? Mn, bool MnTaken,
    Hj212Dialect? Dialect, int? ReportsEverySeconds, IReadOnlyDictionary<string, string> Attributes);

/// <summary>It was calibrated.</summary>
/// <param name="Due">When it is to be calibrated again; null for what its kind says.</param>
public sealed record RecordCalibration(Guid Device, DeviceKind Kind, LocalDate On, LocalDate? Due, string? Certificate);

/// <summary>Issues a further secret (签发), or one in place of all others (轮换).</summary>
public sealed record IssueCredential(Guid Device, NewCredential Credential, bool RevokeOthers);

public sealed record RevokeCredential(Guid Device, Guid Credential, string Reason);

/// <summary>Tells it to do something (下发指令).</summary>
public sealed record SendDeviceCommand(Guid Device, DeviceKind Kind, Guid Command, string Name, JsonElement Parameters);

/// <summary>Somebody has seen the alarm (告警确认).</summary>
public sealed record AcknowledgeAlarm(Guid Device, Guid Alarm, string? Note);

/// <summary>What is known of when it was heard, looked at now (在线核对).</summary>
/// <param name="Heard">When its newest message arrived; null when none is known.</param>
public sealed record ObserveSilence(Guid Device, Instant? Heard);
