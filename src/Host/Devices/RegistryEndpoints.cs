using NodaTime;
using Npgsql;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>The registration of a device over HTTP.</summary>
internal static class RegistryEndpoints
{
    public static void MapRegistry(this RouteGroupBuilder devices) =>
        devices.MapPost("", Register).RequireAuthorization(Rights.KeepDevices)
            .WithSummary("Register a device; its credentials are shown once")
            .Accepts<RegisterDeviceBody>("application/json").Produces<RegisteredAnswer>(201);

    private static async Task<IResult> Register(
        HttpContext http, CommandDesk desk, DeviceKinds kinds, DeviceRegister register, DeviceIssuing issuing, UnitDirectory units,
        IClock clock)
    {
        var stop = http.RequestAborted;
        Guid NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        var (id, prepared) = (NewId(), NewId());
        RegisterDevice? command = null;
        try
        {
            var result = await desk.Run<RegisterDeviceBody>(
                http, "register-device", id, (_, _, matter, context, _) => DeviceHandlers.Handle(command!, matter, context), Answer,
                check: async body =>
                {
                    var (found, refusal) = await Command(body);
                    command = found;
                    return refusal;
                });
            return await issuing.Complete(result, prepared, stop);
        }
        catch (Exception reason) when (Taken(reason) is { } index)
        {
            // Somebody registered the same at the same moment.
            return (index == "devices_mn" ? (Refusal)new DeviceMnTaken(command!.Mn ?? command.Code) : new DeviceCodeTaken(command!.Code)).ToProblem();
        }

        async Task<(RegisterDevice?, Refusal?)> Command(RegisterDeviceBody body)
        {
            if (kinds.Find(body.Kind) is not { } kind) return (null, DeviceKindUnknown.Of(body.Kind));
            if (!units.Knows(body.Unit)) return (null, DeviceUnitUnknown.Of(body.Unit));
            if ((body.Code ?? await register.NextCode(kind.Type, stop)) is not { } code) return (null, new DeviceSerialsUsedUp(kind.Type));
            var mn = body.Mn ?? (kind.Speaks(DeviceKind.Hj212) ? code : null);
            return (new RegisterDevice(
                id, code, await register.CodeTaken(code, stop), kind, body.Name, body.Location.ToLocation(), body.Unit, body.Mn,
                mn is not null && await register.MnTaken(mn, id, stop), body.Dialect?.ToDialect(), body.ReportsEverySeconds,
                body.LifeCycle == "planned", body.Attributes ?? new Dictionary<string, string>(),
                await issuing.New(prepared, id, kind, stop)), null);
        }

        Answer Answer(Matter matter) => JsonAnswer.Of(
            201, new RegisteredAnswer(matter.Id, matter.Number, DeviceIssuing.Blank((Device)matter, prepared)), matter.Version,
            $"/api/v1/devices/{matter.Number}");
    }

    /// <summary>The index of the registry that a failed commit ran into; null for any other failure.</summary>
    private static string? Taken(Exception? reason) => reason switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "devices_code" or "devices_mn" } e => e.ConstraintName,
        { InnerException: { } inner } => Taken(inner),
        _ => null,
    };
}
