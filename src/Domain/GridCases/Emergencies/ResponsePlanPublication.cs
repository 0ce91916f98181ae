using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>Puts a version of a plan into the catalogue (发布预案).</summary>
public sealed record PublishResponsePlan(ResponsePlan Plan);

/// <summary>A version of a response plan was published, whole.</summary>
public sealed record ResponsePlanPublished(ResponsePlan Plan) : IDomainEvent;

/// <summary>All published versions of one plan, oldest first; folded from the plan's own stream.</summary>
public sealed record ResponsePlanHistory(string Code, ImmutableList<ResponsePlan> Versions)
{
    /// <summary>The version in force on the day: a later one replaces an earlier one from its first day.</summary>
    public ResponsePlan? InForce(LocalDate day) =>
        Versions.LastOrDefault(plan => plan.ValidFrom <= day) is { } newest && newest.IsInForce(day) ? newest : null;

    /// <summary>Total; other events change nothing.</summary>
    public static ResponsePlanHistory? Evolve(ResponsePlanHistory? state, object @event) => @event switch
    {
        ResponsePlanPublished e => new(e.Plan.Code, (state?.Versions ?? []).Add(e.Plan)),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class ResponsePlanDecider
{
    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused when a level or a task stands twice, a role is none,
    /// reports are due at no elapsed interval, or its validity overlaps the version before.
    /// </summary>
    public static Decision Publish(ResponsePlanHistory? state, PublishResponsePlan command)
    {
        var plan = command.Plan;
        var next = (state?.Versions.Count ?? 0) + 1;
        if (state?.Versions.Find(known => known.Version == plan.Version) is { } same)
            return RulesFile.Same(same, plan) ? Decision.Nothing : new ResponsePlanVersionExists(plan.Code, plan.Version);
        if (plan.Version != next)
            return new ResponsePlanVersionNotNext(plan.Code, plan.Version, next);
        if (Fault(plan) is { } field)
            return new ResponsePlanFieldInvalid(plan.Code, field);
        return state?.Versions is [.., var before] && plan.ValidFrom <= (before.ValidTo ?? before.ValidFrom)
            ? new ResponsePlanValidityOverlaps(plan.Code, before.Version, plan.ValidFrom)
            : Decision.Of(new ResponsePlanPublished(plan));
    }

    /// <summary>The field that makes no sense, or null.</summary>
    private static string? Fault(ResponsePlan plan) => Faults(plan).FirstOrDefault();

    private static IEnumerable<string> Faults(ResponsePlan plan)
    {
        foreach (var (text, field) in ((string, string)[])
            [(plan.Code, "code"), (plan.Source, "source"), (plan.CommandUnit, "commandUnit"), (plan.DutyUnit, "dutyUnit")])
            if (string.IsNullOrWhiteSpace(text)) yield return field;
        if (plan.ValidTo < plan.ValidFrom) yield return "validTo";
        if (plan.Levels.Count == 0) yield return "levels";
        if (Twice(plan.Levels.Select(set => $"{set.Level}")) is { } level) yield return $"levels.{level}";
        if (Twice(plan.Tasks.Select(task => task.Code)) is { } code) yield return $"tasks.{code}";
        foreach (var set in plan.Levels)
        {
            if (set.Level is < 1 or > 4) yield return $"levels.{set.Level}";
            if (!EmergencyTimes.IsInterval(set.ReportEvery)) yield return $"levels.{set.Level}.reportEvery";
            if (!IsElapsed(set.PhoneReport)) yield return $"levels.{set.Level}.phoneReport";
            if (!IsElapsed(set.WrittenReport)) yield return $"levels.{set.Level}.writtenReport";
        }
        foreach (var task in plan.Tasks)
        {
            if (string.IsNullOrWhiteSpace(task.Code) || task.From is < 1 or > 4) yield return $"tasks.{task.Code}.from";
            if (string.IsNullOrWhiteSpace(task.Unit)) yield return $"tasks.{task.Code}.unit";
            if (!Roles.Handlers.Contains(task.Role)) yield return $"tasks.{task.Code}.role";
        }
    }

    private static bool IsElapsed(TimeLimit limit) => limit is { Unit: TimeUnit.Minutes or TimeUnit.Hours, Amount: > 0 };

    private static string? Twice(IEnumerable<string> values) =>
        values.GroupBy(value => value).FirstOrDefault(group => group.Count() > 1)?.Key;
}
