using System.Text.Json.Serialization;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Catalogue;

/// <summary>
/// A kind of device (设备类型) in one version: what it speaks, measures, reports of its parts and can be told to do. A device
/// follows the version in force.
/// </summary>
public sealed record DeviceKind
{
    public const string Hj212 = "hj212", Mqtt = "mqtt", Http = "http", Ocpp = "ocpp16";

    public required string Code { get; init; }

    /// <summary>Counts from 1; a changed kind is a new version.</summary>
    public required int Version { get; init; }

    /// <summary>Five digits: the type in every code of its devices, see <see cref="DeviceCode"/>. The same in every version.</summary>
    public required string Type { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Where it comes from, and what in it is made for the demo.</summary>
    public required string Source { get; init; }

    /// <summary>Any of <c>hj212</c>, <c>mqtt</c>, <c>http</c>, <c>ocpp16</c>; the one that commands prefer stands first.</summary>
    public required IReadOnlyList<string> Protocols { get; init; }

    /// <summary>How long it may be silent, where the device itself says nothing else.</summary>
    public required int ReportsEverySeconds { get; init; }

    /// <summary>Hours that one in service may be offline before its unit has to explain (离线时限); null for the usual 24.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OfflineLimitHours { get; init; }

    /// <summary>Days from a calibration to the next; null for what is not calibrated.</summary>
    public int? CalibrationEveryDays { get; init; }

    /// <summary>What it measures; further points are taken too.</summary>
    public IReadOnlyList<DevicePoint> Points { get; init; } = [];

    /// <summary>Its parts that report a state.</summary>
    public IReadOnlyList<DeviceComponent> Components { get; init; } = [];

    /// <summary>Facts that the registry can keep of it.</summary>
    public IReadOnlyList<DeviceField> Attributes { get; init; } = [];

    public IReadOnlyList<DeviceKindCommand> Commands { get; init; } = [];

    public required LocalDate ValidFrom { get; init; }

    /// <summary>The last day on which it is in force; null while it is open.</summary>
    public LocalDate? ValidTo { get; init; }

    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    public bool Speaks(string protocol) => Protocols.Contains(protocol);
}

/// <summary>Something that a kind measures (监测点).</summary>
/// <param name="Code">
/// The point's name, such as <c>power</c>; for HJ 212 the factor's code, such as <c>a34004</c>, which its points
/// (<c>a34004.rtd</c>, <c>a34004.hour.avg</c>) begin with.
/// </param>
/// <param name="Unit">Of its values, such as <c>µg/m³</c>; empty for a number without one.</param>
public sealed record DevicePoint(string Code, LocalizedText Name, string Unit)
{
    /// <summary>Whether the point of that name is this one, or one of its periods and statistics.</summary>
    public bool Covers(string point) =>
        point == Code || (point.Length > Code.Length && point[Code.Length] == '.' && point.StartsWith(Code, StringComparison.Ordinal));
}

/// <summary>A part of a device that reports a state (部件), such as the lamp of a post.</summary>
public sealed record DeviceComponent(string Code, LocalizedText Name)
{
    /// <summary>The states that it knows; empty where it may say anything.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
}

/// <summary>A fact that the registry keeps of a device of the kind.</summary>
public sealed record DeviceField(string Code, LocalizedText Name)
{
    /// <summary>The values that make sense; empty where any text does.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>Something that a device of the kind can be told to do (可下发指令).</summary>
/// <param name="TimeoutSeconds">How long an answer may take.</param>
public sealed record DeviceKindCommand(string Code, LocalizedText Name, int TimeoutSeconds)
{
    public IReadOnlyList<CommandParameter> Parameters { get; init; } = [];
}

/// <summary>A parameter of a command, in the words of JSON Schema.</summary>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c> or <c>boolean</c>.</param>
public sealed record CommandParameter(string Name, LocalizedText Title, string Type, bool Required = false)
{
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>The longest string; null for 200.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The only values of a string; empty where any does.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public const string Text = "string", Whole = "integer", Number = "number", Boolean = "boolean";
}
