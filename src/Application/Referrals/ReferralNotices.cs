using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals;

/// <summary>
/// What patients, referring doctors and referral offices are told. Nothing medical and nobody's name stands in it; what
/// was asked or written is read in the referral itself.
/// </summary>
public sealed class ReferralNotices : INotifies
{
    private static readonly NoticeOccasion
        Accepted = new("referral.accepted", NoticeAudiences.Citizen),
        Appointed = new("referral.appointed", NoticeAudiences.Citizen, "on"),
        Declined = new("referral.declined", NoticeAudiences.Citizen),
        Arriving = new("referral.submitted", NoticeAudiences.Staff),
        MoreAsked = new("referral.more-information", NoticeAudiences.Staff),
        Proposed = new("referral.proposed", NoticeAudiences.Staff),
        DeclinedToDoctor = new("referral.declined", NoticeAudiences.Staff),
        AcceptedToDoctor = new("referral.accepted", NoticeAudiences.Staff),
        Concluded = new("referral.concluded", NoticeAudiences.Staff);

    public string Kind => Referral.MatterKind;

    public IReadOnlyList<NoticeOccasion> Occasions { get; } =
        [Accepted, Appointed, Declined, Arriving, MoreAsked, Proposed, DeclinedToDoctor, AcceptedToDoctor, Concluded];

    public IEnumerable<NoticeCall> Of(Happening happening) =>
        happening.Events.SelectMany(e => Of(e, (Referral)happening.After));

    /// <summary>The patient; nobody once erased.</summary>
    public IEnumerable<Citizen> Citizens(Matter matter) =>
        matter is Referral { Slip.Value.Patient: { Phone: { Length: > 0 } phone } patient } ? [new(patient.Name, phone)] : [];

    private static IEnumerable<NoticeCall> Of(Recorded e, Referral r) => e.Data switch
    {
        ReferralSubmitted => [NoticeCall.Staff(Arriving, e, new(r.ToInstitution, [Roles.ReferralOfficer]))],
        ReferralMoreAsked => [ToDoctor(MoreAsked, e, r)],
        ReferralAlternativeProposed => [ToDoctor(Proposed, e, r)],
        ReferralAccepted or ReferralAlternativeAgreed =>
            [NoticeCall.Citizens(Accepted, e), ToDoctor(AcceptedToDoctor, e, r)],
        ReferralDeclined => [NoticeCall.Citizens(Declined, e), ToDoctor(DeclinedToDoctor, e, r)],
        ReferralAppointed x => [NoticeCall.Citizens(Appointed, e, ("on", NoticeValues.Day(x.Appointment.Day)))],
        ReferralConcluded => [ToDoctor(Concluded, e, r)],
        _ => [],
    };

    /// <summary>The doctor who wrote it; every doctor of the sender where a machine did.</summary>
    private static NoticeCall ToDoctor(NoticeOccasion occasion, Recorded e, Referral r) =>
        NoticeCall.Staff(occasion, e, new(r.FromInstitution, [Roles.Doctor], r.Doctor));
}
