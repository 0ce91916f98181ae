using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

/// <summary>An action plan (行动计划) as its file in the catalogue has it: what its initiatives are and until when.</summary>
/// <param name="Document">Number of the document that published it, such as 京兴政发〔2018〕6号.</param>
/// <param name="Office">The unit whose office coordinates the plan (领导小组办公室), by its name of then.</param>
public sealed record ActionPlan(
    string Code, LocalizedText Name, string Document, string Source, LocalDate PublishedOn, string Office,
    IReadOnlyList<PlanArea> Areas, IReadOnlyList<PlannedInitiative> Initiatives)
{
    /// <summary>Reads the file, and checks it.</summary>
    /// <exception cref="FormatException">It is malformed, a number stands twice, or an area is not listed.</exception>
    public static ActionPlan Parse(string json)
    {
        var plan = CatalogueJson.Parse<ActionPlan>(json);
        if (plan.Initiatives.GroupBy(row => row.Number).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
            throw new FormatException($"Initiative {twice} stands twice.");
        if (plan.Initiatives.FirstOrDefault(row => plan.Areas.All(area => area.Code != row.Area)) is { } lost)
            throw new FormatException($"The area '{lost.Area}' of initiative {lost.Number} is not listed.");
        if (plan.Initiatives.FirstOrDefault(row => row.Lead.Count == 0 || row.LastDay is null) is { } unsound)
            throw new FormatException($"Initiative {unsound.Number} has no lead, or its deadline is no month.");
        return plan;
    }
}

/// <summary>A field of work that initiatives are grouped by; the grouping is this project's own.</summary>
public sealed record PlanArea(string Code, LocalizedText Name);

/// <summary>One row of the plan.</summary>
/// <param name="Number"><c>1</c> … <c>63</c>; item 49 has the rows <c>49(1)</c> and <c>49(2)</c>.</param>
/// <param name="Lead">Names of the leading units (牵头单位) as the document has them; one name may stand for a group.</param>
/// <param name="Support">Names of the supporting units (配合单位).</param>
/// <param name="Deadline">The month in which it is due, such as <c>2019-12</c>.</param>
/// <param name="Capability">What kind of thing it needs, in the words of this project.</param>
/// <param name="WorksWhen">What shows that it works, in the words of this project.</param>
public sealed record PlannedInitiative(
    string Number, string Area, LocalizedText Name, IReadOnlyList<string> Lead, IReadOnlyList<string> Support, string Deadline,
    string Capability, string WorksWhen)
{
    /// <summary>The last day of the month of the deadline: the document gives year and month.</summary>
    public LocalDate? LastDay =>
        YearMonthPattern.Iso.Parse(Deadline) is { Success: true, Value: var month } ? month.ToDateInterval().End : null;
}

/// <summary>Units as the plan names them, and those that answer today (承继单位).</summary>
public sealed record PlanUnits(string Source, IReadOnlyList<PlanSuccessor> Successors)
{
    /// <exception cref="FormatException">It is malformed.</exception>
    public static PlanUnits Parse(string json) => CatalogueJson.Parse<PlanUnits>(json);

    /// <summary>The line for a name in an initiative; null where none fits.</summary>
    public PlanSuccessor? Of(string name, string initiative) =>
        Successors.FirstOrDefault(line => line.Name == name && line.Items?.Contains(initiative) != false);
}

/// <summary>Who answers today for a unit, or a group of units, that the plan names.</summary>
/// <param name="Items">Numbers of the plan that the line is for; null for all.</param>
/// <param name="Units">Codes of today's units; empty for who is no unit of the district.</param>
/// <param name="Kinds">In place of codes: every unit of these kinds.</param>
/// <param name="Mark"><c>K</c>: known succession; <c>P</c>: this project's own reading.</param>
public sealed record PlanSuccessor(
    string Name, IReadOnlyList<string>? Items, IReadOnlyList<string>? Units, IReadOnlyList<string>? Kinds, string Mark, string? Note);
