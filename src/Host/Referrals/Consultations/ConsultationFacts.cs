using NodaTime;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>
/// What a matter's view shows of a consultation. Who need not know sees that something was written, and nothing of it; what was
/// erased is not there for anybody.
/// </summary>
internal sealed class ConsultationFacts : IMatterFacts
{
    public string Kind => Consultation.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var c = (Consultation)matter;
        string? Text(string? text) => text is null || clear ? text : PersonalData.Hidden;
        object? Opinion(Sealed<ConsultationOpinion>? said) => said?.Value is { } opinion
            ? new { Findings = Text(opinion.Findings), Conclusion = Text(opinion.Conclusion), Advice = Text(opinion.Advice) } : null;
        return new
        {
            c.Form,
            FormName = ConsultationForms.Name(c.Form),
            c.Urgency,
            c.Modality,
            c.Patient,
            c.Referral,
            c.RequestUnit,
            c.RequestedBy,
            Question = Text(c.Content.Value?.Question),
            Summary = Text(c.Content.Value?.Summary),
            Citizen = c.Content.Value?.Citizen is { } citizen
                ? new
                {
                    Name = clear ? citizen.Name : PersonalData.Name(citizen.Name),
                    Phone = clear ? citizen.Phone : PersonalData.Phone(citizen.Phone),
                } : null,
            c.Materials,
            Remarks = c.Remarks.Select(remark => Text(remark.Value)),
            Meeting = c.Scheduled is var (meeting, _)
                ? new
                {
                    meeting.StartsAt, meeting.Minutes, meeting.Experts, Address = Text(meeting.Meeting.Value?.Address),
                    Note = Text(meeting.Meeting.Value?.Note),
                } : null,
            ProposedTime = c.Proposed?.StartsAt,
            Held = c.Held?.Minutes.Value is { } held
                ? new { Participants = Text(held.Participants), Materials = Text(held.Materials), Minutes = Text(held.Text) } : null,
            c.NotHeld,
            AssignedTo = c.Assigned?.Expert,
            Opinions = c.Opinions.Select(given => new
            {
                given.By, given.Critical, given.SecondReading, given.Attachments, Opinion = Opinion(given.Opinion),
            }),
            SecondReadings = c.SecondReadings.Select(read => new { read.By, read.Agreed, Changed = Opinion(read.Changed) }),
            AskedBack = c.AskedBack.Select(asked => Text(asked.Question.Value)),
            Rating = c.Rating?.Level,
            c.Closure,
            LimitsTable = c.Limits.Table,
        };
    }
}

/// <summary>What a citizen gets to know with the number and the last four digits of their telephone: not the answer itself.</summary>
internal sealed record ConsultationProgress(
    string Number, LocalizedText Kind, string Stage, string Status, LocalizedText Unit, Instant? AnsweredAt, Instant? ArchivedAt);

internal sealed class ConsultationProgressView(UnitDirectory units) : ICitizenView
{
    public string Kind => Consultation.MatterKind;

    public IEnumerable<string> Phones(Matter matter) =>
        ((Consultation)matter).Content.Value?.Citizen is { } citizen ? [citizen.Phone] : [];

    public object Show(Matter matter)
    {
        var c = (Consultation)matter;
        return new ConsultationProgress(c.Number, c.About, c.Stage, c.Status, units.Name(c.Unit), c.OpinionAt, c.ArchivedAt);
    }
}
