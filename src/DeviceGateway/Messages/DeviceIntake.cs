using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>What every door does with the values of a device: count them against its rate, number them, make them durable.</summary>
public sealed class DeviceIntake(SeriesBook series, TelemetryWriter writer, DeviceRate rate, IClock clock)
{
    /// <summary>Null: welcome. Else how long the device must wait; a message without values counts as one.</summary>
    public Duration? Admit(DeviceCard device, int values) => rate.Admit(device.Id, Math.Max(values, 1));

    /// <summary>
    /// What a message counts for that becomes facts of the ledger, which are kept for ever; by the rate of 2,000 values a second
    /// and 50,000 at once a device has five of them a second, 125 at once.
    /// </summary>
    public const int ValuesOfAReport = 400;

    /// <summary>Completes when the values are durable, and that the device was heard.</summary>
    /// <exception cref="TelemetryUnavailableException">Nothing is known to be kept.</exception>
    /// <exception cref="TooManyPointsException">The device names too many points.</exception>
    public async Task<Written> Keep(DeviceCard device, Readings readings, CancellationToken stop)
    {
        var received = clock.GetCurrentInstant();
        var observations = new Observation[readings.Items.Count];
        for (var i = 0; i < observations.Length; i++)
        {
            var reading = readings.Items[i];
            if (!series.TryGet(device.Id, reading.Point, out var number)) number = await series.Of(device.Id, reading.Point, stop);
            observations[i] = new(number, reading.At, reading.Value, reading.Flag);
        }
        return await writer.Write(new(device.Id, received, readings.SentAt - received, observations), stop);
    }

    /// <summary>Completes when it is durable that the device was heard.</summary>
    /// <exception cref="TelemetryUnavailableException">It is not known to be kept.</exception>
    public Task Heard(DeviceCard device, CancellationToken stop) =>
        writer.Write(new(device.Id, clock.GetCurrentInstant(), null, default), stop);
}
