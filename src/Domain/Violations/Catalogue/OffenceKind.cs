using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Violations.Catalogue;

/// <summary>A law and its article.</summary>
public sealed record PenaltyBasis(string Law, string Article)
{
    /// <inheritdoc/>
    public override string ToString() => $"《{Law}》{Article}";
}

/// <summary>The fine that the law allows, in yuan.</summary>
public sealed record FineRange(decimal Min, decimal Max);

/// <summary>Amounts in yuan that differ for a person and an organisation.</summary>
public sealed record Amounts(decimal Person, decimal Organisation)
{
    public decimal For(ViolationSubject? subject) => subject?.IsOrganisation() == true ? Organisation : Person;
}

/// <summary>So many failed readings within so many months make a vehicle non-compliant (HJ 845-2017: two in six).</summary>
public sealed record VehicleRule(int Failures, int Months);

/// <summary>
/// A kind of violation (违法行为种类) in one version: who enforces it, by which law, with which amounts and limits. A matter
/// keeps the terms of the day on which it was reported.
/// </summary>
public sealed record OffenceKind
{
    public required string Code { get; init; }

    /// <summary>Counts from 1; a changed kind is a new version.</summary>
    public required int Version { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Where its figures come from, and what in it is made for the demo.</summary>
    public required LocalizedText Source { get; init; }

    /// <summary>Name of its process.</summary>
    public required string Process { get; init; }

    /// <summary>The unit that decides on the penalty (执法主体).</summary>
    public required string LeadUnit { get; init; }

    /// <summary>The units that enforce it together with the lead unit (联合执法).</summary>
    public IReadOnlyList<string> JointUnits { get; init; } = [];

    /// <summary><c>air</c>: its source lies upwind; <c>water</c>: upstream; null: nearby.</summary>
    public string? Medium { get; init; }

    public required IReadOnlyList<PenaltyBasis> Basis { get; init; }

    /// <summary>Null where the law knows no fine for it.</summary>
    public FineRange? Fine { get; init; }

    /// <summary>Up to how much may be decided on the spot (当场处罚); null where nothing may.</summary>
    public Amounts? OnTheSpot { get; init; }

    /// <summary>From which fine on the party may ask for a hearing (较大数额罚款, 行政处罚法第六十三条).</summary>
    public required Amounts HearingFrom { get; init; }

    /// <summary>From which fine on somebody checks the law first (法制审核, 行政处罚法第五十八条).</summary>
    public required Amounts LegalCheckFrom { get; init; }

    /// <summary>Percent of the fine for each day it is late; capped at the fine (行政处罚法第七十二条).</summary>
    public required decimal LatePercentPerDay { get; init; }

    /// <summary>Whether what is wrong must be put right and is inspected again (责令改正).</summary>
    public required bool Rectification { get; init; }

    public VehicleRule? Vehicle { get; init; }

    /// <summary>By the names of <see cref="OffenceLimits"/>.</summary>
    public required IReadOnlyDictionary<string, TimeLimit> Limits { get; init; }

    public required LocalDate ValidFrom { get; init; }

    /// <summary>The last day on which one may be reported; null while it is open.</summary>
    public LocalDate? ValidTo { get; init; }

    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);
}

/// <summary>Names of the limits of a kind.</summary>
public static class OffenceLimits
{
    /// <summary>From the filing to the decision: 90 days (行政处罚法第六十条).</summary>
    public const string Case = "case";

    /// <summary>Until registered evidence is decided on: 7 working days (第五十六条).</summary>
    public const string Registration = "registration";

    /// <summary>In which the party may state, defend itself or ask for a hearing: 5 working days (第六十四条).</summary>
    public const string Response = "response";

    /// <summary>From the notice of the hearing to the hearing: 7 working days (第六十四条).</summary>
    public const string HearingNotice = "hearingNotice";

    /// <summary>From the decision to its delivery: 7 working days (第六十一条).</summary>
    public const string Delivery = "delivery";

    /// <summary>From the delivery to the payment: 15 days (第六十七条).</summary>
    public const string Payment = "payment";

    /// <summary>Of the tasks in between.</summary>
    public const string Verification = "verification", Location = "location", Enforcement = "enforcement", Record = "record",
        Notice = "notice", Review = "review", Arrangement = "arrangement", Hearing = "hearing", LegalCheck = "legalCheck",
        Decision = "decision", Rectification = "rectification", Reinspection = "reinspection";

    /// <summary>What a kind with a penalty needs.</summary>
    internal static IReadOnlyList<string> OfPenalty { get; } =
    [
        Case, Registration, Response, HearingNotice, Delivery, Payment, Verification, Location, Enforcement, Record, Notice,
        Review, Arrangement, Hearing, LegalCheck, Decision, Rectification, Reinspection,
    ];

    /// <summary>What a kind about vehicles needs.</summary>
    internal static IReadOnlyList<string> OfVehicle { get; } = [Verification, Notice, Reinspection];
}
