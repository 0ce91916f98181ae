using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>What devices say of themselves becomes facts of their streams, through the same commit as everything else.</summary>
internal sealed class DeviceReports(GroupCommit ledger, IDeviceDirectory directory, IClock clock) : IDeviceReports
{
    /// <summary>The role under which a device speaks, and its channel.</summary>
    internal const string Role = "device", Channel = "device";

    public async Task Report(Guid device, IReadOnlyList<DeviceReport> reports, CancellationToken stop)
    {
        if (reports.Count == 0 || directory.ById(device) is not { } card) return;
        var result = await ledger.Execute(new(
            device, "report-of-device", new(card.Code, card.Code, [Role], card.Unit, Channel),
            (matter, context, _) => DeviceReportHandler.Handle(reports, matter, context), _ => new(200, "{}"))
        {
            CausationId = $"device-report/{Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset())}",
        }).WaitAsync(stop);
        if (result.Refusal is { } refusal) throw new InvalidOperationException($"A report was refused: {refusal.Code}.");
    }
}
