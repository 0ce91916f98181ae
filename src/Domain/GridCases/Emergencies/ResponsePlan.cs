using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>A task as a plan has it.</summary>
/// <param name="Unit">Code of a unit, or <see cref="ResponsePlan.TownOfTheCase"/>.</param>
/// <param name="From">The lowest level that has it: 4 for every level, 2 for II and I.</param>
public sealed record PlannedTask(string Code, LocalizedText Name, string Unit, string Role, TimeLimit Limit, int From);

/// <summary>What a plan sets for one level.</summary>
/// <param name="ReportEvery">The fixed interval of situation reports, in minutes or hours.</param>
public sealed record PlannedLevel(
    int Level, LocalizedText When, TimeLimit ReportEvery, TimeLimit PhoneReport, TimeLimit WrittenReport,
    TimeLimit AfterActionReview);

/// <summary>
/// A response plan (应急预案) in one version: for which cases it is, and what every level starts. An emergency keeps the terms
/// of the day on which its level was set.
/// </summary>
public sealed record ResponsePlan
{
    /// <summary>In a plan: the town in which the case lies.</summary>
    public const string TownOfTheCase = "=town";

    public required string Code { get; init; }

    /// <summary>Counts from 1; a changed plan is a new version.</summary>
    public required int Version { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Where it comes from, and what in it is made for the demo.</summary>
    public required string Source { get; init; }

    /// <summary>Codes of the kinds of cases that it is for.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Major classes of kinds that it is for.</summary>
    public IReadOnlyList<string> Majors { get; init; } = [];

    /// <summary>Whether it is the one for everything that has no plan of its own (总体预案).</summary>
    public bool General { get; init; }

    public required string CommandUnit { get; init; }

    public required string DutyUnit { get; init; }

    public required IReadOnlyList<PlannedLevel> Levels { get; init; }

    public required IReadOnlyList<PlannedTask> Tasks { get; init; }

    public required LocalDate ValidFrom { get; init; }

    /// <summary>The last day on which it can be started; null while it is open.</summary>
    public LocalDate? ValidTo { get; init; }

    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    /// <summary>What the plan sets for a level in a town; null when it has no such level.</summary>
    public ResponseTerms? Terms(int level, string town) => Levels.FirstOrDefault(l => l.Level == level) is not { } set
        ? null
        : new(
            Code, Version, CommandUnit, DutyUnit, set.ReportEvery, set.PhoneReport, set.WrittenReport, set.AfterActionReview,
            [.. Tasks.Where(task => task.From >= level).Select(task => new ResponseTask(
                task.Code, task.Name, task.Unit == TownOfTheCase ? town : task.Unit, task.Role, task.Limit))]);

    /// <summary>
    /// The plan of a code; without one the plan for the kind, else for the major class, else the general one. Null when there
    /// is none.
    /// </summary>
    public static ResponsePlan? Choose(IReadOnlyList<ResponsePlan> inForce, string? code, string? kind, string? major) =>
        code is not null
            ? inForce.FirstOrDefault(plan => plan.Code == code)
            : inForce.FirstOrDefault(plan => kind is not null && plan.Kinds.Contains(kind))
                ?? inForce.FirstOrDefault(plan => major is not null && plan.Majors.Contains(major))
                ?? inForce.FirstOrDefault(plan => plan.General);
}
