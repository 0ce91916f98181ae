using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Approvals;

/// <summary>What an applicant, the responsible unit and the window are told of an approval.</summary>
/// <param name="materialName">Name of a material of the application's item, by its code.</param>
public sealed class ApprovalNotices(Func<Approval, string, LocalizedText> materialName) : INotifies
{
    private static readonly NoticeOccasion
        Accepted = Citizen("approval.accepted", "dueOn"),
        DeemedAccepted = Citizen("approval.deemed-accepted", "acceptedOn", "dueOn"),
        NotAccepted = Citizen("approval.not-accepted"),
        Correction = Citizen("approval.correction", "missing", "dueOn"),
        CorrectionNearing = Citizen("approval.correction-nearing", "missing", "dueOn"),
        Lapsed = Citizen("approval.lapsed", "missing"),
        Tolerated = Citizen("approval.tolerated", "missing", "dueOn"),
        Granted = Citizen("approval.granted"),
        Refused = Citizen("approval.refused"),
        Ready = Citizen("approval.ready"),
        Revoked = Citizen("approval.revoked"),
        Rating = Citizen("approval.rating"),
        ForUnit = new("approval.accepted", NoticeAudiences.Staff, "dueOn"),
        Corrected = new("approval.corrected", NoticeAudiences.Staff),
        Decided = new("approval.decided", NoticeAudiences.Staff, "decision");

    public string Kind => Approval.MatterKind;

    public IReadOnlyList<NoticeOccasion> Occasions { get; } =
    [
        Accepted, DeemedAccepted, NotAccepted, Correction, CorrectionNearing, Lapsed, Tolerated, Granted, Refused, Ready, Revoked,
        Rating, ForUnit, Corrected, Decided,
    ];

    public IEnumerable<NoticeCall> Of(Happening happening)
    {
        var approval = (Approval)happening.After;
        return happening.Events.SelectMany(e => Of(e, approval)).Concat(Asked(happening, approval));
    }

    /// <summary>Once a matter, when it is finished, whether or not the window asks too.</summary>
    private static IEnumerable<NoticeCall> Asked(Happening happening, Approval after) =>
        after is { InvitedAt: not null, Rating: null } && happening.Before is null or Approval { InvitedAt: null }
            ? [NoticeCall.Once(Rating)] : [];

    public IEnumerable<Citizen> Citizens(Matter matter) =>
        matter is Approval { Applicant: { Phone.Length: > 0 } applicant } ? [new(applicant.Name, applicant.Phone)] : [];

    private IEnumerable<NoticeCall> Of(Recorded e, Approval a) => e.Data switch
    {
        ApprovalAccepted x =>
        [
            x.Deemed
                ? NoticeCall.Citizens(DeemedAccepted, e, ("acceptedOn", NoticeValues.Day(x.AcceptedOn)), Promised(a))
                : NoticeCall.Citizens(Accepted, e, Promised(a)),
            NoticeCall.Staff(ForUnit, e, new(a.Unit, [Roles.Officer]), Promised(a)),
        ],
        ApprovalNotAccepted => [NoticeCall.Citizens(NotAccepted, e)],
        MaterialsFoundMissing x =>
            [NoticeCall.Citizens(Correction, e, Materials(a, x.Missing), ("dueOn", NoticeValues.Day(x.CorrectBy)))],
        ClockWarned { Clock: ApprovalClocks.Correction } x =>
            [NoticeCall.Citizens(CorrectionNearing, e, Materials(a, a.Missing), ("dueOn", NoticeValues.DayOf(x.DueAt)))],
        CorrectionLapsed x => [NoticeCall.Citizens(Lapsed, e, Materials(a, x.Missing))],
        MaterialsTolerated x =>
            [NoticeCall.Citizens(Tolerated, e, Materials(a, x.Missing), ("dueOn", NoticeValues.Day(x.SupplyBy)))],
        MaterialsSupplied => [NoticeCall.Staff(Corrected, e, new(a.IntakeUnit, [Roles.WindowClerk]))],
        ApprovalGranted => [NoticeCall.Citizens(Granted, e), ForWindow(e, a, new("准予许可", "granted"))],
        ApprovalRefused => [NoticeCall.Citizens(Refused, e), ForWindow(e, a, new("不予许可", "refused"))],
        ProcessAdvanced { Opened: var opened } when opened.Any(item => item.Element == "delivery") => [NoticeCall.Citizens(Ready, e)],
        ApprovalRevoked => [NoticeCall.Citizens(Revoked, e)],
        _ => [],
    };

    private static NoticeCall ForWindow(Recorded e, Approval a, LocalizedText decision) =>
        NoticeCall.Staff(Decided, e, new(a.IntakeUnit, [Roles.WindowClerk]), ("decision", decision));

    private static (string, LocalizedText) Promised(Approval a) => (
        "dueOn", a.Clocks.GetValueOrDefault(ApprovalClocks.Promised) is { } clock ? NoticeValues.DayOf(clock.DueAt) : NoticeValues.Same("—"));

    private (string, LocalizedText) Materials(Approval a, IEnumerable<string> codes) =>
        ("missing", NoticeValues.List(codes.Order(StringComparer.Ordinal).Select(code => materialName(a, code))));

    private static NoticeOccasion Citizen(string code, params string[] placeholders) =>
        new(code, NoticeAudiences.Citizen, placeholders);
}
