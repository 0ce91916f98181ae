using SmartCity.DeviceGateway.Hj212;
using SmartCity.DeviceGateway.Mqtt;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Devices.Doors;

/// <summary>Where devices are heard by this host (设备接入地址): a port is null where its door is not opened.</summary>
/// <param name="Ocpp">Path of the WebSocket on the port of HTTP.</param>
/// <param name="Http">Path of the intake on the port of HTTP.</param>
internal sealed record DoorsView(int? Hj212Port, int? MqttPort, string Ocpp, string Http);

/// <summary><c>GET /device-doors</c>: for integrators, and for programs that find their own way.</summary>
internal static class DoorEndpoints
{
    public static void MapDeviceDoors(this IEndpointRouteBuilder api) => api.MapGet("device-doors",
            (Hj212Server hj212, MqttPort mqtt) => Results.Ok(
                new DoorsView(hj212.Port, mqtt.Now(), "/ocpp/{code}", "/api/v1/devices/{code}/telemetry")))
        .RequireAuthorization(Rights.ReadCatalogue).WithTags("Devices").WithSummary("Ports and paths at which devices are heard");
}
