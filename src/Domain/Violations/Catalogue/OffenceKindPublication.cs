using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Violations.Catalogue;

/// <summary>Puts a version of a kind of violation into the catalogue (发布违法行为种类).</summary>
public sealed record PublishOffenceKind(OffenceKind Kind);

/// <summary>A version of a kind of violation was published, whole.</summary>
public sealed record OffenceKindPublished(OffenceKind Kind) : IDomainEvent;

/// <summary>All published versions of one kind, oldest first; folded from the stream of the kinds.</summary>
public sealed record OffenceKindHistory(string Code, ImmutableList<OffenceKind> Versions)
{
    /// <summary>The version in force on the day: a later one replaces an earlier one from its first day.</summary>
    public OffenceKind? InForce(LocalDate day) =>
        Versions.LastOrDefault(kind => kind.ValidFrom <= day) is { } newest && newest.IsInForce(day) ? newest : null;

    /// <summary>Total; other events change nothing.</summary>
    public static OffenceKindHistory? Evolve(OffenceKindHistory? state, object @event) => @event switch
    {
        OffenceKindPublished e => new(e.Kind.Code, (state?.Versions ?? []).Add(e.Kind)),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class OffenceKindDecider
{
    private const int MostCaseDays = 90, LegalWorkingDays = 7, ResponseDays = 5, PaymentDays = 15;
    private const decimal MostOnTheSpotPerson = 200, MostOnTheSpotOrganisation = 3000, MostLatePercent = 3;

    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused when it goes beyond what the penalty law allows (on the
    /// spot 200 and 3,000 yuan, 90 days to the decision, 7 working days for registered evidence, notice of a hearing and
    /// delivery, 5 for the party, 15 days to pay, 3 % a day), a limit is missing or its validity overlaps the version before.
    /// </summary>
    public static Decision Publish(OffenceKindHistory? state, PublishOffenceKind command)
    {
        var kind = command.Kind;
        var next = (state?.Versions.Count ?? 0) + 1;
        if (state?.Versions.Find(known => known.Version == kind.Version) is { } same)
            return RulesFile.Same(same, kind) ? Decision.Nothing : new OffenceKindVersionExists(kind.Code, kind.Version);
        if (kind.Version != next)
            return new OffenceKindVersionNotNext(kind.Code, kind.Version, next);
        if (Faults(kind).FirstOrDefault() is { } field)
            return new OffenceKindFieldInvalid(kind.Code, field);
        return state?.Versions is [.., var before] && kind.ValidFrom <= (before.ValidTo ?? before.ValidFrom)
            ? new OffenceKindValidityOverlaps(kind.Code, before.Version, kind.ValidFrom)
            : Decision.Of(new OffenceKindPublished(kind));
    }

    private static IEnumerable<string> Faults(OffenceKind kind)
    {
        foreach (var (text, field) in ((string, string)[])
            [(kind.Code, "code"), (kind.Process, "process"), (kind.LeadUnit, "leadUnit")])
            if (string.IsNullOrWhiteSpace(text)) yield return field;
        if (kind.ValidTo < kind.ValidFrom) yield return "validTo";
        if (kind.Basis.Count == 0) yield return "basis";
        if (kind.Medium is not (null or "air" or "water")) yield return "medium";
        if (kind.Vehicle is { Failures: < 1 } or { Months: < 1 }) yield return "vehicle";
        if (kind.Fine is { } fine && (fine.Min < 0 || fine.Max < fine.Min)) yield return "fine";
        if (kind.OnTheSpot is { } spot && (spot.Person is < 0 or > MostOnTheSpotPerson
            || spot.Organisation is < 0 or > MostOnTheSpotOrganisation)) yield return "onTheSpot";
        if (kind.LatePercentPerDay is < 0 or > MostLatePercent) yield return "latePercentPerDay";
        if (kind.JointUnits.Contains(kind.LeadUnit) || kind.JointUnits.Distinct().Count() != kind.JointUnits.Count)
            yield return "jointUnits";
        var needed = kind.Vehicle is null ? OffenceLimits.OfPenalty : OffenceLimits.OfVehicle;
        foreach (var missing in needed.Where(name => !kind.Limits.ContainsKey(name))) yield return $"limits.{missing}";
        foreach (var (name, limit) in kind.Limits)
            if (!IsLawful(name, limit)) yield return $"limits.{name}";
    }

    private static bool IsLawful(string name, TimeLimit limit) => name switch
    {
        OffenceLimits.Case => limit is { Unit: TimeUnit.Days, Amount: > 0 and <= MostCaseDays },
        OffenceLimits.Registration or OffenceLimits.Delivery =>
            limit is { Unit: TimeUnit.WorkingDays, Amount: > 0 and <= LegalWorkingDays },
        OffenceLimits.HearingNotice => limit is { Unit: TimeUnit.WorkingDays, Amount: >= LegalWorkingDays },
        OffenceLimits.Response => limit is { Unit: TimeUnit.WorkingDays, Amount: >= ResponseDays },
        OffenceLimits.Payment => limit is { Unit: TimeUnit.Days, Amount: >= PaymentDays },
        _ => limit.Amount > 0,
    };
}
