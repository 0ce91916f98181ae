using System.Collections.Immutable;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>What each fact changes; one line each, total.</summary>
internal static class DeviceFold
{
    internal static Device Plan(DevicePlanned e, Recorded recorded) => new()
    {
        Id = e.DeviceId,
        Number = e.Code,
        Kind = Device.DeviceStream,
        Title = new(e.Name, e.Name),
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = "registry",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit],
        DeviceKind = e.Kind,
        Location = e.Location,
        Mn = e.Mn,
        Dialect = e.Dialect,
        ReportsEverySeconds = e.ReportsEverySeconds,
        Attributes = e.Attributes.ToImmutableDictionary(),
    };

    internal static Device Apply(Device state, Recorded recorded) => recorded.Data switch
    {
        DeviceDetailsChanged e => Change(state, e),
        DeviceInstalled => state with { LifeCycle = LifeCycle.Installed },
        DeviceCommissioned or DeviceMaintenanceEnded => state with
        {
            LifeCycle = LifeCycle.InService, InServiceSince = recorded.OccurredAt,
        },
        DeviceMaintenanceBegun => state with { LifeCycle = LifeCycle.Maintenance },
        DeviceRetired => state with
        {
            LifeCycle = LifeCycle.Retired, ArchivedAt = recorded.OccurredAt, Credentials = state.Credentials.Clear(),
            CredentialsRevoked = state.CredentialsRevoked.Union(state.Credentials.Keys),
        },
        DeviceCalibrated e => state with { CalibratedOn = e.On, CalibrationDue = e.Due, CalibrationLapsed = false },
        DeviceCalibrationLapsed => state with { CalibrationLapsed = true },
        DeviceCredentialIssued e => state with { Credentials = state.Credentials.SetItem(e.CredentialId, e.Sha256) },
        DeviceCredentialRevoked e => state with
        {
            Credentials = state.Credentials.Remove(e.CredentialId), CredentialsRevoked = state.CredentialsRevoked.Add(e.CredentialId),
        },
        DeviceCameOnline e => state with
        {
            Connectivity = Connectivity.Online,
            // What was heard before it fell silent says that it never did.
            ConnectivitySince = e.HeardAt <= state.ConnectivitySince && state.OnlineBefore is { } before ? before : e.HeardAt,
            HeardAt = e.HeardAt, OfflineCause = null, OnlineBefore = null, OfflineTooLong = false,
        },
        DeviceWentOffline e => state with
        {
            Connectivity = Connectivity.Offline, ConnectivitySince = e.Since, HeardAt = e.HeardAt, OfflineCause = e.Cause,
            OnlineBefore = state.ConnectivitySince,
        },
        DeviceSilenceMoved e => state with { ConnectivitySince = e.Since, HeardAt = e.HeardAt, OfflineCause = SilenceRules.Silence },
        DeviceOfflineLimitSet e => state with { OfflineLimitHours = e.Hours },
        DeviceOfflineTooLong e => state with
        {
            OfflineTooLong = true,
            LongOffline = state.LongOffline.Contains(e.Since) ? state.LongOffline : Newest(state.LongOffline.Add(e.Since)),
        },
        DeviceFaultReported e => state with { Faults = state.Faults.SetItem(e.Fault, e.At) },
        DeviceFaultCleared e => state with
        {
            Faults = state.Faults.Remove(e.Fault), FaultsCleared = state.FaultsCleared.SetItem(e.Fault, e.At),
        },
        DeviceStateReported e => state with
        {
            Components = state.Components.GetValueOrDefault(e.Component)?.At > e.At
                ? state.Components
                : state.Components.SetItem(e.Component, new(e.State, e.Code, e.At)),
            StatesReported = Newest(state.StatesReported.Add(new(e.Component, e.State, e.Code, e.At))),
        },
        DeviceConfigured e => state with { Settings = state.Settings.SetItems(e.Settings) },
        DeviceCommandSent e => state with
        {
            Commands = state.Commands.SetItem(
                e.CommandId, new(e.CommandId, e.Name, e.Parameters, recorded.OccurredAt, e.TimeoutAt, e.By)),
        },
        DeviceCommandConfirmed e => Answered(state, e.CommandId),
        DeviceCommandFailed e => Answered(state, e.CommandId),
        DeviceCommandTimedOut e => Answered(state, e.CommandId) with
        {
            CommandsTimedOut = Newest(state.CommandsTimedOut.Add(e.CommandId)),
        },
        AlarmRaised e => state with { Alarms = Kept(Placed(state.Alarms, e)) },
        AlarmAcknowledged e => Alarm(state, e.AlarmId, a => a with { AcknowledgedAt = recorded.OccurredAt, AcknowledgedBy = recorded.ActorId }),
        AlarmCleared e => Alarm(state, e.AlarmId, a => a with { ClearedAt = e.At, ClearedValue = e.Value }),
        AlarmCorrected e => ByTime(Alarm(state, e.AlarmId, a => a.Corrected(e))),
        AlarmRefuted e => state with { Alarms = state.Alarms.RemoveAll(a => a.Id == e.AlarmId) },
        AlarmFollowedUp e => Alarm(state, e.AlarmId, a => a with { FollowUp = e.FollowUp, Follows = null }),
        AlarmFollowUpRefused e => Alarm(state, e.AlarmId, a => a with { Follows = null }),
        ChargingStarted e => state with
        {
            Chargings = state.Chargings.SetItem(e.TransactionId, new(e.TransactionId, e.Connector, e.IdTag, e.MeterStart, e.At)),
        },
        ChargingStopped e => state with
        {
            Chargings = state.Chargings.Remove(e.TransactionId), ChargingsEnded = Newest(state.ChargingsEnded.Add(e.TransactionId)),
        },
        _ => state,
    };

    private static Device Change(Device state, DeviceDetailsChanged e) => state with
    {
        Title = e.Name is { } name ? new(name, name) : state.Title,
        Location = e.Location ?? state.Location,
        Unit = e.Unit ?? state.Unit,
        Units = e.Unit is { } unit ? state.Units.Add(unit) : state.Units,
        Mn = e.Mn ?? state.Mn,
        Dialect = e.Dialect ?? state.Dialect,
        ReportsEverySeconds = e.ReportsEverySeconds ?? state.ReportsEverySeconds,
        Attributes = state.Attributes.SetItems(e.Attributes),
    };

    private static Device Answered(Device state, Guid command) => state with
    {
        Commands = state.Commands.Remove(command), CommandsTimedOut = state.CommandsTimedOut.Remove(command),
    };

    private static ImmutableList<T> Newest<T>(ImmutableList<T> ended) => ended.Count > Device.EndsKept ? ended.RemoveAt(0) : ended;

    private static Device ByTime(Device state) => state with { Alarms = [.. state.Alarms.OrderBy(a => a.RaisedAt)] };

    private static ImmutableList<Alarm> Placed(ImmutableList<Alarm> alarms, AlarmRaised e)
    {
        var at = alarms.FindLastIndex(a => a.RaisedAt <= e.At) + 1;
        return alarms.Insert(at, AlarmOf(e));
    }

    internal static Alarm AlarmOf(AlarmRaised e) =>
        new(e.AlarmId, e.Rule, e.RuleVersion, e.Level, e.Name, e.Point, e.At, e.Value, e.Limit, e.Basis) { Follows = e.Follows };

    /// <summary>Without the oldest of the cleared ones, where there are too many.</summary>
    private static ImmutableList<Alarm> Kept(ImmutableList<Alarm> alarms) =>
        alarms.Count(a => !a.Active) > Device.AlarmsKept ? alarms.RemoveAt(alarms.FindIndex(a => !a.Active)) : alarms;

    private static Device Alarm(Device state, Guid id, Func<Alarm, Alarm> change) =>
        state.Alarms.FindIndex(a => a.Id == id) is >= 0 and var at
            ? state with { Alarms = state.Alarms.SetItem(at, change(state.Alarms[at])) }
            : state;
}
