using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices;

/// <summary>What may be entered into the registry.</summary>
public static class RegistrationRules
{
    public static Decision Register(RegisterDevice command, StepContext context)
    {
        if (!MayKeep(context.Actor, command.Unit)) return new DeviceNotYours();
        if (!DeviceCode.Fits(command.Code, command.Kind.Type))
            return DeviceFieldInvalid.Of("code",
                $"编码须为 17 位数字，以 {DeviceCode.Region}{command.Kind.Type} 开头。",
                $"A code has 17 digits and begins with {DeviceCode.Region}{command.Kind.Type}.");
        if (command.CodeTaken) return new DeviceCodeTaken(command.Code);
        var speaks = command.Kind.Speaks(DeviceKind.Hj212);
        if (!speaks && (command.Mn is not null || command.Dialect is not null))
            return DeviceFieldInvalid.Of("mn", "该类型不使用 HJ 212。", "The kind does not speak HJ 212.");
        var fault = DetailRules.Fault(
            command.Name, command.Location, command.Mn, command.Dialect, command.ReportsEverySeconds, command.Attributes, command.Kind);
        if (fault is not null) return fault;
        if (command.MnTaken) return new DeviceMnTaken(command.Mn ?? command.Code);

        List<object> events =
        [
            new DevicePlanned(
                command.Device, command.Code, command.Kind.Code, command.Name.Trim(), command.Location, command.Unit,
                speaks ? command.Mn ?? command.Code : null, speaks ? command.Dialect ?? new() : null,
                command.ReportsEverySeconds ?? command.Kind.ReportsEverySeconds)
            {
                Attributes = command.Attributes,
            },
            .. OfflineLimitRules.OfKind(command.Kind),
        ];
        if (!command.Planned)
        {
            events.Add(new DeviceInstalled(context.Now.InZone(WorkingCalendar.Zone).Date));
            events.Add(new DeviceCommissioned());
        }
        events.Add(new DeviceCredentialIssued(command.Credential.Id, command.Credential.Sha256));
        return Decision.Of(events);
    }

    /// <summary>Who may enter and change devices of a unit: its officers, administrators, and systems that bring them.</summary>
    public static bool MayKeep(Actor actor, string unit) =>
        actor.Has(Roles.Administrator) || actor.Has(Roles.Integrator) || (actor.Has(Roles.Officer) && actor.Unit == unit);
}
