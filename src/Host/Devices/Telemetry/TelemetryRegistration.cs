using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Telemetry;

/// <summary>What devices measure: written in bulk, kept, and asked for by point, span and bucket.</summary>
internal static class TelemetryRegistration
{
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("DeviceGateway:Telemetry").Get<TelemetryOptions>() ?? new());
        services.AddSingleton(new SchemaPart(TelemetrySchema.Sql));
        services.AddSingleton<SeriesBook>();
        services.AddSingleton<TelemetryQuery>();
        services.AddSingleton<TelemetryWriter>().AddHostedService(s => s.GetRequiredService<TelemetryWriter>());
        services.AddSingleton<TelemetryUpkeep>().AddHostedService(s => s.GetRequiredService<TelemetryUpkeep>());
        services.AddSingleton(s => new DeviceRate(s.GetRequiredService<TelemetryOptions>(), TimeProvider.System));
        return builder;
    }
}
