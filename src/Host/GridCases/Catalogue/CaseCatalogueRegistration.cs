using Marten;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Audit;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>Kinds, tables and map of city cases, and what is searched and counted among them.</summary>
internal static class CaseCatalogueRegistration
{
    public static WebApplicationBuilder AddCaseCatalogue(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        foreach (var signature in CaseTables.Signatures) services.AddSingleton(signature);
        services.AddSingleton<IAnswersWhatIf, CaseTableWhatIf>();
        services.AddSingleton(s => new CaseRulebook(
            s.GetRequiredService<IDocumentStore>(), s.GetRequiredService<PublishedTables>(), s.GetRequiredService<IClock>(),
            s.GetRequiredService<UnitDirectory>().Handles));
        services.AddSingleton<IPublications>(s => s.GetRequiredService<CaseRulebook>());
        services.AddSingleton(StreamFold.Of<CaseKindsPublished>("case-kinds", e => ($"{e.Directory.StandardRef}@{e.Directory.Version}", e.Directory)));
        services.AddSingleton<Func<Instant, ICaseRules>>(s => s.GetRequiredService<CaseRulebook>().At);
        services.AddSingleton<ICatalogueSource, CaseKindFiles>();
        var folder = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder;
        services.AddSingleton(_ => Load(Path.Combine(folder, "grid")));
        services.AddSingleton(GridCaseRow.Inline).AddSingleton(GridCaseRow.Schema);
        services.AddSingleton(GridCaseRow.Spans).AddSingleton(HotlineWeights.Signature);
        services.AddSingleton<Duplicates>().AddSingleton<CaseStatistics>();
        services.AddSingleton<TownStatistics>().AddSingleton<HotlineRules>().AddSingleton<TownBoard>();
        return builder;
    }

    private static GridMap Load(string folder)
    {
        try
        {
            return GridMap.Load(folder);
        }
        catch (FormatException e)
        {
            throw new StartRefusedException(new($"网格图有误：{e.Message}", $"The map of the grid is at fault: {e.Message}"));
        }
    }
}
