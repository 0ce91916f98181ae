using NodaTime;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>A device was entered into the registry (登记).</summary>
/// <param name="Code">Its code by the one coding rule, see <see cref="DeviceCode"/>.</param>
/// <param name="Kind">Code of its kind in the catalogue.</param>
/// <param name="Unit">The unit that owns it.</param>
/// <param name="Mn">The name under which it speaks HJ 212, as it sends it; null where it speaks other protocols.</param>
/// <param name="ReportsEverySeconds">Silence of so long means offline.</param>
public sealed record DevicePlanned(
    Guid DeviceId, string Code, string Kind, string Name, DeviceLocation Location, string Unit, string? Mn,
    Hj212Dialect? Dialect, int ReportsEverySeconds) : IDomainEvent
{
    /// <summary>Facts that its kind asks for, such as the noise zone, the water body or the stream address of a camera.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the registry says of it was changed; what is null stays.</summary>
public sealed record DeviceDetailsChanged(
    string? Name, DeviceLocation? Location, string? Unit, string? Mn, Hj212Dialect? Dialect, int? ReportsEverySeconds) : IDomainEvent
{
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

public sealed record DeviceInstalled(LocalDate On) : IDomainEvent;

public sealed record DeviceCommissioned : IDomainEvent;

public sealed record DeviceMaintenanceBegun(string Reason) : IDomainEvent;

public sealed record DeviceMaintenanceEnded : IDomainEvent;

public sealed record DeviceRetired(string Reason) : IDomainEvent;

/// <summary>It was calibrated (校准).</summary>
public sealed record DeviceCalibrated(LocalDate On, LocalDate Due, string? Certificate) : IDomainEvent;

/// <summary>The day passed by which it was to be calibrated; its values are doubtful from then on.</summary>
public sealed record DeviceCalibrationLapsed(LocalDate Due) : IDecisionEvent;

/// <summary>A secret was issued (凭据签发); the ledger keeps its SHA-256 only.</summary>
public sealed record DeviceCredentialIssued(Guid CredentialId, string Sha256) : IDomainEvent;

public sealed record DeviceCredentialRevoked(Guid CredentialId, string Reason) : IDomainEvent;

/// <summary>It was heard of, for the first time or again (上线).</summary>
/// <param name="HeardAt">When its message arrived.</param>
public sealed record DeviceCameOnline(Instant HeardAt) : IDomainEvent;

/// <summary>It fell silent, or said or was seen to go (离线).</summary>
/// <param name="Since">From when on: its last message and the time in which another was due.</param>
/// <param name="HeardAt">Its last message, as known then; whatever is heard later speaks against this fact.</param>
/// <param name="Cause"><c>silence</c>, <c>will</c> or <c>disconnected</c>.</param>
public sealed record DeviceWentOffline(Instant Since, Instant HeardAt, string Cause) : IDomainEvent;

/// <summary>A message became known late, sent before the device fell silent: the silence began later than thought.</summary>
public sealed record DeviceSilenceMoved(Instant Since, Instant HeardAt) : IDomainEvent;

/// <summary>How long it may be offline, as its kind says where that is not the usual (离线时限).</summary>
public sealed record DeviceOfflineLimitSet(int Hours, string Kind, int KindVersion) : IDomainEvent;

/// <summary>It is in service, and offline for longer than it may be (离线超时); once until it is heard of again.</summary>
public sealed record DeviceOfflineTooLong(Instant Since, int LimitHours) : IDecisionEvent;

/// <summary>It says that something of it is broken (故障).</summary>
public sealed record DeviceFaultReported(string Fault, string? Text, Instant At) : IDomainEvent;

public sealed record DeviceFaultCleared(string Fault, Instant At) : IDomainEvent;

/// <summary>A part of it says what state it is in.</summary>
public sealed record DeviceStateReported(string Component, string State, string? Code, Instant At) : IDomainEvent;

/// <summary>It says how it is set up (配置): firmware, intervals, whatever it names.</summary>
public sealed record DeviceConfigured(IReadOnlyDictionary<string, string> Settings) : IDomainEvent;

/// <summary>A command was given to it (指令下发).</summary>
public sealed record DeviceCommandSent(Guid CommandId, string Name, string Parameters, Instant TimeoutAt, string By) : IDomainEvent;

/// <summary>It says that it did as told (指令确认).</summary>
public sealed record DeviceCommandConfirmed(Guid CommandId, string? Result) : IDomainEvent;

/// <summary>It says that it did not.</summary>
public sealed record DeviceCommandFailed(Guid CommandId, string Code, string? Text) : IDomainEvent;

/// <summary>It said nothing in time (指令超时).</summary>
public sealed record DeviceCommandTimedOut(Guid CommandId) : IDomainEvent;

/// <summary>A rule found its data beyond what is allowed (告警).</summary>
public sealed record AlarmRaised(
    Guid AlarmId, string Rule, int RuleVersion, AlarmLevel Level, LocalizedText Name, string? Point, Instant At, double? Value,
    double? Limit, string? Basis) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("alarm-rule", Rule, RuleVersion, Basis is null ? [] : [Basis])];

    /// <summary>What is to follow from it, by the rule and what was known then; null for nothing.</summary>
    public AlarmConsequence? Follows { get; init; }
}

public sealed record AlarmAcknowledged(Guid AlarmId, string? Note) : IDomainEvent;

public sealed record AlarmCleared(Guid AlarmId, Instant At, double? Value) : IDomainEvent;

/// <summary>The alarm led to a matter.</summary>
public sealed record AlarmFollowedUp(Guid AlarmId, AlarmFollowUp FollowUp) : IDomainEvent;

/// <summary>A charging began (开始充电).</summary>
public sealed record ChargingStarted(int TransactionId, int Connector, string IdTag, long MeterStart, Instant At) : IDomainEvent;

/// <param name="MeterStop">In Wh.</param>
public sealed record ChargingStopped(int TransactionId, long MeterStop, Instant At, string? Reason) : IDomainEvent;
