using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages.ServiceHall;

/// <summary>What the service hall adds to the pages: the call panel of a window, and the screen.</summary>
internal static class HallPages
{
    public static WebApplicationBuilder AddHallPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WindowCalls>();
        builder.Services.AddSingleton(new PageLink("/hall", new("叫号", "Queue"), Rights.ServeHall));
        return builder;
    }
}
