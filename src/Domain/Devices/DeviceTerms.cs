using NodaTime;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>Where a device stands, in degrees of WGS 84.</summary>
public sealed record DeviceLocation(double Longitude, double Latitude, string? Address = null);

/// <summary>Life cycle of a device (生命周期), each step after the other; out of maintenance it goes back into service.</summary>
public enum LifeCycle
{
    /// <summary>规划.</summary>
    Planned,

    /// <summary>已安装, not yet in use.</summary>
    Installed,

    /// <summary>在用.</summary>
    InService,

    /// <summary>维护中: its data is kept, and nothing follows from it.</summary>
    Maintenance,

    /// <summary>退役. Terminal.</summary>
    Retired,
}

/// <summary>Whether a device is heard of (在线状态).</summary>
public enum Connectivity
{
    /// <summary>Never heard of yet.</summary>
    Unknown,

    /// <summary>在线.</summary>
    Online,

    /// <summary>离线.</summary>
    Offline,
}

/// <summary>
/// What a value is good for (数据标记), as HJ 212-2017 marks it; the enum's number is the ASCII letter. Only
/// <see cref="Normal"/> counts where a limit is judged.
/// </summary>
public enum DataFlag : byte
{
    Normal = (byte)'N',
    Stopped = (byte)'F',
    Maintenance = (byte)'M',
    SetByHand = (byte)'S',
    Fault = (byte)'D',
    Calibration = (byte)'C',
    OverRange = (byte)'T',
    LinkBroken = (byte)'B',
}

/// <summary>How serious an alarm is (告警级别).</summary>
public enum AlarmLevel
{
    /// <summary>提示.</summary>
    Notice,

    /// <summary>一般.</summary>
    Minor,

    /// <summary>重要.</summary>
    Major,

    /// <summary>紧急.</summary>
    Critical,
}

/// <summary>
/// How a station speaks HJ 212 (通讯方言), switched per device: what real stations send differs from the text.
/// </summary>
/// <param name="Version">0 for HJ/T 212-2005, 1 for HJ 212-2017, 2 for HJ 212-2025.</param>
/// <param name="ModbusCrc">It sends and expects CRC-16/MODBUS in place of the CRC of Annex A.</param>
/// <param name="LenientLength">A wrong length is taken where tail and CRC are right.</param>
public sealed record Hj212Dialect(int Version = 1, bool ModbusCrc = false, bool LenientLength = false);

/// <summary>An alarm that a rule raised on a device (告警).</summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="RuleVersion">Its version at that time.</param>
/// <param name="Point">The measuring point it is about; null where it is about the device.</param>
/// <param name="RaisedAt">By the time of the data, not of its arrival.</param>
/// <param name="Basis">The set of limits that it was judged by, such as <c>GB 3095-2012 grade II</c>.</param>
public sealed record Alarm(
    Guid Id, string Rule, int RuleVersion, AlarmLevel Level, LocalizedText Name, string? Point, Instant RaisedAt, double? Value,
    double? Limit, string? Basis)
{
    public Instant? ClearedAt { get; init; }

    public double? ClearedValue { get; init; }

    public Instant? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>The matter that it led to.</summary>
    public AlarmFollowUp? FollowUp { get; init; }

    /// <summary>What is still to follow from it; null when nothing is, or it has followed.</summary>
    public AlarmConsequence? Follows { get; init; }

    public bool Active => ClearedAt is null;

    internal Alarm Corrected(AlarmCorrected e) => this with
    {
        RaisedAt = e.At, Value = e.Value, ClearedAt = e.ClearedAt, ClearedValue = e.ClearedValue,
    };
}

/// <summary>What an alarm led to.</summary>
/// <param name="Consequence"><c>grid-case</c>, <c>emergency</c> or <c>violation</c>.</param>
public sealed record AlarmFollowUp(string Consequence, Guid MatterId, string Number);

/// <summary>A command on its way to a device (控制指令).</summary>
/// <param name="Parameters">As sent: a JSON object.</param>
public sealed record OpenDeviceCommand(Guid Id, string Name, string Parameters, Instant SentAt, Instant TimeoutAt, string By);

/// <summary>The last state that a part of the device reported (部件状态), such as a lamp or a connector.</summary>
public sealed record ComponentState(string State, string? Code, Instant At);

/// <summary>What a device once said of one of its parts.</summary>
public sealed record ReportedState(string Component, string State, string? Code, Instant At);

/// <summary>A charging that goes on (充电中).</summary>
/// <param name="MeterStart">Meter at its start, in Wh.</param>
public sealed record Charging(int TransactionId, int Connector, string IdTag, long MeterStart, Instant StartedAt);

/// <summary>A new secret of a device: its id, and the SHA-256 of the secret in hexadecimal.</summary>
public sealed record NewCredential(Guid Id, string Sha256);
