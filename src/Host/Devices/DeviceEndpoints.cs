using SmartCity.Domain.Devices;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Devices;

/// <summary>Devices over HTTP: the registry, their twins, their commands.</summary>
internal static class DeviceEndpoints
{
    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        api.MapDeviceKinds();
        var devices = api.MapGroup("/devices").WithTags("Devices");
        devices.MapRegistry();
        devices.MapGet("/{code}", Find).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("The twin of a device: now, or as it was known at a moment").Produces<DeviceTwin>();
    }

    private static async Task<IResult> Find(string code, HttpContext http, DeviceDesk desk, CancellationToken stop)
    {
        if (await desk.Visible(http.Actor(), code, stop) is not { } device) return new DeviceNotFound().ToProblem();
        http.Response.Headers.ETag = CommandHeaders.ETag(device.Version);
        return Results.Ok(DeviceTwin.Of(device));
    }
}
