using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>What each fact changes; total.</summary>
internal static class ConsultationFold
{
    internal static Consultation Request(ConsultationRequested e, Recorded recorded) => new()
    {
        Id = e.ConsultationId,
        Number = e.Number,
        Kind = Consultation.MatterKind,
        Title = Title(e),
        Unit = e.Unit,
        IntakeUnit = e.RequestUnit,
        Channel = e.Channel,
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit, e.RequestUnit],
        Form = e.Form,
        Urgency = e.Urgency,
        Modality = e.Modality,
        Patient = e.Patient,
        Referral = e.Referral,
        RequestUnit = e.RequestUnit,
        RequestedBy = e.RequestedBy,
        Limits = e.Limits,
        Content = e.Content,
        Materials = [.. e.Attachments],
    };

    internal static Consultation Apply(Consultation state, Recorded recorded) => recorded.Data switch
    {
        ConsultationScheduled e => Responded(state, recorded) with { Scheduled = (e, recorded.OccurredAt), Proposed = null },
        ConsultationTimeProposed e => Responded(state, recorded) with { Proposed = e, Scheduled = null },
        ConsultationTimeAnswered e => state with
        {
            AgreedTime = e.Agreed ? state.Proposed?.StartsAt : null,
            Proposed = null,
            Remarks = state.Remarks.Add(e.Remark),
        },
        ConsultationDeclined => Responded(state, recorded) with { Closure = ConsultationClosures.Declined },
        ConsultationHeld e => state with { Held = e },
        ConsultationNotHeld => state with { Scheduled = null, AgreedTime = null, NotHeld = state.NotHeld + 1 },
        ConsultationAssigned e => Responded(state, recorded) with { Assigned = e },
        ConsultationMaterialsAsked e => Responded(state, recorded) with { Remarks = state.Remarks.Add(e.What), Assigned = null },
        ConsultationMaterialsSupplied e => state with
        {
            Materials = state.Materials.AddRange(e.Attachments.Except(state.Materials)),
            Remarks = state.Remarks.Add(e.Remark),
        },
        ConsultationOpinionGiven e => Responded(state, recorded) with
        {
            Opinions = state.Opinions.Add(e),
            OpinionAt = recorded.OccurredAt,
        },
        ConsultationSecondRead e => state with { SecondReadings = state.SecondReadings.Add(e), OpinionAt = recorded.OccurredAt },
        ConsultationAskedBack e => state with { AskedBack = state.AskedBack.Add(e) },
        ConsultationConcluded => state with { Concluded = true },
        ConsultationWithdrawn => state with { Closure = ConsultationClosures.Withdrawn },
        ConsultationExpired => state with { Closure = ConsultationClosures.Expired },
        ConsultationRated e => state with { Rating = (e.Level, recorded.OccurredAt) },
        ConsultationArchived => state with { ArchivedAt = recorded.OccurredAt },
        _ => state,
    };

    /// <summary>Everything that was written is gone; who did what and when stays.</summary>
    internal static Consultation Forget(Consultation state) => state with
    {
        Content = new(state.Patient, null),
        Remarks = [.. state.Remarks.Select(remark => remark with { Value = null })],
        Scheduled = state.Scheduled is var (meeting, at) ? (meeting with { Meeting = new(state.Patient, null) }, at) : null,
        Proposed = state.Proposed is { } proposed ? proposed with { Reason = new(state.Patient, null) } : null,
        Held = state.Held is { } held ? held with { Minutes = new(state.Patient, null) } : null,
        Opinions = [.. state.Opinions.Select(given => given with { Opinion = new(state.Patient, null) })],
        SecondReadings = [.. state.SecondReadings.Select(read => read with { Changed = read.Changed is null ? null : new(state.Patient, null) })],
        AskedBack = [.. state.AskedBack.Select(asked => asked with { Question = new(state.Patient, null) })],
    };

    private static Consultation Responded(Consultation state, Recorded recorded) =>
        state with { RespondedAt = state.RespondedAt ?? recorded.OccurredAt };

    /// <summary>Words of the catalogue only: nobody is named in it.</summary>
    private static LocalizedText Title(ConsultationRequested e)
    {
        var form = ConsultationForms.Name(e.Form);
        if (e.Form == ConsultationForms.HealthAdvice) return form;
        var what = e.Modality is { } modality ? DiagnosisModalities.Name(modality) : ConsultationUrgencies.Name(e.Urgency);
        return new($"{form.Zh} · {what.Zh}", $"{form.En} · {what.En}");
    }
}
