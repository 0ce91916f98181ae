using Microsoft.Extensions.DependencyInjection;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>OCPP as part of a host, which brings the WebSockets.</summary>
public static class OcppRegistration
{
    public static IServiceCollection AddOcppDoor(this IServiceCollection services, OcppOptions options, ChargingTags tags) => services
        .AddDeviceIntake().AddSingleton(options).AddSingleton(tags)
        .AddSingleton<ChargingBook>().AddSingleton<OcppAnswers>()
        .AddSingleton(OcppDoor.Of)
        .AddSingleton<IDeviceLink>(s => s.GetRequiredService<OcppDoor>());
}
