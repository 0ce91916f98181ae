using System.Globalization;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals;

/// <summary>Treatment, outcome, its reading, follow-up visits (诊疗、结局、阅知、随访).</summary>
internal static class TreatmentRules
{
    internal static Decision Treat(Referral state, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome != "treated")
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("treatment").Length == 0)
            return ReferralAnswerRequired.Of("treatment");
        var number = form.Text("hospitalNumber") is { Length: > 0 } said ? said : null;
        return Decision.Of(new ReferralTreated(
            ReferralDecider.Seal(state, new TreatmentRecord(form.Text("treatment"), number)), context.Actor.Id));
    }

    internal static Decision Conclude(Referral state, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome is not (ReferralOutcomes.Completed or ReferralOutcomes.Failed or ReferralOutcomes.ReReferred))
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("result").Length == 0)
            return ReferralAnswerRequired.Of("result");
        var code = form.Text("diagnosisCode");
        if (code.Length > 0 && !Diagnosis.IsCode(code))
            return ReferralDiagnosisInvalid.Of("diagnosisCode", code);
        var diagnosis = code.Length > 0 ? new Diagnosis(code, form.Text("diagnosis")) : null;
        var advice = form.Text("advice") is { Length: > 0 } said ? said : null;
        return Decision.Of(
        [
            new ReferralConcluded(
                outcome, ReferralDecider.Seal(state, new ReferralResult(form.Text("result"), diagnosis, advice)),
                context.Actor.Id),
            .. ReferralClocks.Stop(state, ReferralClocks.Whole, context),
        ]);
    }

    internal static Decision Read(string outcome, StepContext context) => outcome == "read"
        ? Decision.Of(new ReferralResultRead(context.Actor.Id))
        : TaskUnknownOutcome.Of(outcome);

    internal static Decision Visit(Referral state, WorkItem item, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome is not ("visited" or "not-met"))
            return TaskUnknownOutcome.Of(outcome);
        var number = int.Parse(item.Instance!, CultureInfo.InvariantCulture);
        return Decision.Of(new FollowUpVisited(
            number, outcome == "visited", ReferralDecider.Note(state, form.Text("note")), context.Actor.Id));
    }
}
