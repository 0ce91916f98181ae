using SmartCity.Domain.Plans;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Plans;

/// <summary>
/// The action plan and its indicators as the catalogue has them, with the units that answer today. Null plan, no indicators:
/// the catalogue brings none.
/// </summary>
internal sealed class PlanBook
{
    public const string File = "action-plan-2018.json";

    private readonly PlanUnits _units;
    private readonly UnitDirectory _directory;

    private PlanBook(ActionPlan? plan, PlanUnits units, IndicatorFile indicators, UnitDirectory directory) =>
        (Plan, _units, Indicators, _directory) = (plan, units, indicators, directory);

    public ActionPlan? Plan { get; }

    public IndicatorFile Indicators { get; }

    /// <summary>The stream of a row, by its number; the same in every database.</summary>
    public Guid IdOf(string number) => StreamIds.Of($"initiative/{Plan!.PublishedOn.Year}/{number}");

    /// <summary>The stream of what is reported of an indicator.</summary>
    public static Guid IndicatorId(string code) => StreamIds.Of("plan-indicator/" + code);

    /// <summary>Codes of the units that lead the items that an indicator belongs to.</summary>
    public IReadOnlyList<string> LeadsOf(PlanIndicator indicator) =>
        [.. (indicator.Items ?? []).SelectMany(Rows).SelectMany(row => Parties(row.Lead, row.Number))
            .SelectMany(party => party.Units).Distinct()];

    /// <summary>The rows that a number asks for: itself, or the parts of an item such as 49.</summary>
    public IReadOnlyList<PlannedInitiative> Rows(string number) =>
        [.. (Plan?.Initiatives ?? []).Where(row => row.Number == number || row.Number.StartsWith(number + "(", StringComparison.Ordinal))];

    /// <summary>Units by their names in the plan, with the codes of those that answer today.</summary>
    public IReadOnlyList<PlanParty> Parties(IEnumerable<string> names, string number) =>
        [.. names.Select(name => new PlanParty(name, Codes(_units.Of(name, number)!)))];

    /// <summary>Reads the folder <c>plan</c> of the catalogue; every name must have its line, every code its unit.</summary>
    public static PlanBook Read(string catalog, UnitDirectory directory)
    {
        var folder = Path.Combine(catalog, "plan");
        if (!System.IO.File.Exists(Path.Combine(folder, File))) return new(null, new("", []), new("", []), directory);
        var plan = Parse(Path.Combine(folder, File), ActionPlan.Parse);
        var file = Path.Combine(folder, "units.json");
        var units = Parse(file, PlanUnits.Parse);
        foreach (var row in plan.Initiatives)
            foreach (var name in row.Lead.Concat(row.Support).Append(plan.Office))
                if (units.Of(name, row.Number) is null)
                    throw CatalogueFiles.Refused(file, $"'{name}' of initiative {row.Number} has no line.");
        if (units.Successors.SelectMany(line => line.Units ?? []).FirstOrDefault(code => !directory.Knows(code)) is { } unknown)
            throw CatalogueFiles.Refused(file, $"there is no unit '{unknown}'.");
        var indicators = Parse(Path.Combine(folder, "indicators.json"), IndicatorFile.Parse);
        return new(plan, units, indicators, directory);
    }

    private static T Parse<T>(string file, Func<string, T> parse)
    {
        try
        {
            return parse(System.IO.File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }

    private IReadOnlyList<string> Codes(PlanSuccessor line) => line.Units
        ?? [.. _directory.All.Where(unit => line.Kinds?.Contains(unit.Kind) == true).Select(unit => unit.Code).Order(StringComparer.Ordinal)];
}
