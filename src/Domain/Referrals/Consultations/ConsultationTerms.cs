using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>The forms of a consultation (会诊形式). Each has a process of its own, under the same name.</summary>
public static class ConsultationForms
{
    /// <summary>远程会诊: doctors meet over the network.</summary>
    public const string Teleconsultation = "teleconsultation";

    /// <summary>远程诊断: images or laboratory results are read at another institution, without a meeting.</summary>
    public const string RemoteDiagnosis = "remote-diagnosis";

    /// <summary>健康咨询: a citizen asks, a doctor answers; no diagnosis and no prescription.</summary>
    public const string HealthAdvice = "health-advice";

    public static IReadOnlyList<string> All { get; } = [Teleconsultation, RemoteDiagnosis, HealthAdvice];

    public static LocalizedText Name(string form) => form switch
    {
        Teleconsultation => new("远程会诊", "Teleconsultation"),
        RemoteDiagnosis => new("远程诊断", "Remote diagnosis"),
        _ => new("健康咨询", "Health advice"),
    };
}

/// <summary>How soon it is needed, in the words of FHIR's request priority.</summary>
public static class ConsultationUrgencies
{
    public const string Routine = "routine", Urgent = "urgent", Asap = "asap", Stat = "stat";

    public static IReadOnlyList<string> All { get; } = [Routine, Urgent, Asap, Stat];

    public static LocalizedText Name(string urgency) => urgency switch
    {
        Stat => new("立即", "at once"),
        Asap => new("尽快", "as soon as possible"),
        Urgent => new("加急", "urgent"),
        _ => new("常规", "routine"),
    };
}

/// <summary>What a remote diagnosis is made from (检查类别).</summary>
public static class DiagnosisModalities
{
    public static IReadOnlyList<string> All { get; } = ["imaging", "ecg", "pathology", "laboratory"];

    public static LocalizedText Name(string modality) => modality switch
    {
        "imaging" => new("影像", "imaging"),
        "ecg" => new("心电", "ECG"),
        "pathology" => new("病理", "pathology"),
        _ => new("检验", "laboratory"),
    };
}

/// <summary>Why a consultation ended without an opinion.</summary>
public static class ConsultationClosures
{
    public const string Declined = "declined", Withdrawn = "withdrawn", Expired = "expired";
}

/// <summary>What is asked (会诊目的、病情摘要). Personal data: it stands sealed, and nowhere else.</summary>
/// <param name="Citizen">Who asks for health advice; null for the other forms.</param>
public sealed record ConsultationContent(string Question, string? Summary = null, AdvisedCitizen? Citizen = null);

/// <summary>A citizen who asks, and can be reached. Personal data.</summary>
public sealed record AdvisedCitizen(string Name, string Phone);

/// <summary>The citizen's door (公众入口): whoever comes by it has no account.</summary>
public static class AdviceDoor
{
    private const string Role = "citizen";

    public static Actor Citizen { get; } = new("citizen", "市民", [Role], "", "citizen");

    public static bool IsCitizen(Actor actor) => actor.Has(Role);
}

/// <summary>Where the meeting is (会议地址), and what to know of it.</summary>
public sealed record ConsultationMeeting(string Address, string? Note = null);

/// <summary>What came of the meeting (会诊记录).</summary>
public sealed record ConsultationMinutes(string Participants, string Materials, string Text);

/// <summary>What an expert says (会诊意见、诊断报告).</summary>
public sealed record ConsultationOpinion(string Findings, string Conclusion, string? Advice = null);

/// <summary>The limits of one consultation (时限) by name, as the table gave them on the day of the request.</summary>
/// <param name="Table">Version of the table, such as <c>consultation-limits@1</c>.</param>
public sealed record ConsultationLimits(IReadOnlyDictionary<string, TimeLimit> Values, string Table)
{
    /// <summary>From the request to the opinion; to answer the request; until it expires unanswered; for the opinion.</summary>
    public const string Total = "total", Schedule = "schedule", Expiry = "expiry", Opinion = "opinion";

    /// <summary>For the second reading; for the asking doctor, after which it counts as closed.</summary>
    public const string SecondReading = "secondReading", Feedback = "feedback";

    private const string Code = "consultation-limits";

    /// <summary>What the table is asked.</summary>
    public static TableSignature Signature { get; } = new(
        Code, [new("form", DecisionInput.Text), new("urgency", DecisionInput.Text)],
        [.. new[] { Total, Schedule, Expiry, Opinion, SecondReading, Feedback }
            .Select(name => new TableSignature.Output(name, DecisionOutput.Limit))]);

    /// <exception cref="InvalidOperationException">No version of the table is in force.</exception>
    public static ConsultationLimits Ask(IReadOnlyDictionary<string, PreparedTable> tables, string form, string urgency) =>
        tables.TryGetValue(Code, out var table)
            ? new(
                table.Decide(("form", form), ("urgency", urgency)).Outputs
                    .ToImmutableSortedDictionary(limit => limit.Key, limit => TimeLimit.Parse(limit.Value)),
                table.Table.Key)
            : throw new InvalidOperationException($"No version of the decision table {Code} is in force on that day.");

    /// <summary>How long the meeting that was fixed may take to be held: from then to its end, and four hours for the record.</summary>
    internal static TimeLimit UntilHeld(Instant fixedAt, ConsultationScheduled meeting) => new(
        Math.Clamp((int)(meeting.StartsAt - fixedAt).TotalMinutes + meeting.Minutes + 240, 0, TimeLimit.MaxAmount), TimeUnit.Minutes);
}
