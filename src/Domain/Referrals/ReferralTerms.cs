using System.Text.RegularExpressions;
using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals;

/// <summary>Which way a patient goes (转诊方向).</summary>
public static class ReferralDirections
{
    /// <summary>上转: from the community to a hospital, or from a station to its centre.</summary>
    public const string Up = "up";

    /// <summary>下转: from a hospital back to the community, for rehabilitation.</summary>
    public const string Down = "down";

    public static IReadOnlyList<string> All { get; } = [Up, Down];
}

/// <summary>How soon it must be (紧急程度), by the words of FHIR's request priority.</summary>
public static class ReferralUrgencies
{
    public const string Routine = "routine", Urgent = "urgent", Asap = "asap";

    /// <summary>急救绿色通道: in minutes, without an appointment.</summary>
    public const string Stat = "stat";

    public static IReadOnlyList<string> All { get; } = [Routine, Urgent, Asap, Stat];
}

/// <summary>Diagnosis (诊断) by a code of the shape of ICD-10, national clinical edition included.</summary>
public sealed partial record Diagnosis(string Code, string Display)
{
    /// <summary>Such as <c>I10</c>, <c>I21.9</c>, <c>E11.900x031</c>, <c>M50.1+</c>.</summary>
    public static bool IsCode(string? code) => code is not null && Shape().IsMatch(code);

    [GeneratedRegex(@"\A[A-Z][0-9]{2}(\.[0-9A-Za-z]{1,3}(x[0-9]{3})?)?[+*†]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

/// <summary>
/// What the referral form (转出单) says of the patient, all of it personal: it stands sealed in
/// <see cref="ReferralDrafted"/>, and nowhere in clear.
/// </summary>
/// <param name="Reason">Present history and why (现病史及转诊原因).</param>
/// <param name="Summary">Past history and treatment so far; down: the discharge summary (出院小结).</param>
/// <param name="Plan">Down: next treatment and rehabilitation (康复计划); null otherwise.</param>
public sealed record ReferralSlip(
    PatientDetails Patient, string Reason, Diagnosis Diagnosis, string? Summary, string? Plan);

/// <summary>What a doctor or a referral office wrote (说明). Always sealed.</summary>
public sealed record ReferralNote(string Text);

/// <summary>What the referring doctor added (补充资料). Always sealed.</summary>
public sealed record ReferralSupplement(string Text, string? Summary);

/// <summary>What was done for the patient (诊疗经过). Always sealed.</summary>
public sealed record TreatmentRecord(string Treatment, string? HospitalNumber);

/// <summary>
/// What came of it, for the referring doctor (回转单): main results, diagnosis, what is advised next. Always sealed.
/// </summary>
public sealed record ReferralResult(string Result, Diagnosis? Diagnosis, string? Advice);

/// <summary>A slot that was booked (预约): a bed, or a time with a doctor.</summary>
/// <param name="Kind">One of <see cref="AppointmentKinds"/>.</param>
/// <param name="Time">Local time; null for the whole day.</param>
public sealed record ReferralAppointment(string Kind, string Department, LocalDate Day, LocalTime? Time);

/// <summary>What can be booked.</summary>
public static class AppointmentKinds
{
    /// <summary>床位.</summary>
    public const string Bed = "bed";

    /// <summary>门诊号源.</summary>
    public const string Outpatient = "outpatient";

    public static IReadOnlyList<string> All { get; } = [Bed, Outpatient];
}

/// <summary>Another department or day that the receiver proposes (另行建议).</summary>
public sealed record ReferralProposal(string Department, LocalDate Day);

/// <summary>A follow-up visit (随访) of the rehabilitation plan.</summary>
/// <param name="Number">Counts from 1, in the order of the days.</param>
public sealed record PlannedVisit(int Number, LocalDate Day);

/// <summary>Why a receiver declines (拒绝原因), by a word that can be counted.</summary>
public static class DeclineReasons
{
    public static IReadOnlyList<string> All { get; } = ["no-bed", "no-specialist", "not-indicated", "other"];
}

/// <summary>Why a sender takes it back (撤回原因).</summary>
public static class WithdrawalReasons
{
    public const string NotNeeded = "not-needed", PatientDeclined = "patient-declined", Other = "other";

    /// <summary>误录: it never should have been there.</summary>
    public const string EnteredInError = "entered-in-error";

    public static IReadOnlyList<string> All { get; } = [NotNeeded, PatientDeclined, Other, EnteredInError];
}

/// <summary>What came of a referral (转诊结局).</summary>
public static class ReferralOutcomes
{
    public const string Completed = "completed", Failed = "failed";

    /// <summary>转往他院: somebody else goes on with it, by a referral that follows this one.</summary>
    public const string ReReferred = "re-referred";
}

/// <summary>Why a referral expired (失效原因).</summary>
public static class ReferralExpiries
{
    public const string NotSubmitted = "not-submitted", NoAnswer = "no-answer", NoShow = "no-show";
}

/// <summary>
/// What the rules in force that day say of this referral: it keeps them to its end, whatever is published later.
/// </summary>
/// <param name="Version">Version of the referral rules (转诊规则).</param>
/// <param name="GreenChannel">No appointment is made: the patient is on the way.</param>
/// <param name="MostNoShows">So many missed arrivals end it.</param>
/// <param name="Limits">By the names of <see cref="Catalogue.ReferralLimits"/>.</param>
/// <param name="VisitDays">Days after acceptance for visits, where a referral down names none.</param>
public sealed record ReferralTerms(
    int Version, bool GreenChannel, int MostNoShows, IReadOnlyDictionary<string, TimeLimit> Limits,
    IReadOnlyList<int> VisitDays);
