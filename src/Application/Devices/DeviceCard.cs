using SmartCity.Domain.Devices;

namespace SmartCity.Application.Devices;

/// <summary>What the doors for devices must know of one: who it is and how it speaks (设备名片).</summary>
/// <param name="Protocols">What its kind speaks: <c>hj212</c>, <c>mqtt</c>, <c>http</c>, <c>ocpp16</c>.</param>
/// <param name="StationPassword">
/// The six characters of HJ 212 of its newest credential, by which it is spoken to; null where it does not speak it, or its
/// credentials were revoked.
/// </param>
public sealed record DeviceCard(
    Guid Id, string Code, string Kind, string Unit, LifeCycle LifeCycle, IReadOnlyList<string> Protocols, string? Mn,
    Hj212Dialect Dialect, string? StationPassword, IReadOnlyList<string> SecretHashes)
{
    /// <summary>Those of its older credentials that count still: a station may be set to any of them.</summary>
    public IReadOnlyList<string> OlderPasswords { get; init; } = [];

    /// <summary>Data is taken from devices that are installed, in service or under maintenance.</summary>
    public bool MaySpeak => LifeCycle is LifeCycle.Installed or LifeCycle.InService or LifeCycle.Maintenance;
}
