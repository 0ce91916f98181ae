using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Devices;

/// <summary>
/// The commands on a device. One that the actor may not know of is not there; one that the actor may know of and not keep is
/// not theirs to change.
/// </summary>
public static class DeviceHandlers
{
    /// <summary>The id is new: a device that is there already was entered by this very command.</summary>
    public static Decision Handle(RegisterDevice command, Matter? matter, StepContext context) =>
        matter is null ? RegistrationRules.Register(command, context) : Decision.Nothing;

    public static Decision Handle(InstallDevice command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => LifeCycleRules.Install(device, command, context));

    public static Decision Handle(CommissionDevice command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, LifeCycleRules.Commission);

    public static Decision Handle(BeginMaintenance command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => LifeCycleRules.BeginMaintenance(device, command));

    public static Decision Handle(EndMaintenance command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, LifeCycleRules.EndMaintenance);

    public static Decision Handle(RetireDevice command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => LifeCycleRules.Retire(device, command));

    public static Decision Handle(ChangeDetails command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => DetailRules.Change(device, command));

    public static Decision Handle(RecordCalibration command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => CalibrationRules.Record(device, command, context));

    public static Decision Handle(IssueCredential command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => CredentialRules.Issue(device, command));

    public static Decision Handle(RevokeCredential command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => CredentialRules.Revoke(device, command));

    public static Decision Handle(SendDeviceCommand command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => CommandRules.Send(device, command, context));

    public static Decision Handle(AcknowledgeAlarm command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, device => AcknowledgementRules.Acknowledge(device, command));

    /// <summary>The system's own look at when the device was heard; what follows happened at its own time, however late it is seen.</summary>
    public static Decision Handle(ObserveSilence command, Matter? matter, StepContext context) =>
        matter is not Device device
            ? Decision.Nothing
            : Decision.Of([.. SilenceRules.Observe(device, command.Heard, context.Now).Events.Select(e => e switch
            {
                DeviceCameOnline online => new Dated(online, online.HeardAt),
                DeviceWentOffline offline => new Dated(offline, offline.Since),
                _ => e,
            })]);

    private static Decision On(Matter? matter, long? seen, StepContext context, Func<Device, Decision> decide) =>
        matter is not Device device || !Sight.Sees(context.Actor, device) ? new DeviceNotFound()
        : !RegistrationRules.MayKeep(context.Actor, device.Unit) ? new DeviceNotYours()
        : StaleVersion.Of(device.Version, seen) is { } stale ? stale
        : decide(device);
}
