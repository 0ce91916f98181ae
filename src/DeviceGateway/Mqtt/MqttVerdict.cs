using System.Globalization;
using MQTTnet.Protocol;
using NodaTime;
using SmartCity.DeviceGateway.Messages;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>What became of a message, in the words of MQTT 5.</summary>
internal sealed record MqttVerdict(MqttPubAckReasonCode Code, string? Reason = null)
{
    /// <summary>It is durable.</summary>
    public static MqttVerdict Kept { get; } = new(MqttPubAckReasonCode.Success);

    /// <summary>Nothing is known to be kept: it is not answered, and comes again.</summary>
    public static MqttVerdict Unavailable { get; } = new(MqttPubAckReasonCode.UnspecifiedError);

    public static MqttVerdict NotAllowed { get; } = new(
        MqttPubAckReasonCode.NotAuthorized, "设备只能发布自己的主题 / a device publishes to its own topics only");

    public static MqttVerdict TooFast(Duration wait) => new(MqttPubAckReasonCode.QuotaExceeded, string.Create(
        CultureInfo.InvariantCulture, $"发送过快，未保存 / too fast, not kept; retry after {Math.Ceiling(wait.TotalSeconds):F0} s"));

    public static MqttVerdict TooManyPoints(int most) => new(
        MqttPubAckReasonCode.QuotaExceeded, $"测点过多，未保存 / not kept: a device has at most {most} points");

    public static MqttVerdict Invalid(MessageFault fault) => new(
        MqttPubAckReasonCode.PayloadFormatInvalid,
        $"{(fault.Field.Length == 0 ? "" : fault.Field + ": ")}{fault.Sentence.Zh} / {fault.Sentence.En}");

    /// <summary>Nothing of it was kept, and the sender should know.</summary>
    public bool Refused => Code >= MqttPubAckReasonCode.UnspecifiedError;
}
