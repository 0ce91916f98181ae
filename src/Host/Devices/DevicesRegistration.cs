using FluentValidation;
using SmartCity.Application.Devices;
using SmartCity.Application.Shared;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>The registry of devices, their twins and what they report; the doors they come in through are added apart.</summary>
internal static class DevicesRegistration
{
    public static WebApplicationBuilder AddDeviceRegistry(this WebApplicationBuilder builder)
    {
        var identity = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath);
        var services = builder.Services;
        services.AddSingleton<IMatterKind, DeviceKindOfMatter>();
        services.AddSingleton<IMatterFacts, DeviceFacts>();
        services.AddSingleton<IMatterWords, DeviceSentences>();
        services.AddSingleton(DeviceRow.Table);
        services.AddSingleton(SchemaPart.File("Devices/schema.sql"));
        services.AddSingleton<DeviceKinds>();
        services.AddSingleton(StreamFold.Of<DeviceKindPublished>("device-kinds", e => ($"{e.Kind.Code}@{e.Kind.Version}", e.Kind)));
        services.AddSingleton<IPublications>(s => s.GetRequiredService<DeviceKinds>());
        services.AddSingleton<ICatalogueSource, DeviceKindFiles>();
        services.AddSingleton<DeviceCards>();
        services.AddSingleton<DeviceRegister>();
        services.AddSingleton(_ => new DeviceSecrets(identity));
        services.AddSingleton<DeviceIssuing>();
        services.AddSingleton<DeviceDirectory>();
        services.AddSingleton<IDeviceDirectory>(s => s.GetRequiredService<DeviceDirectory>());
        services.AddHostedService(s => s.GetRequiredService<DeviceDirectory>());
        services.AddSingleton<IDeviceReports, DeviceReports>();
        services.AddSingleton<DeviceDesk>();
        services.AddSingleton<DeviceList>();
        services.AddSingleton<DeviceSignals>();
        services.AddHostedService<SilenceWatcher>();
        services.AddHostedService<CommandDispatcher>();
        services.AddSingleton<IValidator<RegisterDeviceBody>, RegisterDeviceValidator>();
        services.AddSingleton<IValidator<DetailsBody>, DetailsValidator>();
        services.AddSingleton<IValidator<CalibrationBody>, CalibrationValidator>();
        services.AddSingleton<IValidator<CommandBody>, CommandValidator>();
        services.AddSingleton<IValidator<AcknowledgeBody>, AcknowledgeValidator>();
        return builder;
    }
}
