using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals;

/// <summary>How a referral is written and sent (开单、提交).</summary>
internal static class SubmissionRules
{
    private const int MostVisits = 24, MostVisitDays = 366;

    internal static Decision Refer(ReferPatient command, StepContext context)
    {
        var today = ReferralDecider.Today(context);
        if (command.Rules is not { } rules)
            return new ReferralRulesMissing();
        if (Fault(command, rules, today) is { } fault)
            return fault;
        if (NotTheirs(command, context.Actor) is { } refusal)
            return refusal;
        if (command.Follows is { } before && (before.Patient != command.Patient || before.SubmittedAt is null))
            return ReferralFollowsInvalid.Of();
        var drafted = new ReferralDrafted(
            command.Id, command.Number, command.Direction, command.Patient, command.FromInstitution, command.ToInstitution,
            command.Department, command.Urgency, Title(command), context.Actor.Channel,
            new Sealed<ReferralSlip>(command.Patient, command.Slip), command.Attachments,
            [.. command.Visits.Distinct().Order()], command.Follows?.Id,
            context.Actor.Has(Roles.Integrator) ? null : context.Actor.Id, rules.Terms(command.Urgency));
        if (command.Draft)
            return Decision.Of(drafted);
        var state = ReferralFold.Draft(drafted, new(drafted, 1, context.Now, context.Actor.Id));
        return Decision.Of([drafted, .. Send(state, context)]);
    }

    /// <summary>By a doctor of the sender, or a machine; nothing where it was sent already.</summary>
    internal static Decision Submit(Referral? state, StepContext context) => state switch
    {
        null => new ReferralNotFound(),
        { SubmittedAt: not null } => Decision.Nothing,
        { EndedEarly: true } or { ArchivedAt: not null } => new ReferralOver(state.Status),
        _ when ReferralDecider.NotOfSender(state, context.Actor) is { } refusal => refusal,
        _ => Decision.Of(Send(state, context)),
    };

    /// <summary>The draft's task: it is sent, or given up.</summary>
    internal static Decision Complete(Referral state, string outcome, StepContext context) => outcome switch
    {
        "submitted" => Decision.Of(Send(state, context)),
        "discarded" => Decision.Of(new ReferralWithdrawn(WithdrawalReasons.NotNeeded, null, context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    private static IReadOnlyList<object> Send(Referral state, StepContext context) =>
        [new ReferralSubmitted(state.ToInstitution, context.Actor.Id), .. ReferralClocks.Start(state, context)];

    private static Refusal? Fault(ReferPatient command, ReferralRules rules, LocalDate today)
    {
        if (command.FromInstitution == command.ToInstitution)
            return ReferralToItself.Of();
        if (rules.Institution(command.FromInstitution) is not { } from)
            return ReferralInstitutionUnknown.Of("fromInstitution", command.FromInstitution);
        if (rules.Institution(command.ToInstitution) is not { } to)
            return ReferralInstitutionUnknown.Of("toInstitution", command.ToInstitution);
        if (!ReferralDirections.All.Contains(command.Direction) || !ReferralUrgencies.All.Contains(command.Urgency))
            return ReferralFieldInvalid.Of(ReferralDirections.All.Contains(command.Direction) ? "urgency" : "direction");
        if (!rules.Allows(command.Direction, from, to, today))
            return rules.Allows(Other(command.Direction), from, to, today)
                ? ReferralWrongDirection.Of(command.Direction)
                : new ReferralNotAllowed(from.Code, to.Code);
        if (command.Department is { } department && to.Department(department) is null)
            return ReferralDepartmentUnknown.Of("department", department);
        return FaultOf(command.Slip, today) ?? (AreVisits(command, today) ? null : ReferralFieldInvalid.Of("visits"));
    }

    /// <summary>What is said of the patient and the disease holds its checks.</summary>
    private static Refusal? FaultOf(ReferralSlip slip, LocalDate today) =>
        PatientDecider.Check(slip.Patient, today) is { } fault ? fault
            : Diagnosis.IsCode(slip.Diagnosis.Code) ? null : ReferralDiagnosisInvalid.Of("diagnosis.code", slip.Diagnosis.Code);

    /// <summary>Visits belong to a referral down; none lies in the past, none more than a year ahead.</summary>
    private static bool AreVisits(ReferPatient command, LocalDate today) =>
        command.Visits.Count == 0 || (command.Direction == ReferralDirections.Down && command.Visits.Count <= MostVisits
            && command.Visits.All(day => day >= today && day <= today.PlusDays(MostVisitDays)));

    private static ReferralNotYourInstitution? NotTheirs(ReferPatient command, Actor actor) =>
        actor.IsSystemOf(command.FromInstitution) || (actor.Has(Roles.Doctor) && actor.Unit == command.FromInstitution)
            ? null
            : new ReferralNotYourInstitution();

    private static string Other(string direction) =>
        direction == ReferralDirections.Up ? ReferralDirections.Down : ReferralDirections.Up;

    /// <summary>Which way, and no more: not even the department, which may tell of the disease.</summary>
    private static LocalizedText Title(ReferPatient command) =>
        command.Direction == ReferralDirections.Up ? new("上转", "Referral up") : new("下转", "Referral down");
}
