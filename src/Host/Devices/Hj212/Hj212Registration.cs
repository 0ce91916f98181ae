using System.Net;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices.Hj212;

/// <summary>The door for environment monitoring stations: HJ 212 over TCP (<c>DeviceGateway:Hj212Port</c>).</summary>
internal static class Hj212Registration
{
    public static WebApplicationBuilder AddHj212(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("DeviceGateway");
        var options = (settings.GetSection("Hj212").Get<Hj212Options>() ?? new()) with { Port = settings.GetValue<int?>("Hj212Port") };
        if (settings["Address"] is { Length: > 0 } address) options = options with { Address = IPAddress.Parse(address) };
        var services = builder.Services;
        services.AddSingleton(s => new Hj212Server(
            options, Intake(s), s.GetRequiredService<IDeviceDirectory>(), s.GetRequiredService<IDeviceReports>(),
            s.GetRequiredService<IClock>(), TimeProvider.System, s.GetRequiredService<ILogger<Hj212Server>>()));
        services.AddHostedService(s => s.GetRequiredService<Hj212Server>());
        services.AddSingleton(s => s.GetRequiredService<Hj212Server>().Links);
        return builder;
    }

    private static StationIntake Intake(IServiceProvider services)
    {
        var (writer, series) = (services.GetRequiredService<TelemetryWriter>(), services.GetRequiredService<SeriesBook>());
        var (rate, passwords) = (services.GetRequiredService<DeviceRate>(), services.GetRequiredService<DeviceRegister>());
        return new(writer.Write, Number, rate.Admit, passwords.ChangePassword);

        async ValueTask<int?> Number(Guid device, string point, CancellationToken stop)
        {
            try
            {
                return await series.Of(device, point, stop);
            }
            catch (TooManyPointsException)
            {
                return null;
            }
        }
    }
}
