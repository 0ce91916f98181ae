using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Consultations;

/// <summary>
/// What the asking institution, the experts and a citizen who asked are told of a consultation. No notice holds anything of the
/// patient: who gets it looks the matter up.
/// </summary>
public sealed class ConsultationNotices : INotifies
{
    private static readonly NoticeOccasion
        Scheduled = new("consultation.scheduled", NoticeAudiences.Staff, "startsAt"),
        Proposed = new("consultation.time-proposed", NoticeAudiences.Staff, "startsAt"),
        Answered = new("consultation.answered", NoticeAudiences.Staff),
        Critical = new("consultation.critical", NoticeAudiences.Staff),
        Ended = new("consultation.ended", NoticeAudiences.Staff),
        AskedBack = new("consultation.asked-back", NoticeAudiences.Staff),
        Advised = new("consultation.advised", NoticeAudiences.Citizen);

    private static readonly string[] Doctors = [Roles.Doctor], Experts = [Roles.Expert];

    public string Kind => Consultation.MatterKind;

    public IReadOnlyList<NoticeOccasion> Occasions { get; } = [Scheduled, Proposed, Answered, Critical, Ended, AskedBack, Advised];

    public IEnumerable<NoticeCall> Of(Happening happening) =>
        happening.After is Consultation state ? happening.Events.SelectMany(e => Of(state, e)) : [];

    public IEnumerable<Citizen> Citizens(Matter matter) =>
        matter is Consultation { Content.Value.Citizen: { } citizen } ? [new(citizen.Name, citizen.Phone)] : [];

    /// <summary>What is asked for at once, and a critical value, are told whatever the hour.</summary>
    public int? EmergencyLevel(Matter matter) =>
        matter is Consultation { Urgency: ConsultationUrgencies.Stat } or Consultation { Opinions: [.., { Critical: true }] } ? 1 : null;

    private static IEnumerable<NoticeCall> Of(Consultation state, Recorded e) => e.Data switch
    {
        ConsultationScheduled x => [.. Everybody(state).Select(to =>
            NoticeCall.Staff(Scheduled, e, to, ("startsAt", NoticeValues.At(x.StartsAt))))],
        ConsultationTimeProposed x => [NoticeCall.Staff(Proposed, e, Asker(state), ("startsAt", NoticeValues.At(x.StartsAt)))],
        ConsultationOpinionGiven when state.Form == ConsultationForms.HealthAdvice => [NoticeCall.Citizens(Advised, e)],
        ConsultationOpinionGiven { Critical: true } => [NoticeCall.Staff(Critical, e, Asker(state))],
        ConsultationOpinionGiven { SecondReading: false } or ConsultationSecondRead => [NoticeCall.Staff(Answered, e, Asker(state))],
        ConsultationDeclined or ConsultationExpired when state.RequestedBy is not null => [NoticeCall.Staff(Ended, e, Asker(state))],
        ConsultationAskedBack when state.Opinions is [.., { By: var expert }] =>
            [NoticeCall.Staff(AskedBack, e, new(state.Unit, Doctors, expert))],
        _ => [],
    };

    /// <summary>The doctors of the institution that asked: whoever of them is there goes on.</summary>
    private static StaffAddress Asker(Consultation state) => new(state.RequestUnit, Doctors);

    private static IEnumerable<StaffAddress> Everybody(Consultation state) =>
    [
        Asker(state),
        .. state.Scheduled is var (meeting, _) && meeting.Experts.Count > 0
            ? meeting.Experts.Select(expert => new StaffAddress(state.Unit, Experts, expert))
            : (StaffAddress[])[new(state.Unit, Experts)],
    ];
}
