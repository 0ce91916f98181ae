using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Devices;

/// <summary>What a device says of itself, one thing after the other. What says nothing new yields nothing.</summary>
public static class DeviceReportHandler
{
    public static Decision Handle(IReadOnlyList<DeviceReport> reports, Matter? matter, StepContext context)
    {
        if (matter is not Device device) return Decision.Nothing;
        var events = new List<object>();
        foreach (var report in reports)
            foreach (var e in Decide(device, report).Events)
            {
                events.Add(e);
                device = Device.Evolve(device, new(e, device.Version + 1, context.Now, context.Actor.Id))!;
            }
        return Decision.Of(events);
    }

    private static Decision Decide(Device device, DeviceReport report) => report switch
    {
        DeviceReport.Gone r => SilenceRules.Gone(device, r.HeardAt, r.Cause),
        DeviceReport.Fault r => ReportRules.Fault(device, r.Code, r.Text, r.At),
        DeviceReport.FaultGone r => ReportRules.FaultGone(device, r.Code, r.At),
        DeviceReport.State r => ReportRules.State(device, r.Component, r.Value, r.Code, r.At),
        DeviceReport.Configuration r => ReportRules.Configuration(device, r.Settings),
        DeviceReport.CommandDone r => CommandRules.Done(device, r.CommandId, r.Result),
        DeviceReport.CommandRefused r => CommandRules.Refused(device, r.CommandId, r.Code, r.Text),
        DeviceReport.ChargingBegun r => ReportRules.ChargingBegun(device, r.TransactionId, r.Connector, r.IdTag, r.MeterStart, r.At),
        DeviceReport.ChargingEnded r => ReportRules.ChargingEnded(device, r.TransactionId, r.MeterStop, r.At, r.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };
}
