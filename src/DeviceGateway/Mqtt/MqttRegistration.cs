using Microsoft.Extensions.DependencyInjection;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>The port that the embedded server listens on at this moment; null where it does not.</summary>
public sealed record MqttPort(Func<int?> Now);

/// <summary>MQTT as part of a host.</summary>
public static class MqttRegistration
{
    /// <summary>The embedded server, or, where the options name one, the devices of an external broker.</summary>
    public static IServiceCollection AddMqttDoor(this IServiceCollection services, MqttEndpoint endpoint, MqttOptions options)
    {
        services.AddSingleton(s => new MqttPort(() => s.GetService<MqttDoor>()?.Port));
        services.AddDeviceIntake().AddSingleton(endpoint).AddSingleton(options).AddSingleton<MqttMessages>();
        return options.Broker is null ? services.AddDoor<MqttDoor>() : services.AddDoor<MqttBroker>();
    }

    private static IServiceCollection AddDoor<TDoor>(this IServiceCollection services)
        where TDoor : class, IDeviceLink, Microsoft.Extensions.Hosting.IHostedService => services
            .AddSingleton<TDoor>()
            .AddSingleton<IDeviceLink>(s => s.GetRequiredService<TDoor>())
            .AddHostedService(s => s.GetRequiredService<TDoor>());
}
