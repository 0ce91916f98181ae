using NodaTime;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Referrals.Consultations;

/// <summary>
/// One consultation in the inline read model <c>read.consultations</c>; columns are the properties. Nothing in it is personal:
/// the patient is the id of a stream.
/// </summary>
public sealed record ConsultationRow(
    Guid Id, string Form, string Urgency, string? Modality, string Status, string Unit, string RequestUnit, Guid Patient,
    Guid? Referral, Instant RequestedAt, Instant? AnsweredAt, int AskedBack, int? Rating, Instant? EndedAt)
{
    public static InlineTable Inline { get; } = InlineTable.Of<Consultation, ConsultationRow>("read.consultations", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/Consultations/consultations.sql");

    public static ConsultationRow Of(Consultation c) => new(
        c.Id, c.Form, c.Urgency, c.Modality, c.Status, c.Unit, c.RequestUnit, c.Patient, c.Referral, c.OpenedAt, c.OpinionAt,
        c.AskedBack.Count, c.Rating?.Level, c.ArchivedAt);
}
