using System.Buffers;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>What a message of a device means, through whichever broker it came.</summary>
internal sealed partial class MqttMessages(DeviceIntake intake, IDeviceReports reports, IClock clock, RefusedMessages refused, ILogger<MqttMessages> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Completes with what became of it; never fails. The payload is read before the first wait.
    /// </summary>
    /// <param name="patient">Who sends too fast is slowed down: the other side understands no reasons.</param>
    public async Task<MqttVerdict> Take(
        DeviceCard device, DeviceTopic topic, ReadOnlySequence<byte> payload, bool patient, CancellationToken stop)
    {
        try
        {
            var verdict = topic.Kind switch
            {
                TopicKind.Telemetry => await Telemetry(device, payload, patient, stop),
                TopicKind.State => await State(device, payload, patient, stop),
                _ => await Result(device, topic.Command, payload, patient, stop),
            };
            if (verdict.Refused) refused.Count("mqtt", device.Code, verdict.Reason ?? "");
            return verdict;
        }
        catch (TooManyPointsException tooMany)
        {
            return MqttVerdict.TooManyPoints(tooMany.Most);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return MqttVerdict.Unavailable;
        }
        catch (TelemetryUnavailableException)
        {
            return MqttVerdict.Unavailable;
        }
        catch (Exception reason)
        {
            LogNotKept(reason, device.Code);
            return MqttVerdict.Unavailable;
        }
    }

    private async Task<MqttVerdict> Telemetry(DeviceCard device, ReadOnlySequence<byte> payload, bool patient, CancellationToken stop)
    {
        var (readings, fault) = TelemetryReader.Read(payload, clock.GetCurrentInstant());
        if (await Admit(device, readings?.Items.Count ?? 1, patient, stop) is { } tooFast) return tooFast;
        if (readings is null) return MqttVerdict.Invalid(fault!);
        await intake.Keep(device, readings, stop);
        return MqttVerdict.Kept;
    }

    private async Task<MqttVerdict> State(DeviceCard device, ReadOnlySequence<byte> payload, bool patient, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var (message, fault) = StateMessage.Read(payload, now);
        if (await Admit(device, DeviceIntake.ValuesOfAReport, patient, stop) is { } tooFast) return tooFast;
        if (message is null) return MqttVerdict.Invalid(fault!);
        if (StateReports.Of(message, now) is { Count: > 0 } said) await reports.Report(device.Id, said, stop);
        if (!message.SaysOffline) await intake.Heard(device, stop);
        return MqttVerdict.Kept;
    }

    private async Task<MqttVerdict> Result(
        DeviceCard device, Guid command, ReadOnlySequence<byte> payload, bool patient, CancellationToken stop)
    {
        var (result, fault) = CommandResult.Read(payload);
        if (await Admit(device, DeviceIntake.ValuesOfAReport, patient, stop) is { } tooFast) return tooFast;
        if (result is null) return MqttVerdict.Invalid(fault!);
        await reports.Report(
            device.Id,
            [
                result.Ok
                    ? new DeviceReport.CommandDone(command, result.Result)
                    : new DeviceReport.CommandRefused(command, result.Code ?? "refused", result.Text),
            ],
            stop);
        await intake.Heard(device, stop);
        return MqttVerdict.Kept;
    }

    private async Task<MqttVerdict?> Admit(DeviceCard device, int values, bool patient, CancellationToken stop)
    {
        while (intake.Admit(device, values) is { } wait)
        {
            if (!patient) return MqttVerdict.TooFast(wait);
            await Task.Delay(wait.ToTimeSpan() < LongestPause ? wait.ToTimeSpan() : LongestPause, stop);
        }
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "A message of device {Device} could not be kept; it is not acknowledged.")]
    private partial void LogNotKept(Exception reason, string device);
}
