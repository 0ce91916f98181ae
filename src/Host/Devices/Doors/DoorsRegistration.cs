using System.Net;
using SmartCity.DeviceGateway.Mqtt;
using SmartCity.DeviceGateway.Ocpp;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Doors;

/// <summary>The doors of devices that speak MQTT, HTTP and OCPP.</summary>
internal static class DoorsRegistration
{
    private const string TagsFile = "charging-tags.json";

    /// <summary>MQTT on <c>DeviceGateway:MqttPort</c> of <c>DeviceGateway:Address</c> (loopback where it is not said), or through a broker.</summary>
    public static WebApplicationBuilder AddMqtt(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("DeviceGateway");
        var address = settings["Address"] is { } text ? IPAddress.Parse(text) : IPAddress.Loopback;
        builder.Services.AddMqttDoor(
            new(address, settings.GetValue<int?>("MqttPort")), settings.GetSection("Mqtt").Get<MqttOptions>() ?? new());
        builder.Services.AddSingleton<TelemetryIntake.Door>().AddDeviceScheme();
        return builder;
    }

    /// <summary>OCPP, on the port of HTTP.</summary>
    public static WebApplicationBuilder AddOcpp(this WebApplicationBuilder builder)
    {
        var identity = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(new SchemaPart(ChargingBook.Schema));
        builder.Services.AddOcppDoor(
            builder.Configuration.GetSection("DeviceGateway:Ocpp").Get<OcppOptions>() ?? new(),
            ChargingTags.Load(Path.Combine(identity.CatalogFolder, TagsFile)));
        return builder;
    }
}
