using NodaTime;

namespace SmartCity.Application.Devices;

/// <summary>What a device says of itself beside measured values: each becomes a fact of its stream, once.</summary>
public abstract record DeviceReport
{
    private DeviceReport()
    {
    }

    /// <summary>It goes, or its will says so (离线). What is heard of it later speaks against it.</summary>
    /// <param name="Cause"><c>will</c> or <c>disconnected</c>.</param>
    public sealed record Gone(Instant HeardAt, string Cause) : DeviceReport;

    public sealed record Fault(string Code, string? Text, Instant At) : DeviceReport;

    public sealed record FaultGone(string Code, Instant At) : DeviceReport;

    /// <summary>A part of it is in a state; the same state again changes nothing, one that comes late is a fact of its own time.</summary>
    public sealed record State(string Component, string Value, string? Code, Instant At) : DeviceReport;

    public sealed record Configuration(IReadOnlyDictionary<string, string> Settings) : DeviceReport;

    /// <param name="Result">What it answered, for people and programs.</param>
    public sealed record CommandDone(Guid CommandId, string? Result) : DeviceReport;

    public sealed record CommandRefused(Guid CommandId, string Code, string? Text) : DeviceReport;

    public sealed record ChargingBegun(int TransactionId, int Connector, string IdTag, long MeterStart, Instant At) : DeviceReport;

    public sealed record ChargingEnded(int TransactionId, long MeterStop, Instant At, string? Reason) : DeviceReport;
}

/// <summary>Where the doors for devices hand in what devices say of themselves.</summary>
public interface IDeviceReports
{
    /// <summary>Completes when the facts are durable; a repeat changes nothing.</summary>
    Task Report(Guid device, IReadOnlyList<DeviceReport> reports, CancellationToken stop);
}
