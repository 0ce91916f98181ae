using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>Decision, certificate and delivery (行政许可法第三十八、三十九、四十四条).</summary>
internal static class DecisionRules
{
    internal static Decision Decide(Approval state, string outcome, FormAnswer form, StepContext context) =>
        (outcome, state) switch
        {
            (_, { Decision: not null }) => new ApprovalAlreadyDecided(),
            (_, { Closure: { } closure }) => new ApprovalClosed(closure.Kind),
            (_, { AcceptedAt: null }) => new ApprovalNotYetAccepted(),
            ("granted", _) when Objecting(state) is { Count: > 0 } units => new DepartmentObjects(units),
            ("granted", _) => Grant(state, form, context),
            ("refused", _) => Refuse(state, form, context),
            ("return", _) when form.Text("reason").Length == 0 => AnswerRequired.Of("reason"),
            ("return", _) =>
                Decision.Of(new ApprovalCheckReturned("decision", context.Actor.Id, form.Text("reason"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    internal static Decision Deliver(Approval state, string outcome, FormAnswer form, StepContext context) =>
        outcome switch
        {
            "delivered" => Decision.Of(
            [
                new ApprovalDelivered(form.Text("method"), form.Text("receiver")),
                .. ApprovalClocks.Stop(state, ApprovalClocks.Delivery, context.Now),
            ]),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>One certificate a matter, under the matter's own date and serial number.</summary>
    internal static Decision IssueCertificate(Approval state, StepContext context)
    {
        if (state is not { Decision.Granted: true, Certificate: null, Terms.Certificate: { } template })
            return Decision.Nothing;
        var today = ApprovalDecider.Today(context);
        return Decision.Of(new CertificateIssued(
            state.Number.Replace("-AP-", "-CT-", StringComparison.Ordinal),
            template.Name,
            today,
            template.ValidMonths is { } months ? today.PlusMonths(months).PlusDays(-1) : null));
    }

    internal static Decision StartDelivery(Approval state, StepContext context) =>
        state.Clocks.ContainsKey(ApprovalClocks.Delivery)
            ? Decision.Nothing
            : Decision.Of(ClockDecider.Start(
                ApprovalClocks.Delivery, state.Terms.Limit("delivery", ApprovalClocks.TenWorkingDays), context.Now,
                context.Calendar));

    private static Decision Grant(Approval state, FormAnswer form, StepContext context) => Decision.Of(
    [
        new ApprovalGranted(
            ApprovalDecider.Today(context), context.Actor.Id, form.Text("opinion"), state.Terms.Basis,
            state.Terms.ItemCode, state.Terms.ItemVersion, context.Calendar.Version),
        .. ApprovalClocks.StopLegal(state, context.Now),
    ]);

    private static Decision Refuse(Approval state, FormAnswer form, StepContext context)
    {
        var (reasons, remedy) = (form.Text("reasons"), form.Text("remedy"));
        if (reasons.Length == 0)
            return AnswerRequired.Of("reasons");
        if (remedy.Length == 0)
            return AnswerRequired.Of("remedy");
        return Decision.Of(
        [
            new ApprovalRefused(
                ApprovalDecider.Today(context), context.Actor.Id, reasons, remedy, state.Terms.Basis,
                state.Terms.ItemCode, state.Terms.ItemVersion, context.Calendar.Version),
            .. ApprovalClocks.StopLegal(state, context.Now),
        ]);
    }

    private static IReadOnlyList<string> Objecting(Approval state) =>
        [.. state.Opinions.Where(opinion => opinion.Value == "object").Select(opinion => opinion.Key).Order()];
}
