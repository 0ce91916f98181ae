using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals;

/// <summary>What a matter's view shows of a referral. What is medical is hidden from those who need not see it.</summary>
internal sealed class ReferralFacts : IMatterFacts
{
    public string Kind => Referral.MatterKind;

    /// <summary>All of it is sealed.</summary>
    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var r = (Referral)matter;
        return new
        {
            r.Direction,
            r.Urgency,
            PatientId = r.Patient,
            Patient = r.Slip.Value is { } slip ? PatientDetailsView.Of(slip.Patient, clear) : null,
            r.Erased,
            r.FromInstitution,
            r.ToInstitution,
            r.Department,
            r.Doctor,
            r.Follows,
            Reason = Shown(r.Slip, clear, s => s.Reason),
            Diagnosis = clear ? r.Slip.Value?.Diagnosis : null,
            Summary = Shown(r.Slip, clear, s => s.Summary),
            Plan = Shown(r.Slip, clear, s => s.Plan),
            Attachments = clear ? r.Files : [],
            RulesVersion = r.Terms.Version,
            r.Terms.GreenChannel,
            r.SubmittedAt,
            r.AnsweredAt,
            Question = Shown(r.Question?.Question, clear, n => n.Text),
            r.Rounds,
            Supplements = r.Supplements.Select(s => Shown(s, clear, x => x.Text)),
            r.Proposal,
            r.AcceptedAt,
            Declined = r.Declined is { } declined ? new { declined.Reason, Note = Shown(declined.Note, clear, n => n.Text) } : null,
            r.Appointment,
            r.NoShows,
            r.ArrivedAt,
            Treatment = Shown(r.Treatment, clear, t => t.Treatment),
            Outcome = r.Concluded?.Outcome,
            Result = clear ? r.Concluded?.Result.Value : null,
            r.ConcludedAt,
            r.ReadAt,
            Visits = r.Visits.Select(visit => new
            {
                visit.Number,
                visit.Day,
                Met = r.Visited.GetValueOrDefault(visit.Number)?.Met,
                Note = Shown(r.Visited.GetValueOrDefault(visit.Number)?.Note, clear, n => n.Text),
            }),
            Withdrawn = r.Withdrawn is { } withdrawn ? new { withdrawn.Reason, Note = Shown(withdrawn.Note, clear, n => n.Text) } : null,
            r.Expired,
        };
    }

    private static string? Shown<T>(Sealed<T>? given, bool clear, Func<T, string?> text) where T : class =>
        given?.Value is not { } value || text(value) is not { } said ? null : clear ? said : PersonalData.Hidden;
}

/// <summary>What the patient gets to know with the number and the last four digits of their telephone.</summary>
internal sealed record ReferralProgress(
    string Number, LocalizedText Kind, string Stage, string Status, LocalizedText From, LocalizedText To, Instant? SubmittedAt,
    Instant? AcceptedAt, LocalDate? AppointmentOn, LocalTime? AppointmentAt, IEnumerable<LocalDate> VisitsOn, Instant? ArchivedAt);

internal sealed class ReferralProgressView(UnitDirectory units) : ICitizenView
{
    public string Kind => Referral.MatterKind;

    public IEnumerable<string> Phones(Matter matter) =>
        ((Referral)matter).Slip.Value?.Patient.Phone is { } phone ? [phone] : [];

    public object Show(Matter matter)
    {
        var r = (Referral)matter;
        return new ReferralProgress(
            r.Number, ReferralWords.Direction(r.Direction), r.Stage, r.Status, units.Name(r.FromInstitution),
            units.Name(r.ToInstitution), r.SubmittedAt, r.AcceptedAt, r.Appointment?.Day, r.Appointment?.Time,
            r.Visits.Select(visit => visit.Day), r.ArchivedAt);
    }
}
