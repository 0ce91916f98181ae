using NodaTime;
using SmartCity.Application.Devices;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>What a state message means to the ledger.</summary>
public static class StateReports
{
    private const string Whole = "device", Fault = "fault";

    /// <summary>
    /// The state of the part, and a fault that came or went with it (state <c>fault</c>, the code says which). A word of leave
    /// is that the device is gone; that it is there needs no report.
    /// </summary>
    public static IReadOnlyList<DeviceReport> Of(StateMessage message, Instant now)
    {
        if (message.SaysOffline) return [new DeviceReport.Gone(now, "will")];
        if (message.SaysOnline) return [];
        var (part, at) = (message.Component ?? Whole, message.At ?? now);
        return
        [
            new DeviceReport.State(part, message.State, message.Code, at),
            message.State == Fault ? new DeviceReport.Fault(part, message.Code, at) : new DeviceReport.FaultGone(part, at),
        ];
    }
}
