using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What of a patient somebody may see (访问范围).</summary>
public static class AccessScopes
{
    public const string Record = "record", Referrals = "referrals", Consultations = "consultations", Reads = "reads", All = "all";

    /// <summary>To speak for the patient: to write down what they agree to, or that they take it back.</summary>
    public const string Consents = "consents";

    /// <summary>What a consent may name.</summary>
    public static IReadOnlyList<string> OfConsent { get; } = [Record, Referrals, Consultations, All];
}

/// <summary>What a consent is for (目的).</summary>
public static class ConsentPurposes
{
    public static IReadOnlyList<string> All { get; } = ["treatment", "consultation", "family-doctor", "insurance", "research"];
}

/// <summary>On what ground a record is read (访问依据).</summary>
public static class AccessGrounds
{
    /// <summary>The institution keeps the record (建档机构), treats the patient, was let by them, or had an emergency.</summary>
    public const string Keeper = "keeper", Treatment = "treatment", Consent = "consent", Emergency = "emergency";

    /// <summary>A system of the institution that wrote what was read over FHIR, or that is named in it (信息交换).</summary>
    public const string Exchange = "exchange";

    /// <summary>
    /// The institution brought the matter or is asked in it, and it runs (经办): what stands in it, and nothing else of the patient.
    /// </summary>
    public const string Party = "party";

    /// <summary>Somebody who watches over the district, or passes on for others (监督查阅): what is shown is without personal data.</summary>
    public const string Supervision = "supervision";

    /// <summary>Somebody has to be told from others before anything else; what is shown is masked.</summary>
    public const string Identification = "identification";

    /// <summary>An auditor, whom a second person let read it (审计解密查看).</summary>
    public const string Release = "audit-release";

    /// <summary>There is none.</summary>
    public const string None = "none";
}

/// <param name="Until">Null where it does not end by itself.</param>
/// <param name="WithdrawnAt">Null while it stands.</param>
public sealed record Consent(
    Guid Id, IReadOnlyList<string> Scope, string? Unit, string? Role, string Purpose, Instant? Until, string RecordedAt, Instant GivenAt,
    Instant? WithdrawnAt = null);

/// <param name="Reason">Null once erased.</param>
public sealed record EmergencyAccess(Guid Id, string? Reason, string Unit, string By, Instant OpenedAt, Instant Until);

/// <summary>A matter in which an institution treats the patient, or did.</summary>
public sealed record Treatment(Guid Matter, Instant? EndedAt);

/// <summary>How long a ground holds (访问时限), as the rules of a day have it.</summary>
/// <param name="AfterTreatment">From the end of a referral or a consultation.</param>
/// <param name="Emergency">From the opening.</param>
/// <param name="LongestConsent">The longest that a consent may run where it says no end.</param>
public sealed record AccessTimes(TimeLimit AfterTreatment, TimeLimit Emergency, TimeLimit LongestConsent)
{
    public const string Table = "patient-access";

    /// <summary>What the table is asked.</summary>
    public static TableSignature Signature { get; } = new(Table, [new("ground", DecisionInput.Text)], [new("time", DecisionOutput.Limit)]);

    public static AccessTimes Of(PreparedTable table)
    {
        TimeLimit Time(string ground) => TimeLimit.Parse(table.Decide(("ground", ground))["time"]!);
        return new(Time("after-treatment"), Time(AccessGrounds.Emergency), Time(AccessGrounds.Consent));
    }
}
