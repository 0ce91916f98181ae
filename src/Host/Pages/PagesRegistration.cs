using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using MudBlazor;
using MudBlazor.Services;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages;

/// <summary>The pages for people: inbox, tasks, the window, matters.</summary>
internal static class PagesRegistration
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        FindFiles(builder);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        builder.Services.AddSingleton<PageDesk>();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets(Manifest("endpoints")).AllowAnonymous();
        app.MapLanguage();
        app.MapRazorComponents<App>().WithStaticAssets(Manifest("endpoints")).AddInteractiveServerRenderMode()
            .RequireAuthorization(Rights.UsePages);
        return app;
    }

    /// <summary>
    /// A published program has the files of the pages in its own folder; beside a build a manifest says where they are,
    /// the packages' among them, whichever program runs the host.
    /// </summary>
    private static void FindFiles(WebApplicationBuilder builder)
    {
        if (!File.Exists(Manifest("runtime"))) return;
        builder.Configuration[WebHostDefaults.StaticWebAssetsKey] = Manifest("runtime");
        // Files come from the manifest alone: no endpoint that looks for others.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
    }

    private static string Manifest(string kind) => Path.Combine(
        AppContext.BaseDirectory, $"{typeof(App).Assembly.GetName().Name}.staticwebassets.{kind}.json");
}
