using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Devices.Alarms;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>The limits under <c>catalog/thresholds</c> and the alarm rules under <c>catalog/alarm-rules</c>, by name and version.</summary>
internal sealed class AlarmRuleFiles(Thresholds thresholds, AlarmRules rules) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        await Publish(Path.Combine(folder, "thresholds"), thresholds, stop);
        await Publish(Path.Combine(folder, "alarm-rules"), rules, stop);
    }

    private static async Task Publish<T>(string folder, RuleShelf<T> shelf, CancellationToken stop) where T : class, IVersionedRules
    {
        await shelf.Follow(stop);
        var read = Directory.EnumerateFiles(folder, "*.json").Select(file => (File: file, Rule: Parse<T>(file)));
        foreach (var (file, rule) in read.OrderBy(r => r.Rule.Code, StringComparer.Ordinal).ThenBy(r => r.Rule.Version))
        {
            // Most starts find everything published already.
            if (shelf.Find(rule.Code)?.Versions.Find(v => v.Version == rule.Version) is { } known && CatalogueJson.Same(known, rule)) continue;
            if ((await shelf.Publish(rule, Actor.System, stop)).Refusal is { } refusal)
                throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
        }
    }

    private static T Parse<T>(string file) where T : class
    {
        try
        {
            return CatalogueJson.Parse<T>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}
