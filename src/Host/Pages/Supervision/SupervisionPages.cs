using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages.Supervision;

/// <summary>What supervision adds to the pages: board, units, lists, trends and map.</summary>
internal static class SupervisionPages
{
    public static WebApplicationBuilder AddSupervisionPages(this WebApplicationBuilder builder)
    {
        var folder = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder;
        builder.Services.AddSingleton(_ => DistrictOutline.Read(folder));
        builder.Services.AddSingleton(new PageLink("/supervision", new("督查", "Supervision"), Rights.Supervise));
        return builder;
    }
}
