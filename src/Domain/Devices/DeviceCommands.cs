using NodaTime;
using SmartCity.Domain.Devices.Catalogue;

namespace SmartCity.Domain.Devices;

/// <summary>A new secret of a device: its id, and the SHA-256 of the secret in hexadecimal.</summary>
public sealed record NewCredential(Guid Id, string Sha256);

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
