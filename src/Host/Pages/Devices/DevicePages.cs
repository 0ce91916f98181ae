using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.Devices;

/// <summary>What devices add to the pages: their list, and the panel of one.</summary>
internal static class DevicePages
{
    public static WebApplicationBuilder AddDevicePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new MatterPanel(Device.DeviceStream, typeof(DevicePanel)));
        builder.Services.AddSingleton(new PageLink("/devices", new("设备", "Devices"), Rights.ReadMatters));
        return builder;
    }

    /// <summary>Whether a device is heard of, for people.</summary>
    public static LocalizedText Connectivity(string connectivity) => connectivity switch
    {
        "online" => new("在线", "Online"),
        "offline" => new("离线", "Offline"),
        _ => new("未上线", "Not heard of yet"),
    };

    /// <summary>The level of an alarm, for people.</summary>
    public static LocalizedText Level(string level) => level switch
    {
        "critical" => new("紧急", "Critical"),
        "major" => new("重要", "Major"),
        "minor" => new("一般", "Minor"),
        _ => new("提示", "Notice"),
    };

    /// <summary>The light that goes with it.</summary>
    public static string LightOf(string connectivity) => connectivity switch
    {
        "online" => "light-green",
        "offline" => "light-red",
        _ => "",
    };
}
