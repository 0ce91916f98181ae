using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Catalogue;

/// <summary>Puts a version of the referral rules into the catalogue (发布转诊规则).</summary>
public sealed record PublishReferralRules(ReferralRules Rules);

/// <summary>A version of the referral rules was published, whole.</summary>
public sealed record ReferralRulesPublished(ReferralRules Rules) : IDomainEvent;

/// <summary>All published versions, oldest first.</summary>
public sealed record ReferralRulesHistory(ImmutableList<ReferralRules> Versions)
{
    public static ReferralRulesHistory None { get; } = new([]);

    /// <summary>The version in force on the day: a later one replaces an earlier one from its first day.</summary>
    public ReferralRules? InForce(LocalDate day) => Versions.LastOrDefault(rules => rules.ValidFrom <= day);

    /// <summary>Total; other events change nothing.</summary>
    public static ReferralRulesHistory Evolve(ReferralRulesHistory state, object @event) => @event switch
    {
        ReferralRulesPublished e => new(state.Versions.Add(e.Rules)),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class ReferralRulesDecider
{
    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused when a limit is missing or of a unit that it cannot
    /// have, an urgency is missing, a relation names what there is not, or it begins before the version before it.
    /// </summary>
    public static Decision Publish(ReferralRulesHistory state, PublishReferralRules command)
    {
        var rules = command.Rules;
        var next = state.Versions.Count + 1;
        if (state.Versions.Find(known => known.Version == rules.Version) is { } same)
            return RulesFile.Same(same, rules) ? Decision.Nothing : new ReferralRulesVersionExists(rules.Version);
        if (rules.Version != next)
            return new ReferralRulesVersionNotNext(rules.Version, next);
        if (Faults(rules).FirstOrDefault() is { } field)
            return new ReferralRulesFieldInvalid(field);
        return state.Versions is [.., var before] && rules.ValidFrom <= before.ValidFrom
            ? new ReferralRulesFieldInvalid("validFrom")
            : Decision.Of(new ReferralRulesPublished(rules));
    }

    private static IEnumerable<string> Faults(ReferralRules rules)
    {
        foreach (var direction in ReferralDirections.All.Where(d => string.IsNullOrWhiteSpace(rules.Processes.GetValueOrDefault(d))))
            yield return $"processes.{direction}";
        if (rules.MostNoShows < 1) yield return "mostNoShows";
        if (rules.VisitDays.Count == 0 || rules.VisitDays.Any(day => day is < 1 or > 365)) yield return "visitDays";
        foreach (var relation in rules.Relations)
            if (FaultOf(relation, rules) is { } field) yield return $"relations.{field}";
        foreach (var institution in rules.Institutions)
            if (IsFaulty(institution)) yield return $"institutions.{institution.Code}";
        if (rules.Institutions.DistinctBy(i => i.Code).Count() != rules.Institutions.Count) yield return "institutions";
        foreach (var urgency in ReferralUrgencies.All)
            if (!rules.Urgencies.TryGetValue(urgency, out var rule)) yield return $"urgencies.{urgency}";
            else if (Missing(rule) is { } limit) yield return $"urgencies.{urgency}.{limit}";
    }

    private static string? FaultOf(ReferralRelation relation, ReferralRules rules) => relation switch
    {
        _ when !ReferralDirections.All.Contains(relation.Direction) => "direction",
        { ValidFrom: { } from, ValidTo: { } to } when to < from => "validTo",
        _ when !AreKnown(relation.From, relation.FromKind, rules) => "from",
        _ when !AreKnown(relation.To, relation.ToKind, rules) => "to",
        _ => null,
    };

    private static bool AreKnown(IReadOnlyList<string>? codes, string kind, ReferralRules rules) =>
        (codes ?? []).All(code => rules.Institution(code)?.Kind == kind);

    private static bool IsFaulty(ReferralInstitution institution) =>
        institution.Departments.Count == 0
        || institution.Departments.DistinctBy(d => d.Code).Count() != institution.Departments.Count
        || institution.Departments.Any(d => d.Slots.Count == 0 || d.Slots.Any(s => !AppointmentKinds.All.Contains(s)));

    private static string? Missing(UrgencyRule rule) => ReferralLimits.All.FirstOrDefault(name =>
        !rule.Limits.TryGetValue(name, out var limit) || limit.Amount < 1
        || (name == ReferralLimits.NoShow && (rule.GreenChannel ? limit.Unit.NeedsCalendar() : limit.Unit != TimeUnit.Days)));
}

public sealed record ReferralRulesFieldInvalid(string Field)
    : Refusal(RefusalKind.Invalid, "referral-rules.field-invalid", new(
        $"转诊规则：{Field} 缺失、重复或有误。", $"Referral rules: {Field} is missing, stands twice or is wrong."));

public sealed record ReferralRulesVersionExists(int Version)
    : Refusal(RefusalKind.Conflict, "referral-rules.version-exists", new(
        $"转诊规则版本 {Version} 已发布，不得改动。", $"Version {Version} of the referral rules is published and cannot be changed."));

public sealed record ReferralRulesVersionNotNext(int Version, int Next)
    : Refusal(RefusalKind.Conflict, "referral-rules.version-not-next", new(
        $"转诊规则的下一版本应为 {Next}，不是 {Version}。", $"The next version of the referral rules is {Next}, not {Version}."));
