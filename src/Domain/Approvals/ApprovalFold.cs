using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>What each fact changes; one line each, total.</summary>
internal static class ApprovalFold
{
    internal static Approval File(ApprovalFiled e, Recorded recorded) => new()
    {
        Id = e.ApprovalId,
        Number = e.Number,
        Kind = Approval.MatterKind,
        Title = e.Terms.Name,
        Unit = e.Unit,
        IntakeUnit = e.IntakeUnit,
        Channel = e.Channel,
        OpenedAt = recorded.OccurredAt,
        ReceivedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit, e.IntakeUnit, .. e.ReviewUnits],
        Terms = e.Terms,
        Applicant = e.Applicant,
        Form = e.Form,
        ReviewUnits = e.ReviewUnits,
        Materials = [.. e.Materials],
    };

    internal static Approval Apply(Approval state, Recorded recorded) => recorded.Data switch
    {
        MaterialsFoundComplete => Answered(state, recorded) with { Missing = [] },
        MaterialsFoundMissing e => Answered(state, recorded) with
        {
            Notice = state.Notice ?? [.. e.Missing],
            Missing = [.. e.Missing],
            Corrections = state.Corrections + 1,
        },
        MaterialsTolerated e => Answered(state, recorded) with { Missing = [], Outstanding = [.. e.Missing] },
        MaterialsSupplied e => Supply(state, e, recorded),
        CorrectionLapsed => Ended(state, "lapsed", ""),
        ApprovalAccepted e => (e.Deemed ? state : Answered(state, recorded)) with
        {
            AcceptedAt = e.AcceptedAt, DeemedAccepted = e.Deemed,
        },
        ApprovalNotAccepted e => Ended(Answered(state, recorded), "not-accepted", e.Explanation),
        ApprovalFirstChecked e => state with { FirstOfficer = e.Officer, Handlers = state.Handlers.Add(e.Officer) },
        ApprovalSecondChecked e => state with { Handlers = state.Handlers.Add(e.Officer) },
        ApprovalCheckReturned e => state with { Handlers = state.Handlers.Add(e.By), Reworks = state.Reworks + 1 },
        DepartmentReviewed e => state with
        {
            Opinions = state.Opinions.SetItem(e.Unit, e.Opinion),
            Handlers = state.Handlers.Add(e.Officer),
        },
        DepartmentReviewReturned e => state with { Handlers = state.Handlers.Add(e.Officer), Reworks = state.Reworks + 1 },
        DepartmentReviewCorrected e => state with { Handlers = state.Handlers.Add(e.Officer) },
        SiteInspected e => state with { Handlers = state.Handlers.Add(e.Inspector) },
        ExpertsReviewed e => state with { Handlers = state.Handlers.Add(e.Expert) },
        SpecialProcedureStarted e => state with { SpecialProcedure = e.Ground },
        SpecialProcedureEnded => state with { SpecialProcedure = null },
        ApprovalGranted e => state with { Decision = new(true, e.DecidedOn, e.DecidedBy), DecidedAt = recorded.OccurredAt },
        ApprovalRefused e => state with { Decision = new(false, e.DecidedOn, e.DecidedBy), DecidedAt = recorded.OccurredAt },
        CertificateIssued e => state with { Certificate = e },
        ApprovalDelivered => state with { Delivered = true },
        ApprovalExtended => state with { Extended = true },
        ApprovalWithdrawn e => state with { Closure = new("withdrawn", e.Reason) },
        ApprovalRevoked e => state with { Revocation = e.Kind },
        ProcessAdvanced e when ApprovalReview.Asks(e) && state.Rating is null =>
            state with { InvitedAt = state.InvitedAt ?? recorded.OccurredAt },
        RatingInvited e => state with { InvitedAt = state.InvitedAt ?? recorded.OccurredAt, InvitedOver = e.Channel },
        ApprovalRated e => state with { Rating = e, RatedAt = recorded.OccurredAt },
        RectificationOpened => state with { Rectifying = true },
        BadRatingCalledBack or RatingCallBackMade => state with { CalledBackAt = state.CalledBackAt ?? recorded.OccurredAt },
        RectificationReported e => state with { Measures = e.Measures },
        RectificationClosed => state with { Rectifying = false, RectifiedAt = recorded.OccurredAt },
        ApprovalArchived => state with { ArchivedAt = recorded.OccurredAt },
        _ => state,
    };

    /// <summary>An end before the acceptance.</summary>
    private static Approval Ended(Approval state, string kind, string reason) => state with
    {
        Closure = new(kind, reason), RefusedComplete = MaterialRules.Missing(state).Count == 0,
    };

    private static Approval Answered(Approval state, Recorded recorded) =>
        state with { AnsweredAt = state.AnsweredAt ?? recorded.OccurredAt };

    private static Approval Supply(Approval state, MaterialsSupplied e, Recorded recorded)
    {
        var codes = e.Materials.Select(material => material.Code).ToArray();
        return state with
        {
            Materials = state.Materials.AddRange(e.Materials),
            Missing = state.Missing.Except(codes),
            Outstanding = state.Outstanding.Except(codes),
            ReceivedAt = state.AcceptedAt is null ? recorded.OccurredAt : state.ReceivedAt,
        };
    }
}
