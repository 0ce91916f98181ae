using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MQTTnet;
using MQTTnet.Protocol;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>A command as a device hears it: <c>{name, parameters}</c> under the command's own topic.</summary>
internal static class CommandMessage
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static MqttApplicationMessage Of(string code, OpenDeviceCommand command) => new MqttApplicationMessageBuilder()
        .WithTopic(DeviceTopic.OfCommand(code, command.Id))
        .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .WithPayload(JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject { ["name"] = command.Name, ["parameters"] = JsonNode.Parse(command.Parameters) }, Json))
        .Build();
}
