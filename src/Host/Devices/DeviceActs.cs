using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>What people and programs do to a device over HTTP: its life, its details, its secrets, its commands, its alarms.</summary>
internal static class DeviceActs
{
    private static readonly Guid Nobody = Guid.Empty;

    public static void MapActs(this RouteGroupBuilder devices)
    {
        var acts = devices.MapGroup("/{code}").RequireAuthorization(Rights.KeepDevices);
        acts.MapPost("/install", Install).WithSummary("It was put up").Accepts<InstallBody>("application/json").Produces<MatterAnswer>();
        acts.MapPost("/commission", Commission).WithSummary("Put it into service").Produces<MatterAnswer>();
        acts.MapPost("/maintenance", BeginMaintenance).WithSummary("Take it out of service for maintenance")
            .Accepts<ReasonBody>("application/json").Produces<MatterAnswer>();
        acts.MapPost("/maintenance/end", EndMaintenance).WithSummary("Back into service").Produces<MatterAnswer>();
        acts.MapPost("/retire", Retire).WithSummary("Take it out for good").Accepts<ReasonBody>("application/json").Produces<MatterAnswer>();
        acts.MapPost("/details", Details).WithSummary("Change what the registry says").Accepts<DetailsBody>("application/json").Produces<MatterAnswer>();
        acts.MapPost("/calibrations", Calibrate).WithSummary("Record a calibration").Accepts<CalibrationBody>("application/json").Produces<MatterAnswer>();
        acts.MapPost("/credentials", Issue).WithSummary("Issue a credential, or rotate; its secrets are shown once")
            .Accepts<CredentialsBody>("application/json").Produces<RegisteredAnswer>(201);
        acts.MapPost("/credentials/{id:guid}/revoke", Revoke).WithSummary("Revoke a credential")
            .Accepts<ReasonBody>("application/json").Produces<MatterAnswer>();
        acts.MapPost("/commands", Send).WithSummary("Give it a command; 202 with the command's id")
            .Accepts<CommandBody>("application/json").Produces<CommandAnswer>(202);
        acts.MapPost("/alarms/{id:guid}/acknowledge", Acknowledge).WithSummary("Say that an alarm was seen")
            .Accepts<AcknowledgeBody>("application/json").Produces<MatterAnswer>();
    }

    private static async Task<IResult> Install(string code, HttpContext http, CommandDesk desk, DeviceDesk devices)
    {
        var id = await Id(code, http, devices);
        return await desk.Run<InstallBody>(http, "install-device", id, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new InstallDevice(id, body.On), headers.Version, matter, context), MatterAnswer.Of);
    }

    private static async Task<IResult> Commission(string code, HttpContext http, CommandDesk desk, DeviceDesk devices)
    {
        var id = await Id(code, http, devices);
        return await desk.Run(http, "commission-device", id, (headers, matter, context) =>
            DeviceHandlers.Handle(new CommissionDevice(id), headers.Version, matter, context), MatterAnswer.Of);
    }

    private static async Task<IResult> BeginMaintenance(string code, HttpContext http, CommandDesk desk, DeviceDesk devices)
    {
        var id = await Id(code, http, devices);
        return await desk.Run<ReasonBody>(http, "begin-maintenance", id, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new BeginMaintenance(id, body.Reason), headers.Version, matter, context), MatterAnswer.Of);
    }

    private static async Task<IResult> EndMaintenance(string code, HttpContext http, CommandDesk desk, DeviceDesk devices)
    {
        var id = await Id(code, http, devices);
        return await desk.Run(http, "end-maintenance", id, (headers, matter, context) =>
            DeviceHandlers.Handle(new EndMaintenance(id), headers.Version, matter, context), MatterAnswer.Of);
    }

    private static async Task<IResult> Retire(
        string code, HttpContext http, CommandDesk desk, DeviceDesk devices, DeviceRegister register)
    {
        var id = await Id(code, http, devices);
        var result = await Followed(devices, http, desk.Run<ReasonBody>(http, "retire-device", id, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new RetireDevice(id, body.Reason), headers.Version, matter, context), MatterAnswer.Of));
        if (result is JsonAnswer) await register.ForgetRevoked(id, null, http.RequestAborted);
        return result;
    }

    private static async Task<IResult> Details(
        string code, HttpContext http, CommandDesk desk, DeviceDesk devices, DeviceRegister register, UnitDirectory units)
    {
        var id = await Id(code, http, devices);
        if (devices.KindOf(id) is not { } kind) return new DeviceNotFound().ToProblem();
        var taken = false;
        return await Followed(devices, http, desk.Run<DetailsBody>(
            http, "change-device-details", id, (body, headers, matter, context, _) => DeviceHandlers.Handle(
                new ChangeDetails(
                    id, kind, body.Name, body.Location?.ToLocation(), body.Unit, body.Mn, taken, body.Dialect?.ToDialect(),
                    body.ReportsEverySeconds, body.Attributes ?? new Dictionary<string, string>()),
                headers.Version, matter, context),
            MatterAnswer.Of,
            check: async body =>
            {
                if (body.Unit is { } unit && !units.Knows(unit)) return DeviceUnitUnknown.Of(unit);
                taken = body.Mn is { } mn && await register.MnTaken(mn, id, http.RequestAborted);
                return null;
            }));
    }

    private static async Task<IResult> Calibrate(string code, HttpContext http, CommandDesk desk, DeviceDesk devices)
    {
        var id = await Id(code, http, devices);
        if (devices.KindOf(id) is not { } kind) return new DeviceNotFound().ToProblem();
        return await desk.Run<CalibrationBody>(http, "record-calibration", id, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new RecordCalibration(id, kind, body.On, body.Due, body.Certificate), headers.Version, matter, context),
            MatterAnswer.Of);
    }

    private static async Task<IResult> Issue(
        string code, HttpContext http, CommandDesk desk, DeviceDesk devices, DeviceIssuing issuing, IClock clock)
    {
        var id = await Id(code, http, devices);
        if (devices.KindOf(id) is not { } kind) return new DeviceNotFound().ToProblem();
        var credential = await issuing.New(NewId(clock), id, kind, http.RequestAborted);
        var result = await desk.Run<CredentialsBody>(http, "issue-credential", id, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new IssueCredential(id, credential, body.RevokeOthers), headers.Version, matter, context),
            matter => JsonAnswer.Of(
                201, new RegisteredAnswer(matter.Id, matter.Number, DeviceIssuing.Blank((Device)matter, credential.Id)), matter.Version));
        return await issuing.Complete(result, credential.Id, http.RequestAborted);
    }

    private static async Task<IResult> Revoke(
        string code, Guid id, HttpContext http, CommandDesk desk, DeviceDesk devices, DeviceRegister register)
    {
        var device = await Id(code, http, devices);
        var result = await Followed(devices, http, desk.Run<ReasonBody>(http, "revoke-credential", device, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new RevokeCredential(device, id, body.Reason), headers.Version, matter, context), MatterAnswer.Of));
        if (result is JsonAnswer) await register.ForgetRevoked(device, id, http.RequestAborted);
        return result;
    }

    private static async Task<IResult> Send(string code, HttpContext http, CommandDesk desk, DeviceDesk devices, IClock clock)
    {
        var (id, command) = (await Id(code, http, devices), NewId(clock));
        if (devices.KindOf(id) is not { } kind) return new DeviceNotFound().ToProblem();
        return await Followed(devices, http, desk.Run<CommandBody>(http, "send-device-command", id, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(
                new SendDeviceCommand(id, kind, command, body.Name, body.Parameters ?? NoParameters), headers.Version, matter, context),
            matter => JsonAnswer.Of(202, new CommandAnswer(command), matter.Version, $"/api/v1/devices/{matter.Number}/commands/{command}")));
    }

    private static async Task<IResult> Acknowledge(string code, Guid id, HttpContext http, CommandDesk desk, DeviceDesk devices)
    {
        var device = await Id(code, http, devices);
        return await desk.Run<AcknowledgeBody>(http, "acknowledge-alarm", device, (body, headers, matter, context, _) =>
            DeviceHandlers.Handle(new AcknowledgeAlarm(device, id, body.Note), headers.Version, matter, context), MatterAnswer.Of);
    }

    private static readonly System.Text.Json.JsonElement NoParameters = System.Text.Json.JsonElement.Parse("{}");

    /// <summary>The device of the code; nobody's id where there is none, so that the command finds none either.</summary>
    private static async Task<Guid> Id(string code, HttpContext http, DeviceDesk devices) =>
        await devices.Id(code, http.RequestAborted) ?? Nobody;

    /// <summary>This node knows at once what it has just decided: a revoked secret opens no further door.</summary>
    private static async Task<IResult> Followed(DeviceDesk devices, HttpContext http, Task<IResult> act)
    {
        var result = await act;
        await devices.Follow(http.RequestAborted);
        return result;
    }

    private static Guid NewId(IClock clock) => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
}
