using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>How a consultation comes in, and how it is taken back (申请、撤回).</summary>
internal static class RequestRules
{
    internal static Decision Request(RequestConsultation command, StepContext context)
    {
        var content = command.Content with
        {
            Question = command.Content.Question?.Trim() ?? "",
            Summary = command.Content.Summary?.Trim(),
        };
        if (Invalid(command) is { } field) return ConsultationFieldInvalid.Of(field);
        if (command.FromUnit.Length == 0) return ConsultationAnswerRequired.Of("fromInstitution");
        if (content.Question.Length == 0) return ConsultationAnswerRequired.Of("question");
        if (command.Form == ConsultationForms.HealthAdvice && content.Citizen is not { Phone.Length: >= 7 })
            return ConsultationAnswerRequired.Of("patient.phone");
        if (command.Form != ConsultationForms.HealthAdvice && command.FromUnit == command.ToUnit) return ConsultationWithOneself.Of();
        if (context.Actor.Has(Roles.WindowClerk) && command.Form != ConsultationForms.HealthAdvice) return new ConsultationNotYours();
        if (!MayActFor(context.Actor, command.FromUnit)) return new ConsultationNotYours();
        return Decision.Of(
        [
            new ConsultationRequested(
                command.Id, command.Number, command.Form, command.Urgency, command.Modality, command.Patient, command.Referral,
                command.ToUnit, command.FromUnit, AdviceDoor.IsCitizen(context.Actor) ? null : context.Actor.Id, context.Actor.Channel,
                new Sealed<ConsultationContent>(command.Patient, content), [.. command.Attachments.Distinct()], command.Limits),
            .. ClockDecider.Start(
                Consultation.Clock, command.Limits.Values[ConsultationLimits.Total], context.Now, context.Calendar),
        ]);
    }

    internal static Decision Withdraw(Consultation? state, WithdrawConsultation command, StepContext context) => state switch
    {
        null => new ConsultationNotFound(),
        _ when !MayActFor(context.Actor, state.RequestUnit) => new ConsultationNotYours(),
        { Closure: ConsultationClosures.Withdrawn } => Decision.Nothing,
        { Closure: not null } or { Concluded: true } or { Held: not null } or { Opinions.Count: > 0 } =>
            new ConsultationNotWithdrawable(state.Status),
        _ when string.IsNullOrWhiteSpace(command.Reason) => ConsultationAnswerRequired.Of("reason"),
        _ => Decision.Of(
            new ConsultationWithdrawn(ConsultationDecider.Seal(state, command.Reason.Trim()), context.Actor.Id)),
    };

    /// <summary>People act for their own institution; a hospital's system, and the citizen's door, for whom they speak.</summary>
    private static bool MayActFor(Actor actor, string unit) =>
        actor.Unit == unit || actor.IsSystemOf(unit) || AdviceDoor.IsCitizen(actor);

    private static string? Invalid(RequestConsultation command) =>
        !ConsultationForms.All.Contains(command.Form) ? "form"
        : !ConsultationUrgencies.All.Contains(command.Urgency) ? "urgency"
        : (command.Form == ConsultationForms.RemoteDiagnosis) != (command.Modality is not null) ? "modality"
        : command.Modality is { } modality && !DiagnosisModalities.All.Contains(modality) ? "modality"
        : null;
}
