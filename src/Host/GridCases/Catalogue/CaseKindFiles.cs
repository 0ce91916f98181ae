using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>The directories of kinds (事部件分类目录) under <c>catalog/case-kinds</c>, in the order of their validity.</summary>
internal sealed class CaseKindFiles(CaseRulebook rules) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        await rules.Follow(stop);
        var files = Directory.EnumerateFiles(Path.Combine(folder, "case-kinds"), "*.json").Select(file => (File: file, Content: Parse(file)));
        foreach (var (file, directory) in files.OrderBy(f => f.Content.StandardRef, StringComparer.Ordinal).ThenBy(f => f.Content.Version))
            if ((await rules.Publish(directory, Actor.System, stop)).Refusal is { } refusal)
                throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
    }

    private static CaseKindDirectory Parse(string file)
    {
        try
        {
            return CatalogueJson.Parse<CaseKindDirectory>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}
