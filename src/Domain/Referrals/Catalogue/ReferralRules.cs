using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Catalogue;

/// <summary>
/// Who may refer to whom (转诊关系): by kinds of institutions, narrowed to single ones where they are named.
/// </summary>
/// <param name="From">Codes of the only senders meant; empty for every one of the kind.</param>
/// <param name="To">Codes of the only receivers meant; empty for every one of the kind.</param>
public sealed record ReferralRelation(
    string Direction, string FromKind, string ToKind, IReadOnlyList<string>? From = null,
    IReadOnlyList<string>? To = null, LocalDate? ValidFrom = null, LocalDate? ValidTo = null)
{
    internal bool IsInForce(LocalDate day) => !(day < ValidFrom) && !(day > ValidTo);

    internal bool Covers(ReferralInstitution from, ReferralInstitution to) =>
        FromKind == from.Kind && ToKind == to.Kind && Names(From, from.Code) && Names(To, to.Code);

    private static bool Names(IReadOnlyList<string>? codes, string code) => codes is not { Count: > 0 } || codes.Contains(code);
}

/// <summary>A department (科室) and what can be booked there, of <see cref="AppointmentKinds"/>.</summary>
public sealed record ReferralDepartment(string Code, LocalizedText Name, IReadOnlyList<string> Slots);

/// <summary>An institution (医疗机构) that takes part, with its departments; the first is the one for every patient.</summary>
/// <param name="Code">Code of its unit.</param>
/// <param name="Kind"><c>hospital</c>, <c>health-centre</c> or <c>health-station</c>, as the units have it.</param>
public sealed record ReferralInstitution(string Code, string Kind, IReadOnlyList<ReferralDepartment> Departments)
{
    public ReferralDepartment? Department(string code) => Departments.FirstOrDefault(d => d.Code == code);
}

/// <summary>How an urgency is handled, with its limits by the names of <see cref="ReferralLimits"/>.</summary>
public sealed record UrgencyRule(bool GreenChannel, IReadOnlyDictionary<string, TimeLimit> Limits);

/// <summary>
/// The rules of referral (转诊规则) in one version: who may refer to whom, departments, limits. A referral keeps the
/// version and the limits of the day on which it was written.
/// </summary>
public sealed record ReferralRules
{
    /// <summary>Counts from 1; changed rules are a new version.</summary>
    public required int Version { get; init; }

    /// <summary>Where they come from, and what in them is made for the demo.</summary>
    public required LocalizedText Source { get; init; }

    /// <summary>Name of the process by direction.</summary>
    public required IReadOnlyDictionary<string, string> Processes { get; init; }

    public required IReadOnlyList<ReferralRelation> Relations { get; init; }

    public required IReadOnlyList<ReferralInstitution> Institutions { get; init; }

    /// <summary>By <see cref="ReferralUrgencies"/>.</summary>
    public required IReadOnlyDictionary<string, UrgencyRule> Urgencies { get; init; }

    /// <summary>So many missed arrivals end a referral.</summary>
    public required int MostNoShows { get; init; }

    /// <summary>Days after acceptance for visits, where a referral down names none.</summary>
    public required IReadOnlyList<int> VisitDays { get; init; }

    public required LocalDate ValidFrom { get; init; }

    public ReferralInstitution? Institution(string code) => Institutions.FirstOrDefault(i => i.Code == code);

    /// <summary>Whether the one may refer to the other that way on the day.</summary>
    public bool Allows(string direction, ReferralInstitution from, ReferralInstitution to, LocalDate day) =>
        Relations.Any(r => r.Direction == direction && r.IsInForce(day) && r.Covers(from, to));

    /// <summary>What a referral of the urgency keeps of them.</summary>
    public ReferralTerms Terms(string urgency) =>
        new(Version, Urgencies[urgency].GreenChannel, MostNoShows, Urgencies[urgency].Limits, VisitDays);
}

/// <summary>Names of the limits of an urgency. Only the green channel's are in hours or minutes throughout.</summary>
public static class ReferralLimits
{
    /// <summary>Until a draft is submitted or expires.</summary>
    public const string Draft = "draft";

    /// <summary>Until the referral office has answered.</summary>
    public const string Reception = "reception";

    /// <summary>Until the referring doctor has added what was asked for, or answered a proposal.</summary>
    public const string Supplement = "supplement", Answer = "answer";

    /// <summary>Until a bed or a time is booked, also after a no-show.</summary>
    public const string Appointment = "appointment";

    /// <summary>Without an answer for so long, from either side, it expires.</summary>
    public const string Expiry = "expiry";

    /// <summary>
    /// Grace after which who has not come is a no-show: days after the day booked; in the green channel from the
    /// acceptance on.
    /// </summary>
    public const string NoShow = "noShow";

    /// <summary>Until treatment and outcome are recorded, and the result is read.</summary>
    public const string Treatment = "treatment", Outcome = "outcome", Reading = "reading";

    /// <summary>Until a follow-up visit is recorded, from its day on.</summary>
    public const string Visit = "visit";

    /// <summary>The whole, from the submission to the outcome.</summary>
    public const string Whole = "whole";

    public static IReadOnlyList<string> All { get; } =
    [
        Draft, Reception, Supplement, Answer, Appointment, Expiry, NoShow, Treatment, Outcome, Reading, Visit, Whole,
    ];
}
