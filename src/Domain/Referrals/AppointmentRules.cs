using NodaTime.Text;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals;

/// <summary>Bed or time, and whether the patient comes (预约、到院、爽约).</summary>
internal static class AppointmentRules
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The first booking, or another one after a no-show.</summary>
    internal static Decision Book(
        Referral state, string outcome, FormAnswer form, ReferralRules? rules, StepContext context)
    {
        if (outcome == "given-up")
            return EndRules.Expire(state, ReferralExpiries.NoShow, context);
        if (outcome is not ("appointed" or "rebooked"))
            return TaskUnknownOutcome.Of(outcome);
        var code = form.Text("department") is { Length: > 0 } given ? given : state.Department!;
        if (rules?.Institution(state.ToInstitution)?.Department(code) is not { } department)
            return ReferralDepartmentUnknown.Of("department", code);
        if (!department.Slots.Contains(form.Text("kind")))
            return new ReferralSlotNotOffered(form.Text("kind"), department.Code);
        var time = form.Text("time") is { Length: > 0 } text ? Time.Parse(text) : null;
        if (time is { Success: false })
            return ReferralFieldInvalid.Of("time");
        var day = ReferralDecider.Today(context).PlusDays(Math.Max(0, form.Number("daysAhead") ?? 0));
        return Decision.Of(new ReferralAppointed(new(form.Text("kind"), code, day, time?.Value), context.Actor.Id));
    }

    internal static Decision Arrive(Referral state, string outcome, StepContext context) => outcome switch
    {
        "arrived" => Decision.Of(new ReferredPatientArrived(context.Actor.Id)),
        "missed" => Miss(state, byTime: false, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>Nothing where the patient is there already.</summary>
    internal static Decision Miss(Referral state, bool byTime, StepContext context) => state.ArrivedAt is not null
        ? Decision.Nothing
        : Decision.Of(new ReferredPatientMissed(state.NoShows + 1, byTime, context.Actor.Id));
}
