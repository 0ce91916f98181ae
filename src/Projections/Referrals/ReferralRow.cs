using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Referrals;

/// <summary>
/// One referral in the inline read model <c>read.referrals</c>; a pure function of its state, and nothing in it names
/// anybody. Columns are the properties.
/// </summary>
/// <param name="Patient">The patient's stream.</param>
/// <param name="Doctor">Account of the referring doctor; null where a machine sent it.</param>
/// <param name="ReceptionMinutes">From the submission to the first answer, in minutes; null before.</param>
/// <param name="Appointed">Whether a slot is booked, and was not missed.</param>
public sealed record ReferralRow(
    Guid Id, string Number, Guid Patient, string Direction, string FromInstitution, string ToInstitution, string? Department,
    string Urgency, string Status, Guid? Follows, string? Doctor, Instant OpenedAt, Instant? SubmittedAt,
    Instant? AnsweredAt, Instant? AcceptedAt, Instant? ArrivedAt, Instant? ConcludedAt, Instant? ArchivedAt,
    Instant UpdatedAt, int NoShows, long? ReceptionMinutes, bool Appointed)
{
    public static InlineTable Inline { get; } = InlineTable.Of<Referral, ReferralRow>("read.referrals", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/referrals.sql");

    public static ReferralRow Of(Referral r) => new(
        r.Id, r.Number, r.Patient, r.Direction, r.FromInstitution, r.ToInstitution, r.Department, r.Urgency, r.Status,
        r.Follows, r.Doctor, r.OpenedAt, r.SubmittedAt, r.AnsweredAt, r.AcceptedAt, r.ArrivedAt, r.ConcludedAt,
        r.ArchivedAt, r.UpdatedAt, r.NoShows,
        r is { SubmittedAt: { } sent, AnsweredAt: { } answered } ? (long)(answered - sent).TotalMinutes : null,
        r.Appointment is not null);
}
