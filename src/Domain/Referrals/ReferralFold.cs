using System.Collections.Immutable;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals;

/// <summary>What each fact changes; one line each, total.</summary>
internal static class ReferralFold
{
    internal static Referral Draft(ReferralDrafted e, Recorded recorded) => new()
    {
        Id = e.ReferralId,
        Number = e.Number,
        Kind = Referral.MatterKind,
        Title = e.Title,
        Unit = e.FromInstitution,
        IntakeUnit = e.FromInstitution,
        Channel = e.Channel,
        OpenedAt = recorded.OccurredAt,
        UpdatedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.FromInstitution],
        Direction = e.Direction,
        Patient = e.Patient,
        FromInstitution = e.FromInstitution,
        ToInstitution = e.ToInstitution,
        Urgency = e.Urgency,
        Terms = e.Terms,
        Slip = e.Slip,
        Department = e.Department,
        Follows = e.Follows,
        Doctor = e.Doctor,
        Files = [.. e.Attachments],
        VisitsAsked = [.. e.Visits],
    };

    internal static Referral Apply(Referral state, Recorded recorded) => recorded.Data switch
    {
        ReferralSubmitted e => state with
        {
            SubmittedAt = recorded.OccurredAt,
            Unit = e.ToInstitution,
            Units = state.Units.Add(e.ToInstitution),
        },
        ReferralMoreAsked e => Answered(state, recorded) with { Question = e, Rounds = e.Round },
        ReferralSupplemented e => state with
        {
            Question = null,
            Supplements = state.Supplements.Add(e.Supplement),
            Files = state.Files.AddRange(e.Attachments),
        },
        ReferralAlternativeProposed e => Answered(state, recorded) with { Proposal = e.Proposal },
        ReferralAlternativeRefused => state with { Proposal = null },
        ReferralAlternativeAgreed e => Accepted(state, e.Proposal.Department, recorded),
        ReferralAccepted e => Accepted(Answered(state, recorded), e.Department, recorded) with { Visits = [.. e.Visits] },
        ReferralDeclined e => Answered(state, recorded) with { Declined = e },
        ReferralAppointed e => state with
        {
            Appointment = e.Appointment,
            ExpectedSince = recorded.OccurredAt,
            Department = e.Appointment.Department,
        },
        ReferredPatientMissed e => state with { NoShows = e.Times, Appointment = null, ExpectedSince = null },
        ReferredPatientArrived => state with { ArrivedAt = recorded.OccurredAt },
        ReferralTreated e => state with { Treatment = e.Record },
        ReferralConcluded e => state with { Concluded = e, ConcludedAt = recorded.OccurredAt },
        ReferralResultRead => state with { ReadAt = recorded.OccurredAt },
        FollowUpVisited e => state with { Visited = state.Visited.SetItem(e.Number, e) },
        ReferralWithdrawn e => state with { Withdrawn = e },
        ReferralExpired e => state with { Expired = e.Why },
        ReferralArchived => state with { ArchivedAt = recorded.OccurredAt },
        _ => state,
    };

    private static Referral Answered(Referral state, Recorded recorded) =>
        state with { AnsweredAt = state.AnsweredAt ?? recorded.OccurredAt };

    private static Referral Accepted(Referral state, string department, Recorded recorded) => state with
    {
        AcceptedAt = recorded.OccurredAt,
        ExpectedSince = recorded.OccurredAt,
        Department = department,
        Proposal = null,
    };

    /// <summary>All that was sealed is gone, as a fold of the stream would find it.</summary>
    internal static Referral Erase(Referral state) => state with
    {
        Slip = Empty(state.Slip),
        Question = state.Question is { } asked ? asked with { Question = Empty(asked.Question) } : null,
        Supplements = [.. state.Supplements.Select(Empty)],
        Declined = state.Declined is { Note: { } declined } ? state.Declined with { Note = Empty(declined) } : state.Declined,
        Treatment = state.Treatment is { } record ? Empty(record) : null,
        Concluded = state.Concluded is { } concluded ? concluded with { Result = Empty(concluded.Result) } : null,
        Visited = state.Visited.ToImmutableDictionary(
            visit => visit.Key, visit => visit.Value.Note is { } note ? visit.Value with { Note = Empty(note) } : visit.Value),
        Withdrawn = state.Withdrawn is { Note: { } withdrawn } ? state.Withdrawn with { Note = Empty(withdrawn) } : state.Withdrawn,
    };

    private static Sealed<T> Empty<T>(Sealed<T> given) where T : class => given with { Value = null };
}
