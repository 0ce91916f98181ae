using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>What MQTT, HTTP and OCPP share.</summary>
public static class MessageRegistration
{
    public static IServiceCollection AddDeviceIntake(this IServiceCollection services)
    {
        services.TryAddSingleton<DeviceIntake>();
        services.TryAddSingleton<RefusedMessages>();
        return services;
    }
}
