using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals;

/// <summary>
/// What may happen to a referral. Pure: the same state, command and context give the same answer. A thing that was done
/// already yields no events. What people write is sealed with the patient's key.
/// </summary>
public static class ReferralDecider
{
    /// <summary>
    /// A doctor writes a referral, and sends it unless it is a draft. Refused when the two institutions are one or unknown,
    /// when the rules of the day do not let the one refer to the other that way, when the department is not the receiver's,
    /// when an identity number or a diagnosis code does not hold its check, when a visit lies in the past, when the doctor
    /// belongs to another institution, or when it follows what is another patient's.
    /// </summary>
    public static Decision Refer(ReferPatient command, StepContext context) => SubmissionRules.Refer(command, context);

    /// <summary>Sends a draft.</summary>
    public static Decision Submit(Referral? state, StepContext context) => SubmissionRules.Submit(state, context);

    /// <summary>The sender takes it back: up until the patient arrived, down until it was accepted.</summary>
    public static Decision Withdraw(Referral? state, WithdrawReferral command, StepContext context) =>
        EndRules.Withdraw(state, command.Reason, command.Note, context);

    /// <summary>
    /// What completing a task means, by the element of the process it stands at and its outcome. Who holds the task is
    /// checked before (<see cref="WorkItemDecider.NotCompletable"/>).
    /// </summary>
    /// <param name="rules">The rules in force now: departments may have changed since it was written.</param>
    public static Decision Complete(
        Referral state, WorkItem item, string outcome, FormAnswer form, ReferralRules? rules, StepContext context) =>
        item.Element switch
        {
            ReferralProcess.Submission => SubmissionRules.Complete(state, outcome, context),
            ReferralProcess.Reception => ReceptionRules.Receive(state, outcome, form, rules, context),
            ReferralProcess.Supplement => ReceptionRules.Supplement(state, outcome, form, context),
            ReferralProcess.Proposal => ReceptionRules.Answer(state, outcome, form, context),
            ReferralProcess.Appointment or ReferralProcess.Rebooking =>
                AppointmentRules.Book(state, outcome, form, rules, context),
            ReferralProcess.Arrival => AppointmentRules.Arrive(state, outcome, context),
            ReferralProcess.Treatment => TreatmentRules.Treat(state, outcome, form, context),
            ReferralProcess.Outcome => TreatmentRules.Conclude(state, outcome, form, context),
            ReferralProcess.Reading => TreatmentRules.Read(outcome, context),
            ReferralProcess.Visit => TreatmentRules.Visit(state, item, outcome, form, context),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>What a service task of the process does; nothing where it is done already.</summary>
    public static Decision Serve(Referral state, string service, StepContext context) => service switch
    {
        "expire-draft" => EndRules.Expire(state, ReferralExpiries.NotSubmitted, context),
        "expire" => EndRules.Expire(state, ReferralExpiries.NoAnswer, context),
        "expire-no-show" => EndRules.Expire(state, ReferralExpiries.NoShow, context),
        "miss" => AppointmentRules.Miss(state, byTime: true, context),
        "archive" => EndRules.Archive(state, context),
        _ => Decision.Nothing,
    };

    internal static LocalDate Today(StepContext context) => context.Now.InZone(WorkingCalendar.Zone).Date;

    /// <summary>Sealed with the patient's key; of an erased patient nothing is written any more.</summary>
    internal static Sealed<T> Seal<T>(Referral state, T value) where T : class =>
        new(state.Patient, state.Erased ? null : value);

    /// <summary>What was written, sealed; null where nothing was.</summary>
    internal static Sealed<ReferralNote>? Note(Referral state, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Seal(state, new ReferralNote(text.Trim()));

    internal static Refusal? NotOfSender(Referral state, Actor actor) =>
        actor.IsSystemOf(state.FromInstitution) || (actor.Has(Roles.Doctor) && actor.Unit == state.FromInstitution)
            ? null
            : new ReferralNotYourInstitution();
}
