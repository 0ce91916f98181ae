using Marten;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Identity;
using SmartCity.Host.Time;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Forms;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Host.Catalogue;

/// <summary>Calendars, items, processes and forms: rules as data, with versions.</summary>
internal static class CatalogueRegistration
{
    public static WebApplicationBuilder AddCatalogue(this WebApplicationBuilder builder)
    {
        var folder = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder;
        builder.Services.AddSingleton(_ => LoadProcesses(folder));
        builder.Services.AddSingleton(_ => UnitDirectory.Read(folder));
        builder.Services.AddSingleton(new PublishedCalendar(WorkingCalendar.Of("calendar.v0", [])));
        builder.Services.AddSingleton<CalendarPublications>();
        builder.Services.AddSingleton<ProcessPublications>();
        builder.Services.AddSingleton(s => new CatalogueFiles(
            folder, s.GetRequiredService<CalendarPublications>(), s.GetRequiredService<ProcessRegistry>(),
            s.GetRequiredService<ProcessPublications>(), s.GetServices<ICatalogueSource>(),
            s.GetRequiredService<ILogger<CatalogueFiles>>()));
        builder.Services.AddSingleton(s => new PublishedTables(
            s.GetRequiredService<IDocumentStore>(), s.GetRequiredService<IClock>(), s.GetServices<TableSignature>(),
            s.GetRequiredService<UnitDirectory>().Handles));
        builder.Services.AddSingleton<IPublications>(s => s.GetRequiredService<PublishedTables>());
        builder.Services.AddSingleton<ICatalogueSource, RuleFiles>();
        builder.Services.AddSingleton<IWorkflowEngine>(s => new ProcessEngine(s.GetRequiredService<ProcessRegistry>()));
        builder.Services.AddSingleton<ITaskForms, TaskForms>();
        builder.Services.AddSingleton<MatterProgress>();
        return builder;
    }

    /// <summary>Follows the clock and publishes the catalogue before the first request.</summary>
    public static async Task Begin(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<DistrictClock>();
        await clock.Synchronise(CancellationToken.None);
        if (!app.IsDemo() && clock.Ahead > Duration.Zero)
            throw new StartRefusedException(new(
                "该数据库曾用于演示且时钟被拨快，不能用于正式运行。",
                "This database was used for a demo whose clock was moved ahead; it cannot serve a real district."));
        await app.Services.GetRequiredService<CatalogueFiles>().Publish(CancellationToken.None);
    }

    private static ProcessRegistry LoadProcesses(string folder)
    {
        try
        {
            return ProcessRegistry.Load(
                Path.Combine(folder, "processes"), Path.Combine(folder, "forms"), text => TimeLimit.TryParse(text, out _));
        }
        catch (DefinitionException e)
        {
            throw new StartRefusedException(new LocalizedText($"流程目录有误：{e.Message}", $"The process catalogue is at fault: {e.Message}"));
        }
    }
}
