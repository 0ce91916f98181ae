using NodaTime;
using SmartCity.Application.Referrals;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Referrals;

/// <summary>A referral as it is to be written, whichever door it comes in by.</summary>
/// <param name="Patient">The patient's stream, where it is known; null: that of the identity number.</param>
internal sealed record ReferralOrder(
    string Direction, Guid? Patient, ReferralSlip Slip, string FromInstitution, string ToInstitution, string? Department,
    string Urgency, IReadOnlyList<Guid> Attachments, IReadOnlyList<LocalDate> Visits, Guid? Follows, bool Draft);

/// <summary>
/// What a new referral does, whichever door it comes in by: to its own stream, and to that of its patient, who is known from
/// then on.
/// </summary>
internal sealed class ReferralWriting(
    ReferralRulebook rules, ProcessRegistry processes, MatterProgress progress, PatientDirectory patients, MatterReader matters)
{
    /// <summary>The series that the numbers of referrals and of patients come from.</summary>
    public const string NumberPrefix = "DX-RF", PatientPrefix = "DX-PT";

    /// <summary>Null with a refusal where the referral that it follows, or the patient, is not there.</summary>
    public async Task<(Besides? Besides, Refusal? Refusal)> Write(Guid id, ReferralOrder order, CancellationToken stop)
    {
        if (order is { Patient: null, Slip.Patient.IdNumber: null })
            return (null, new PatientInvalid { Fields = new Dictionary<string, string[]> { ["patient.idNumber"] = ["required"] } });
        var patient = order.Patient ?? await patients.IdOf(order.Slip.Patient.IdNumber!, stop);
        // A number is allotted only to whom is not known; who becomes known meanwhile makes the command be decided again.
        var known = await matters.Find(patient, null, null, stop) is not null;
        var before = order.Follows is { } follows ? await matters.Find(follows, null, null, stop) as Referral : null;
        return order.Follows is not null && before is null
            ? (null, ReferralFollowsInvalid.Of())
            : (new([patient], known ? null : PatientPrefix, (states, context, numbers) =>
            [
                states[0] is null ? Refer(id, numbers[0], patient, order, before, context) : Decision.Nothing,
                PatientHandlers.Handle(
                    new RegisterPatient(patient, numbers[1], order.Slip.Patient, order.FromInstitution), states[1], context),
            ]), null);
    }

    private Decision Refer(
        Guid id, string number, Guid patient, ReferralOrder order, Referral? before, StepContext context)
    {
        var inForce = rules.InForce(context.Now);
        var process = inForce?.Processes.GetValueOrDefault(order.Direction) is { } name ? processes.Latest(name)?.Key : null;
        if (inForce is not null && process is null) return ReferralFieldInvalid.Of("direction");
        return ReferralHandlers.Handle(
            new ReferPatient(
                id, number, order.Direction, patient, order.Slip, order.FromInstitution, order.ToInstitution,
                order.Department, order.Urgency, order.Attachments, order.Visits, before, inForce, order.Draft),
            process, context, progress);
    }
}
