using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Catalogue;

/// <summary>The decision tables (决策表) under <c>catalog/rules</c>, in the order of their versions.</summary>
internal sealed class RuleFiles(PublishedTables tables, IClock clock) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        await tables.Follow(stop);
        var files = Directory.EnumerateFiles(Path.Combine(folder, "rules"), "*.json").Select(file => (File: file, Table: Parse(file)))
            .OrderBy(f => f.Table.Code, StringComparer.Ordinal).ThenBy(f => f.Table.Version).ToList();
        foreach (var (file, table) in files)
        {
            var next = files.Find(other => other.Table.Code == table.Code && other.Table.Version == table.Version + 1).Table;
            if ((await tables.Publish(table, Actor.System, stop, next?.ValidFrom)).Refusal is { } refusal)
                throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
        }

        var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        if (tables.Codes.FirstOrDefault(code => tables.Current.Tables.GetValueOrDefault(code)?.InForce(today) is null) is { } missing)
            throw new StartRefusedException(new(
                $"决策表 {missing} 没有今天有效的版本。", $"No version of the decision table {missing} is in force today."));
    }

    private static DecisionTable Parse(string file)
    {
        try
        {
            return CatalogueJson.Parse<DecisionTable>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}
