using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;

namespace SmartCity.Application.Violations;

/// <summary>
/// What a party is told beside what the law has served on it in writing: that a notice was served, and that it was decided.
/// A message takes the place of no service (送达).
/// </summary>
public sealed class ViolationNotices : INotifies
{
    private static readonly NoticeOccasion
        Noticed = new("violation.noticed", NoticeAudiences.Citizen, "dueOn"),
        Decided = new("violation.decided", NoticeAudiences.Citizen);

    public string Kind => Violation.MatterKind;

    public IReadOnlyList<NoticeOccasion> Occasions { get; } = [Noticed, Decided];

    public IEnumerable<NoticeCall> Of(Happening happening) => happening.Events.SelectMany(Of);

    public IEnumerable<Citizen> Citizens(Matter matter) =>
        matter is Violation { Subject: { Phone: { Length: > 0 } phone } subject } ? [new(subject.Name, phone)] : [];

    private static IEnumerable<NoticeCall> Of(Recorded e) => e.Data switch
    {
        PenaltyNoticeServed x => [NoticeCall.Citizens(Noticed, e, ("dueOn", NoticeValues.Day(x.RespondBy)))],
        PenaltyDecided or SpotPenaltyImposed or PenaltyForgone => [NoticeCall.Citizens(Decided, e)],
        _ => [],
    };
}
