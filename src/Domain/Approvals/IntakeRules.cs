using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>From the window to acceptance (行政许可法第三十二条).</summary>
internal static class IntakeRules
{
    internal static Decision CheckMaterials(Approval state, string outcome, FormAnswer form, StepContext context) =>
        outcome switch
        {
            _ when state.Closure is { } closure => new ApprovalClosed(closure.Kind),
            _ when state.AcceptedAt is not null => new ApprovalAlreadyAccepted(),
            "complete" => Complete(state, form),
            "incomplete" => Notify(state, form, context),
            "tolerated" => Tolerate(state, form, context),
            "not-competent" or "not-needed" => DoNotAccept(outcome, form),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    internal static Decision Correct(Approval state, string outcome, StepContext context) => outcome switch
    {
        "supplied" => Decision.Of(
        [
            new MaterialsSupplied([.. state.Missing.Order().Select(code => new SubmittedMaterial(code))]),
            .. ApprovalClocks.Stop(state, ApprovalClocks.Correction, context.Now),
        ]),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision SupplyTolerated(Approval state, string outcome) => outcome switch
    {
        "supplied" => Decision.Of(
            new MaterialsSupplied([.. state.Outstanding.Order().Select(code => new SubmittedMaterial(code))])),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>Accepts now, or deems accepted from the day of receipt; legal time starts there.</summary>
    internal static Decision Accept(Approval state, bool deemed, StepContext context)
    {
        if (state.AcceptedAt is not null || state.IsSettled)
            return Decision.Nothing;
        var at = deemed ? state.ReceivedAt : context.Now;
        return Decision.Of(
        [
            new ApprovalAccepted(
                at, ApprovalDecider.DayOf(at), deemed, state.Terms.ItemCode, state.Terms.ItemVersion,
                context.Calendar.Version),
            .. ApprovalClocks.StartLegal(state, at, context.Calendar),
        ]);
    }

    internal static Decision LapseCorrection(Approval state, StepContext context) =>
        state.IsSettled || state.AcceptedAt is not null
            ? Decision.Nothing
            : Decision.Of(
            [
                new CorrectionLapsed([.. state.Missing.Order()]),
                .. ApprovalClocks.Stop(state, ApprovalClocks.Correction, context.Now),
            ]);

    /// <summary>Tolerance was granted on a date; without the materials the licence does not stand.</summary>
    internal static Decision LapseTolerance(Approval state, StepContext context) => state.Outstanding.IsEmpty
        ? Decision.Nothing
        : Decision.Of(
        [
            new ToleratedMaterialsLapsed([.. state.Outstanding.Order()]),
            new ApprovalRevoked(
                "withdrawn", "容缺材料逾期未补交", "容缺受理承诺", ApprovalDecider.Today(context), context.Actor.Id),
            .. ApprovalClocks.Stop(state, ApprovalClocks.Delivery, context.Now),
        ]);

    private static Decision Complete(Approval state, FormAnswer form)
    {
        var missing = MaterialRules.Missing(state);
        return missing.Count == 0 || form.Flag("originalsSeen")
            ? Decision.Of(new MaterialsFoundComplete(missing))
            : new MaterialsStillMissing(missing);
    }

    private static Decision Notify(Approval state, FormAnswer form, StepContext context)
    {
        var missing = form.Texts("missing").Distinct().ToArray();
        if (missing.Length == 0)
            return AnswerRequired.Of("missing");
        if (MaterialRules.CheckNamed(missing, state.Terms) is { } unknown)
            return unknown;
        if (state.Notice is { } notice && missing.Except(notice).ToArray() is { Length: > 0 } added)
            return new NoticeAlreadyGiven(added);
        var limit = state.Terms.Limit("correction", ApprovalClocks.TenWorkingDays);
        return Decision.Of(
        [
            new MaterialsFoundMissing(
                missing, form.Text("explanation"), context.Calendar.Due(limit, context.Now).LastDay),
            .. ClockDecider.Start(ApprovalClocks.Correction, limit, context.Now, context.Calendar),
        ]);
    }

    private static Decision Tolerate(Approval state, FormAnswer form, StepContext context)
    {
        var tolerated = form.Texts("missing").Distinct().ToArray();
        if (tolerated.Length == 0)
            return AnswerRequired.Of("missing");
        if (tolerated.Except(state.Terms.Tolerated).ToArray() is { Length: > 0 } not)
            return new MaterialNotTolerable(not);
        if (!form.Flag("originalsSeen") && MaterialRules.Missing(state).Except(tolerated).ToArray() is { Length: > 0 } rest)
            return new MaterialsStillMissing(rest);
        var limit = state.Terms.Limit("tolerance", ApprovalClocks.TenWorkingDays);
        return Decision.Of(new MaterialsTolerated(tolerated, context.Calendar.Due(limit, context.Now).LastDay));
    }

    private static Decision DoNotAccept(string ground, FormAnswer form)
    {
        if (form.Text("explanation") is not { Length: > 0 } explanation)
            return AnswerRequired.Of("explanation");
        var authority = form.Text("authority");
        return ground == "not-competent" && authority.Length == 0
            ? AnswerRequired.Of("authority")
            : Decision.Of(new ApprovalNotAccepted(ground, explanation, authority.Length == 0 ? null : authority));
    }
}
