using System.Buffers;
using System.Text;
using NodaTime;
using SmartCity.DeviceGateway.Messages;
using SmartCity.DeviceGateway.Mqtt;

namespace SmartCity.Fuzz;

/// <summary>The readers of JSON that MQTT and HTTP share: telemetry, states, results of commands; and of topics.</summary>
internal static class MqttPayloadTarget
{
    private static readonly Instant Now = Instant.FromUtc(2030, 1, 1, 0, 0);

    public static void Read(byte[] bytes)
    {
        var payload = new ReadOnlySequence<byte>(bytes);
        var (readings, fault) = TelemetryReader.Read(payload, Now);
        Decided(readings, fault);
        foreach (var reading in readings?.Items ?? [])
            if (!double.IsFinite(reading.Value) || reading.Point.Length is 0 or > WireRules.LongestName || reading.At > Now + Duration.FromDays(1))
                throw new InvalidOperationException("A value was let through.");
        if (readings?.Items.Count > TelemetryReader.MostItems) throw new InvalidOperationException("Too many were let through.");
        var state = StateMessage.Read(payload, Now);
        Decided(state.Message, state.Fault);
        if (state.Message is { } said) StateReports.Of(said, Now);
        var result = CommandResult.Read(payload);
        Decided(result.Message, result.Fault);
        var topic = Encoding.UTF8.GetString(bytes);
        DeviceTopic.Read(topic);
        DeviceTopic.MayHear("110115930010000001", topic);
    }

    /// <summary>A message is read or refused, one of the two; a refusal stays small whatever was sent.</summary>
    private static void Decided(object? message, MessageFault? fault)
    {
        if (message is null == fault is null) throw new InvalidOperationException("Neither read nor refused.");
        if (fault is not null && MqttVerdict.Invalid(fault).Reason!.Length > 1000) throw new InvalidOperationException("A long refusal.");
    }
}
