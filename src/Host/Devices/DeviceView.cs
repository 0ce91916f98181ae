using JasperFx.Events;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>The newest value of a point, with what its kind says of it.</summary>
/// <param name="Flag">The letter of HJ 212: <c>N</c> for normal.</param>
internal sealed record PointView(string Point, LocalizedText? Name, string? Unit, double Value, Instant At, string Flag)
{
    public static PointView Of(LatestValue latest, DeviceKind? kind)
    {
        var known = kind?.Points.FirstOrDefault(point => point.Covers(latest.Point));
        return new(latest.Point, known?.Name, known?.Unit, latest.Value, latest.At, ((char)latest.Flag).ToString());
    }
}

/// <summary>The whole twin: what follows from the stream, and what telemetry says beside it.</summary>
/// <param name="LastSeen">When its newest message arrived.</param>
/// <param name="ClockSkewMilliseconds">By how much its clock is ahead of ours; null where no message told.</param>
internal sealed record DeviceView(
    Guid Id, string Code, string Kind, string Name, string Unit, DeviceLocation Location, string LifeCycle, string? Mn,
    Hj212Dialect? Dialect, int ReportsEverySeconds, IReadOnlyDictionary<string, string> Attributes, LocalDate? CalibrationDue,
    bool CalibrationLapsed, string Connectivity, Instant? ConnectivitySince, string? OfflineCause, Instant? LastSeen,
    long? ClockSkewMilliseconds, IReadOnlyList<ComponentView> Reported, IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<FaultView> Faults, IReadOnlyList<AlarmView> Alarms, IReadOnlyList<OpenDeviceCommand> Commands,
    IReadOnlyList<Charging> Chargings, IReadOnlyList<Guid> Credentials, IReadOnlyList<PointView> Latest, long Version)
{
    public static DeviceView Of(Device device, DeviceKind? kind, IReadOnlyList<LatestValue> latest, LastContact? contact)
    {
        var twin = DeviceTwin.Of(device);
        return new(
            twin.Id, twin.Code, twin.Kind, twin.Name, twin.Unit, twin.Location, twin.LifeCycle, twin.Mn, twin.Dialect,
            twin.ReportsEverySeconds, twin.Attributes, twin.CalibrationDue, twin.CalibrationLapsed, twin.Connectivity,
            twin.ConnectivitySince, twin.OfflineCause, contact?.HeardAt ?? device.HeardAt, contact?.SkewMilliseconds, twin.Reported,
            twin.Settings, twin.Faults, twin.Alarms, twin.Commands, twin.Chargings, twin.Credentials,
            [.. latest.Select(value => PointView.Of(value, kind))], twin.Version);
    }
}

/// <summary>A command that was sent, with what became of it.</summary>
/// <param name="State"><c>open</c>, <c>confirmed</c>, <c>failed</c> or <c>timed-out</c>.</param>
/// <param name="Late">It was answered after its time-out.</param>
internal sealed record SentCommandView(
    Guid Id, string Name, string Parameters, Instant SentAt, Instant TimeoutAt, string By, string State, bool Late,
    Instant? AnsweredAt, string? Result, string? Code)
{
    public static SentCommandView? Of(Guid command, IReadOnlyList<IEvent> events)
    {
        SentCommandView? view = null;
        foreach (var e in events)
            view = (view, e.Data) switch
            {
                (_, DeviceCommandSent x) when x.CommandId == command => new(
                    command, x.Name, x.Parameters, MatterFold.OccurredAt(e), x.TimeoutAt, x.By, "open", false, null, null, null),
                ({ } v, DeviceCommandTimedOut x) when x.CommandId == command => v with { State = "timed-out" },
                ({ } v, DeviceCommandConfirmed x) when x.CommandId == command => v with
                {
                    Late = v.State == "timed-out", State = "confirmed", AnsweredAt = MatterFold.OccurredAt(e), Result = x.Result,
                },
                ({ } v, DeviceCommandFailed x) when x.CommandId == command => v with
                {
                    Late = v.State == "timed-out", State = "failed", AnsweredAt = MatterFold.OccurredAt(e), Result = x.Text, Code = x.Code,
                },
                _ => view,
            };
        return view;
    }
}

/// <summary>One device in a list.</summary>
internal sealed record DeviceLineView(
    Guid Id, string Code, string Kind, string Name, string Unit, string LifeCycle, DeviceLocation Location, string Connectivity,
    Instant? ConnectivitySince, Instant? LastSeen, int ActiveAlarms, string? WorstAlarm, int Faults, int OpenCommands,
    LocalDate? CalibrationDue, bool CalibrationLapsed)
{
    public static DeviceLineView Of(DeviceLine d) => new(
        d.Id, d.Code, d.Kind, d.Name, d.Unit, d.LifeCycle, new(d.Longitude, d.Latitude, d.Address), d.Connectivity,
        d.ConnectivitySince, d.LastSeen, d.ActiveAlarms, d.WorstAlarm, d.Faults, d.OpenCommands, d.CalibrationDue,
        d.CalibrationLapsed);
}
