using System.Text.Json;
using System.Text.Json.Nodes;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>A command as a call to a pile, and which of its answers mean that the pile did it.</summary>
internal sealed record OcppOrder(string Action, JsonObject Payload, params string[] Done)
{
    private const int LongestResult = 4096, MostSettings = 500;

    private static readonly string[] Triggers =
    [
        "BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "StatusNotification",
    ];

    /// <exception cref="OcppFaultException">The parameters are not as the call has them, or there is no such command.</exception>
    public static OcppOrder Of(OpenDeviceCommand command)
    {
        using var parameters = JsonDocument.Parse(command.Parameters);
        var json = parameters.RootElement;
        return command.Name switch
        {
            "remote-start" => RemoteStart(new(json, command.Name, "idTag", "connectorId")),
            "remote-stop" => new("RemoteStopTransaction", new()
            {
                ["transactionId"] = new OcppFields(json, command.Name, "transactionId").Whole("transactionId", int.MinValue),
            }, "Accepted"),
            "reset" => new("Reset", new()
            {
                ["type"] = new OcppFields(json, command.Name, "type").OptionalOneOf("type", "Hard", "Soft") ?? "Soft",
            }, "Accepted"),
            "change-configuration" => ChangeConfiguration(new(json, command.Name, "key", "value")),
            "get-configuration" => GetConfiguration(new(json, command.Name, "key")),
            "trigger-message" => Trigger(new(json, command.Name, "requestedMessage", "connectorId")),
            "change-availability" => ChangeAvailability(new(json, command.Name, "connectorId", "type")),
            "unlock-connector" => new("UnlockConnector", new()
            {
                ["connectorId"] = new OcppFields(json, command.Name, "connectorId").Whole("connectorId", 1),
            }, "Unlocked"),
            _ => throw OcppFields.Refused(OcppFault.NotSupported(command.Name)),
        };
    }

    /// <summary>What the pile's answer means for the command.</summary>
    /// <exception cref="OcppFaultException">The answer is not as OCPP 1.6 has it.</exception>
    public IReadOnlyList<DeviceReport> Judge(Guid command, JsonElement answer)
    {
        try
        {
            return JudgeSound(command, answer);
        }
        catch (InvalidOperationException)
        {
            throw OcppFields.Refused(OcppFault.Formation("A text holds what is no character."));
        }
    }

    private IReadOnlyList<DeviceReport> JudgeSound(Guid command, JsonElement answer)
    {
        var result = answer.GetRawText() is { Length: <= LongestResult } text ? text : null;
        var status = answer.TryGetProperty("status", out var said) && said.ValueKind == JsonValueKind.String ? said.ToString() : null;
        if (Done.Length > 0 && !Done.Contains(status)) return [new DeviceReport.CommandRefused(command, Named(status), null)];
        var done = new DeviceReport.CommandDone(command, result);
        return Action == "GetConfiguration" && Settings(answer) is { Count: > 0 } settings
            ? [new DeviceReport.Configuration(settings), done]
            : [done];
    }

    private static string Named(string? status) => status is { Length: > 0 and <= 50 } && status.All(char.IsAsciiLetter) ? status : "unknown";

    private static Dictionary<string, string> Settings(JsonElement answer)
    {
        var settings = new Dictionary<string, string>();
        if (!answer.TryGetProperty("configurationKey", out var keys) || keys.ValueKind != JsonValueKind.Array) return settings;
        foreach (var (item, at) in keys.EnumerateArray().Take(MostSettings).Select((item, at) => (item, at)))
        {
            var fields = new OcppFields(item, $"configurationKey[{at}]", "key", "readonly", "value");
            settings[fields.Text("key", 50)] = fields.OptionalText("value", 500) ?? "";
        }
        return settings;
    }

    private static OcppOrder RemoteStart(OcppFields fields)
    {
        var payload = new JsonObject { ["idTag"] = fields.Text("idTag", 20) };
        if (fields.OptionalWhole("connectorId", 1) is { } connector) payload["connectorId"] = connector;
        return new("RemoteStartTransaction", payload, "Accepted");
    }

    private static OcppOrder ChangeConfiguration(OcppFields fields)
    {
        var key = fields.Text("key", 50);
        // Keys are compared without regard to case (OCPP 1.6, 9).
        if (key.Trim().Equals(CommandRules.SecretSetting, StringComparison.OrdinalIgnoreCase))
            throw OcppFields.Refused(OcppFault.NotSupported(CommandRules.SecretSetting));
        return new("ChangeConfiguration", new() { ["key"] = key, ["value"] = fields.Text("value", 500) }, "Accepted", "RebootRequired");
    }

    private static OcppOrder ChangeAvailability(OcppFields fields) => new(
        "ChangeAvailability",
        new() { ["connectorId"] = fields.Whole("connectorId", 0), ["type"] = fields.OneOf("type", "Operative", "Inoperative") },
        "Accepted", "Scheduled");

    /// <summary>One key, or all of them.</summary>
    private static OcppOrder GetConfiguration(OcppFields fields) => new(
        "GetConfiguration", fields.OptionalText("key", 50) is { } key ? new() { ["key"] = new JsonArray(key) } : []);

    private static OcppOrder Trigger(OcppFields fields)
    {
        var payload = new JsonObject { ["requestedMessage"] = fields.OneOf("requestedMessage", Triggers) };
        if (fields.OptionalWhole("connectorId", 1) is { } connector) payload["connectorId"] = connector;
        return new("TriggerMessage", payload, "Accepted");
    }
}
