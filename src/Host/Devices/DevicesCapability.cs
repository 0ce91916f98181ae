using SmartCity.Host.Devices.Alarms;
using SmartCity.Host.Devices.Doors;
using SmartCity.Host.Devices.Hj212;
using SmartCity.Host.Devices.Telemetry;
using SmartCity.Host.Pages.Devices;

namespace SmartCity.Host.Devices;

/// <summary>The capability Devices (物联设备), whole: telemetry, registry, doors, alarms, pages.</summary>
internal static class DevicesCapability
{
    public static WebApplicationBuilder AddDevices(this WebApplicationBuilder builder) =>
        builder.AddTelemetry().AddDeviceRegistry().AddDevicePages().AddHj212().AddAlarms().AddMqtt().AddOcpp()
            .AddDeviceIndicators();

    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        api.MapTelemetry();
        api.MapDeviceRegistry();
        api.MapAlarms();
        api.MapTelemetryIntake();
        api.MapDeviceDoors();
    }
}
