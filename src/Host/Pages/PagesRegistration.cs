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
        // The files of the pages' packages are found beside a build as well as in a published program.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        builder.Services.AddSingleton<PageDesk>().AddSingleton<Matters.ItemMaterials>();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapLanguage();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization(Rights.UsePages);
        return app;
    }
}
