using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>What is done for each request of a pile, and what it is answered once that is durable.</summary>
internal sealed class OcppAnswers(
    DeviceIntake intake, IDeviceReports reports, ChargingBook book, ChargingTags tags, OcppOptions options, IClock clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public Instant Now => clock.GetCurrentInstant();

    /// <exception cref="Telemetry.TelemetryUnavailableException">Nothing is known to be kept.</exception>
    /// <exception cref="Telemetry.TooManyPointsException">The pile names too many points.</exception>
    public async Task<JsonObject> Answer(DeviceCard device, OcppRequest request, CancellationToken stop)
    {
        await SlowDown(device, request, stop);
        switch (request)
        {
            case OcppRequest.Boot boot:
                await Say(device, stop, new DeviceReport.Configuration(boot.About));
                return new() { ["status"] = "Accepted", ["currentTime"] = Time(Now), ["interval"] = options.HeartbeatSeconds };
            case OcppRequest.Heartbeat:
                await intake.Heard(device, stop);
                return new() { ["currentTime"] = Time(Now) };
            case OcppRequest.Authorize authorize:
                await intake.Heard(device, stop);
                return new() { ["idTagInfo"] = About(authorize.IdTag, tags.StatusOf(authorize.IdTag, Now)) };
            case OcppRequest.Start start:
                return await Start(device, start, stop);
            case OcppRequest.Stop ended:
                return await Stop(device, ended, stop);
            case OcppRequest.Meter meter:
                await Keep(device, meter.Connector, meter.Samples, stop);
                return [];
            case OcppRequest.Status status:
                await Say(device, stop, [.. Status(status)]);
                return [];
            case OcppRequest.Progress progress:
                await Say(device, stop, new DeviceReport.State(progress.Component, progress.Value, null, Now));
                return [];
            default:
                await intake.Heard(device, stop);
                return new() { ["status"] = "UnknownVendorId" };
        }
    }

    /// <summary>The pile's connection ended, and no other took its place.</summary>
    public Task Gone(DeviceCard device, CancellationToken stop) =>
        reports.Report(device.Id, [new DeviceReport.Gone(Now, "disconnected")], stop);

    public Task Report(DeviceCard device, IReadOnlyList<DeviceReport> said, CancellationToken stop) => reports.Report(device.Id, said, stop);

    private async Task<JsonObject> Start(DeviceCard device, OcppRequest.Start start, CancellationToken stop)
    {
        // Whether allowed or not, the pile says that it began: that is a fact. It ends it by itself when it is told no.
        var transaction = await book.Begin(device.Id, start, stop);
        var status = tags.StatusOf(start.IdTag, Now);
        if (status == "Accepted" && tags.Find(start.IdTag)!.OneAtATime && await book.ChargesElsewhere(start.IdTag, transaction, Now, stop))
            status = "ConcurrentTx";
        await Say(
            device, stop, new DeviceReport.ChargingBegun(transaction, start.Connector, start.IdTag, start.MeterStart, start.At));
        return new() { ["transactionId"] = transaction, ["idTagInfo"] = About(start.IdTag, status) };
    }

    private async Task<JsonObject> Stop(DeviceCard device, OcppRequest.Stop ended, CancellationToken stop)
    {
        // A number that was never given out to this pile ends nothing: it is answered, so that the pile does not ask for ever.
        if (await book.End(device.Id, ended.Transaction, ended.At, stop) is { } connector)
        {
            await reports.Report(
                device.Id, [new DeviceReport.ChargingEnded(ended.Transaction, ended.MeterStop, ended.At, ended.Reason)], stop);
            await Keep(device, connector, ended.Samples, stop);
        }
        return ended.IdTag is { } tag ? new() { ["idTagInfo"] = About(tag, tags.StatusOf(tag, Now)) } : [];
    }

    private Task<Telemetry.Written> Keep(DeviceCard device, int connector, IReadOnlyList<MeterSample> samples, CancellationToken stop) => intake.Keep(
        device,
        new([.. samples.Select(s => new Reading($"connector{connector}.{s.Point}", s.At, s.Value, Domain.Devices.DataFlag.Normal))], null), stop);

    private async Task Say(DeviceCard device, CancellationToken stop, params DeviceReport[] said)
    {
        await reports.Report(device.Id, said, stop);
        await intake.Heard(device, stop);
    }

    private IEnumerable<DeviceReport> Status(OcppRequest.Status status)
    {
        var (part, at) = ($"connector{status.Connector}", status.At ?? Now);
        var error = status.Error == "NoError" ? null : status.Error;
        yield return new DeviceReport.State(part, status.Value, error, at);
        if (error is null && status.Value != "Faulted")
            yield return new DeviceReport.FaultGone(part, at);
        else
            yield return new DeviceReport.Fault(part, string.Join(' ', new[] { error, status.VendorError, status.Info }.OfType<string>()), at);
    }

    private JsonObject About(string idTag, string status)
    {
        var about = new JsonObject { ["status"] = status };
        if (tags.Find(idTag)?.Expires is { } expires) about["expiryDate"] = Time(Instant.FromDateTimeOffset(expires));
        if (tags.Find(idTag)?.Parent is { } parent) about["parentIdTag"] = parent;
        return about;
    }

    /// <summary>Who calls too fast waits for its answer; it may have one call open only.</summary>
    private async Task SlowDown(DeviceCard device, OcppRequest request, CancellationToken stop)
    {
        var values = request switch
        {
            OcppRequest.Meter m => m.Samples.Count,
            OcppRequest.Stop s => s.Samples.Count + DeviceIntake.ValuesOfAReport,
            OcppRequest.Boot or OcppRequest.Start or OcppRequest.Status or OcppRequest.Progress => DeviceIntake.ValuesOfAReport,
            _ => 1,
        };
        while (intake.Admit(device, values) is { } wait)
            await Task.Delay(wait.ToTimeSpan() < LongestPause ? wait.ToTimeSpan() : LongestPause, stop);
    }

    private static string Time(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'").Format(at);
}
