using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.GridCases.Emergencies;

namespace SmartCity.Host.GridCases.Emergencies;

/// <summary>The response plans (应急预案) under <c>catalog/response-plans</c>.</summary>
internal sealed class ResponsePlanFiles(ResponsePlans plans, UnitDirectory units) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "response-plans"), "*.json").Order(StringComparer.Ordinal))
        {
            var plan = Parse(file);
            if (UnknownUnit(plan, units) is { } unknown) throw CatalogueFiles.Refused(file, $"there is no unit '{unknown}'");
            if ((await plans.Publish(plan, Actor.System, stop)).Refusal is { } refusal) throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
        }
    }

    /// <summary>A unit that the plan names and that there is not, or null.</summary>
    public static string? UnknownUnit(ResponsePlan plan, UnitDirectory units) =>
        plan.Tasks.Select(task => task.Unit).Where(unit => unit != ResponsePlan.TownOfTheCase)
            .Append(plan.CommandUnit).Append(plan.DutyUnit).FirstOrDefault(unit => !units.Knows(unit));

    private static ResponsePlan Parse(string file)
    {
        try
        {
            return RulesFile.Parse<ResponsePlan>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}
