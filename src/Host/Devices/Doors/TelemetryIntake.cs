using System.Buffers;
using System.Globalization;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Devices.Doors;

/// <summary>One value of a device, as the description of the API shows it.</summary>
/// <param name="Point">Name of the measuring point: 1 to 64 letters, digits, <c>.</c> <c>_</c> <c>-</c>.</param>
/// <param name="Flag">What the value is good for, by the letter of HJ 212: N (also where it is left out) F M S D C T B.</param>
internal sealed record TelemetryItem(string Point, double Value, Instant At, string? Flag = null);

internal sealed record StateBody(string State, string? Component = null, string? Code = null, Instant? At = null);

/// <param name="Accepted">Values that were new.</param>
/// <param name="Known">Values that were known by point and time; they changed nothing.</param>
internal sealed record TelemetryTaken(int Accepted, int Known);

/// <summary>What devices send over HTTP: answered after it is durable, kept whole or not at all.</summary>
internal static class TelemetryIntake
{
    private const string RetrySoon = "2";

    public static void MapTelemetryIntake(this IEndpointRouteBuilder api)
    {
        var device = api.MapGroup("/devices/{code}").WithTags("Devices").RequireAuthorization(Rights.SendTelemetry);
        device.MapPost("/telemetry", Telemetry)
            .WithSummary("What the device measured, 5000 values at most: an array of values, or {items, sentAt}; with the device's own token")
            .Accepts<TelemetryItem[]>("application/json").Produces<TelemetryTaken>();
        device.MapPost("/state", State).WithSummary("What state the device, or a part of it, is in; with the device's own token")
            .Accepts<StateBody>("application/json").Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> Telemetry(string code, HttpContext http, Door door, IClock clock) => door.Open(http, code, async (device, body) =>
    {
        var (readings, fault) = TelemetryReader.Read(body, clock.GetCurrentInstant());
        if (door.Wait(device, readings?.Items.Count ?? 1) is { } wait) return TooFast(http, wait);
        if (readings is null) return door.Refuse(device, fault!);
        var written = await door.Intake.Keep(device, readings, http.RequestAborted);
        return Results.Ok(new TelemetryTaken(written.New, written.Known));
    });

    private static Task<IResult> State(string code, HttpContext http, Door door, IClock clock) => door.Open(http, code, async (device, body) =>
    {
        var now = clock.GetCurrentInstant();
        var (message, fault) = StateMessage.Read(body, now);
        if (door.Wait(device, DeviceIntake.ValuesOfAReport) is { } wait) return TooFast(http, wait);
        if (message is null) return door.Refuse(device, fault!);
        await door.Reports.Report(device.Id, StateReports.Of(message, now), http.RequestAborted);
        if (!message.SaysOffline) await door.Intake.Heard(device, http.RequestAborted);
        return Results.NoContent();
    });

    private static IResult TooFast(HttpContext http, Duration wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new Problem(429, "device.too-fast", new(
            "设备发送过快，本次未保存，请稍后重发。", "The device sends too fast; nothing of this was kept, send it again later.")).ToResult();
    }

    /// <summary>What both endpoints need, and what goes wrong at both.</summary>
    internal sealed class Door(IDeviceDirectory directory, DeviceIntake intake, IDeviceReports reports, RefusedMessages refused)
    {
        public DeviceIntake Intake => intake;

        public IDeviceReports Reports => reports;

        public Duration? Wait(DeviceCard device, int values) => intake.Admit(device, values);

        public async Task<IResult> Open(HttpContext http, string code, Func<DeviceCard, ReadOnlySequence<byte>, Task<IResult>> take)
        {
            if (directory.ByCode(code) is not { MaySpeak: true } device) return new DeviceMayNotSpeak().ToProblem();
            if (!http.Request.HasJsonContentType()) return Problem.OfStatus(415).ToResult();
            using var buffer = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, ProblemRegistration.LargestBody));
            await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
            try
            {
                return await take(device, new(buffer.GetBuffer().AsMemory(0, (int)buffer.Length)));
            }
            catch (TelemetryUnavailableException)
            {
                http.Response.Headers.RetryAfter = RetrySoon;
                return new Problem(503, "telemetry.unavailable", new(
                    "数据暂时无法保存，请稍后重发；重复的数据不会重复计入。",
                    "Values cannot be kept now; send them again later, a repeat changes nothing.")).ToResult();
            }
            catch (TooManyPointsException tooMany)
            {
                return new Problem(422, "telemetry.too-many-points", new(
                    $"每个设备最多 {tooMany.Most} 个测点。", $"A device has at most {tooMany.Most} measuring points.")).ToResult();
            }
        }

        public IResult Refuse(DeviceCard device, MessageFault fault)
        {
            refused.Count("http", device.Code, fault.Field.Length == 0 ? fault.Sentence.En : $"{fault.Field}: {fault.Sentence.En}");
            return new Problem(
                fault.Malformed ? 400 : 422,
                fault.Malformed ? "request.malformed-json" : "telemetry.invalid",
                fault.Field.Length == 0 ? fault.Sentence : new($"{fault.Field}：{fault.Sentence.Zh}", $"{fault.Field}: {fault.Sentence.En}"))
            {
                Errors = new Dictionary<string, string[]> { [fault.Field.Length == 0 ? "$" : fault.Field] = [fault.Sentence.ToString()] },
            }.ToResult();
        }
    }
}

internal sealed record DeviceMayNotSpeak() : Refusal(RefusalKind.Forbidden, "device.may-not-speak",
    new("设备尚未安装或已退役，不接收其数据。", "The device is not installed yet, or retired: nothing is taken from it."));
