using System.Collections.Immutable;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Violations;

/// <summary>What each fact changes; one line each, total.</summary>
internal static class ViolationFold
{
    internal static Violation Report(ViolationReported e, Recorded recorded) => new()
    {
        Id = e.ViolationId,
        Number = e.Number,
        Kind = Violation.MatterKind,
        Title = e.Title,
        Unit = e.Terms.LeadUnit,
        IntakeUnit = e.Terms.LeadUnit,
        Channel = e.Channel,
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = e.ReporterUnit is { } reporter ? [e.Terms.LeadUnit, reporter] : [e.Terms.LeadUnit],
        Terms = e.Terms,
        Description = e.Description,
        Location = e.Location,
        Subject = e.Subject,
        Exceedance = e.Exceedance,
        Cause = e.Cause,
        Evidence = [.. e.Evidence],
        BegunByReading = e.Reading is not null,
        Readings = e.Reading is { } reading
            ? ImmutableDictionary<string, VehicleReading>.Empty.Add(reading.Reading, reading)
            : ImmutableDictionary<string, VehicleReading>.Empty,
    };

    internal static Violation Apply(Violation state, Recorded recorded) => recorded.Data switch
    {
        ExceedanceVerified e => Looked(state, recorded) with { Verified = e, Handlers = state.Handlers.Add(e.By) },
        ViolationClosed e => Looked(state, recorded) with { Closure = e.Closure, Handlers = state.Handlers.Add(e.By) },
        SourceLocated e => Looked(state, recorded) with { Source = e, Subject = e.Subject, Handlers = state.Handlers.Add(e.By) },
        ViolationFiled e => state with { FiledOn = e.Day, FiledAt = recorded.OccurredAt },
        JointEnforcementDone e => state with
        {
            Enforcement = state.Enforcement.SetItem(e.Unit, e.Found),
            Handlers = state.Handlers.Add(e.Officer),
        },
        EvidenceAdded e => state with
        {
            Evidence = state.Evidence.AddRange(e.Evidence),
            Handlers = state.Handlers.Add(e.By),
        },
        SiteRecorded e => state with { Record = e, Handlers = state.Handlers.Add(e.Officer).Add(e.SecondOfficer) },
        EvidenceRegistered e => state with { Registration = e },
        RegisteredEvidenceDecided e => state with { Disposal = e },
        SpotPenaltyImposed e => state with
        {
            Decided = new(e.Penalty, e.Day, true, null, e.Document),
            DecidedAt = recorded.OccurredAt,
            DeliveredAt = recorded.OccurredAt,
            Handlers = state.Handlers.Add(e.Officer).Add(e.SecondOfficer),
        },
        PenaltyNoticeServed e => Unanswered(state) with
        {
            Notice = e,
            Intended = e.Penalty,
            Handlers = state.Handlers.Add(e.By),
        },
        PartyStated e => state with { Statement = e, Answered = true },
        PartyRightsWaived => state with { Answered = true, RightsEnded = true },
        StatementReviewed e => state with
        {
            Review = e,
            ReviewedOn = recorded.OccurredAt.InZone(WorkingCalendar.Zone).Date,
            Intended = e.Penalty,
        },
        PenaltyHearingRequested e => state with { HearingRequest = e, Answered = true },
        PenaltyHearingArranged e => state with { Hearing = e },
        PenaltyHearingHeld e => state with { HearingHeld = e },
        PenaltyLegallyChecked e => state with { LegalCheck = e },
        PenaltyReturned => Unanswered(state) with { Notice = null, Intended = null, Reworks = state.Reworks + 1 },
        PenaltyDecided e => state with
        {
            Decided = new(e.Penalty, e.Day, false, e.RectifyBy, e.Document),
            DecidedAt = recorded.OccurredAt,
        },
        PenaltyForgone e => state with { Forgone = e, DecidedAt = recorded.OccurredAt },
        PenaltyDelivered => state with { DeliveredAt = state.DeliveredAt ?? recorded.OccurredAt },
        PenaltyPaid e => state with { Payment = e },
        ViolationRectified => state with { Rectifications = state.Rectifications + 1, Reinspected = false },
        ViolationReinspected e => state with { Reinspected = e.Passed },
        RemedySought e => state with { Remedies = state.Remedies.Add(new(e.Remedy, e.Day, null, null)) },
        RemedyEnded e => state with { Remedies = End(state.Remedies, e) },
        ViolationArchived => state with { ArchivedAt = recorded.OccurredAt },
        VehicleReadingRecorded e => state with { Readings = state.Readings.SetItem(e.Reading.Reading, e.Reading) },
        VehicleFoundNonCompliant e => state with { NonCompliance = e },
        VehicleOwnerNotified e => Looked(state, recorded) with
        {
            NotifiedAt = recorded.OccurredAt,
            Handlers = state.Handlers.Add(e.By),
        },
        _ => state,
    };

    private static Violation Looked(Violation state, Recorded recorded) =>
        state with { LookedAt = state.LookedAt ?? recorded.OccurredAt };

    /// <summary>A new notice, or none any more: the party answers anew.</summary>
    private static Violation Unanswered(Violation state) => state with
    {
        Answered = false,
        RightsEnded = false,
        Statement = null,
        Review = null,
        ReviewedOn = null,
        HearingRequest = null,
        Hearing = null,
        HearingHeld = null,
        LegalCheck = null,
    };

    private static ImmutableList<SoughtRemedy> End(ImmutableList<SoughtRemedy> remedies, RemedyEnded e) =>
        remedies is [.., { EndedOn: null } open]
            ? remedies.SetItem(remedies.Count - 1, open with { EndedOn = e.Day, Result = e.Result })
            : remedies;
}
