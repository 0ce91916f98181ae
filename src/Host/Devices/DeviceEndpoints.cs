using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>Devices over HTTP: the registry, their twins, their commands.</summary>
internal static class DeviceEndpoints
{
    private static readonly string[] Alarms = ["any", "none", .. Enum.GetValues<AlarmLevel>().Select(DeviceWords.Of)];
    private static readonly string[] Connectivities = [.. Enum.GetValues<Connectivity>().Select(DeviceWords.Of)];
    private static readonly string[] LifeCycles = [.. Enum.GetValues<LifeCycle>().Select(DeviceWords.Of)];

    public static void MapDeviceRegistry(this IEndpointRouteBuilder api)
    {
        api.MapDeviceKinds();
        var devices = api.MapGroup("/devices").WithTags("Devices");
        devices.MapRegistry();
        devices.MapActs();
        devices.MapGet("", List).RequireAuthorization(Rights.ReadMatters).WithSummary("Devices by their codes").Produces<Page<DeviceLineView>>();
        devices.MapGet("/{code}", Find).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("The twin of a device: now, or as its stream was known at a moment, with the values of event times up to then")
            .Produces<DeviceView>();
        devices.MapGet("/{code}/commands/{id:guid}", FindCommand).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("A command with what became of it").Produces<SentCommandView>();
    }

    private static async Task<Page<DeviceLineView>> List(
        HttpContext http, DeviceList list, string? kind, string? unit, string? connectivity, string? alarm, string? lifeCycle, string? q,
        int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => text.Length == 17 && text.All(char.IsAsciiDigit) ? text : null);
        var actor = http.Actor();
        var filter = new DeviceFilter(
            Sight.SeesAll(actor) ? null : actor.Unit, kind, unit, QueryWords.OneOf("connectivity", connectivity, Connectivities),
            QueryWords.OneOf("alarm", alarm, Alarms), QueryWords.OneOf("lifeCycle", lifeCycle, LifeCycles), q);
        return Paging.Of(await list.Page(filter, after, size + 1, stop), size, DeviceLineView.Of, device => device.Code);
    }

    private static async Task<IResult> Find(string code, HttpContext http, DeviceDesk desk, string? asOf, CancellationToken stop)
    {
        var moment = QueryTimes.Moment("asOf", asOf);
        if (await desk.Twin(http.Actor(), code, moment, stop) is not { } twin) return new DeviceNotFound().ToProblem();
        http.Response.Headers.ETag = CommandHeaders.ETag(twin.Version);
        return Results.Ok(twin);
    }

    private static async Task<IResult> FindCommand(string code, Guid id, HttpContext http, DeviceDesk desk, CancellationToken stop) =>
        await desk.Command(http.Actor(), code, id, stop) is { } command ? Results.Ok(command) : Problem.OfStatus(404).ToResult();
}
