using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>What a device may be told to do, and what its answer means.</summary>
public static class CommandRules
{
    /// <summary>At most so many commands wait for one device.</summary>
    public const int MostOpen = 20;

    /// <summary>
    /// The setting of OCPP 1.6 that is the pile's secret: named in a command it would stand in the ledger for ever.
    /// </summary>
    public const string SecretSetting = "AuthorizationKey";

    private const int LongestText = 200;

    /// <summary>Sends a command; refused for one that its kind does not know, for parameters that do not fit, and for a device that cannot hear it.</summary>
    public static Decision Send(Device device, SendDeviceCommand command, StepContext context)
    {
        var (id, name, parameters) = (command.Command, command.Name, command.Parameters);
        if (device.Commands.ContainsKey(id)) return Decision.Nothing;
        if (!device.IsOut) return new DeviceNotOut(device.Status);
        if (command.Kind.Commands.FirstOrDefault(c => c.Code == name) is not { } known) return DeviceCommandUnknown.Of(name);
        if (Faults(known, parameters) is { Count: > 0 } faults) return DeviceParametersInvalid.Of(name, faults);
        if (device.Connectivity == Connectivity.Offline) return new DeviceSilent();
        if (device.Commands.Count >= MostOpen) return new DeviceBusy(MostOpen);
        return Decision.Of(new DeviceCommandSent(
            id, name, parameters.GetRawText(), context.Now + Duration.FromSeconds(known.TimeoutSeconds), context.Actor.Id));
    }

    /// <summary>
    /// It did as told. Once; an answer after the time-out is a fact too: the device did what nobody expected any more.
    /// </summary>
    public static Decision Done(Device device, Guid command, string? result) =>
        Waits(device, command) ? Decision.Of(new DeviceCommandConfirmed(command, result)) : Decision.Nothing;

    /// <summary>It did not. Once, in time or late.</summary>
    public static Decision Refused(Device device, Guid command, string code, string? text) =>
        Waits(device, command) ? Decision.Of(new DeviceCommandFailed(command, code, text)) : Decision.Nothing;

    private static bool Waits(Device device, Guid command) =>
        device.Commands.ContainsKey(command) || device.CommandsTimedOut.Contains(command);

    /// <summary>What is wrong with which parameter, in English.</summary>
    private static Dictionary<string, string[]> Faults(DeviceKindCommand command, JsonElement given)
    {
        var faults = new Dictionary<string, string[]>();
        if (given.ValueKind != JsonValueKind.Object) return new() { ["parameters"] = ["Parameters are a JSON object."] };
        foreach (var parameter in command.Parameters)
        {
            if (!given.TryGetProperty(parameter.Name, out var value))
            {
                if (parameter.Required) faults[$"parameters.{parameter.Name}"] = ["It is required."];
            }
            else if (command.Code == "change-configuration" && parameter.Name == "key" && IsSecret(value))
            {
                faults["parameters.key"] = [$"{SecretSetting} is the device's secret; issue a credential instead."];
            }
            else if (Fault(parameter, value) is { } fault)
            {
                faults[$"parameters.{parameter.Name}"] = [fault];
            }
        }
        foreach (var unknown in given.EnumerateObject().Where(p => command.Parameters.All(k => k.Name != p.Name)))
            faults[$"parameters.{unknown.Name}"] = ["The command has no such parameter."];
        return faults;
    }

    private static bool IsSecret(JsonElement key) =>
        key.ValueKind == JsonValueKind.String && key.GetString()!.Trim().Equals(SecretSetting, StringComparison.OrdinalIgnoreCase);

    private static string? Fault(CommandParameter parameter, JsonElement value) => parameter.Type switch
    {
        CommandParameter.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "It is true or false.",
        CommandParameter.Text => value.ValueKind != JsonValueKind.String ? "It is a text."
            : parameter.Values.Count > 0 && !parameter.Values.Contains(value.GetString()!) ? $"One of {string.Join(", ", parameter.Values)}."
            : value.GetString()!.Length > (parameter.MaxLength ?? LongestText) ? $"At most {parameter.MaxLength ?? LongestText} characters."
            : null,
        _ => value.ValueKind != JsonValueKind.Number ? "It is a number."
            : parameter.Type == CommandParameter.Whole && !value.TryGetInt64(out _) ? "It is a whole number."
            : !(value.GetDouble() >= (parameter.Minimum ?? double.MinValue) && value.GetDouble() <= (parameter.Maximum ?? double.MaxValue))
                ? Range(parameter)
            : null,
    };

    private static string Range(CommandParameter parameter) => FormattableString.Invariant(
        $"It lies between {parameter.Minimum ?? double.MinValue} and {parameter.Maximum ?? double.MaxValue}.");
}
