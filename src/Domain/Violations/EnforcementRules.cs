using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>Filing, joint enforcement, the record on site and its evidence (立案、联合执法、现场检查、证据).</summary>
internal static class EnforcementRules
{
    private static readonly string[] Disposals = ["released", "sampled", "seized", "transferred"];

    /// <summary>From the filing on the days to the decision count (第五十四、六十条).</summary>
    internal static Decision File(Violation state, StepContext context) => state.FiledOn is not null
        ? Decision.Nothing
        : Decision.Of(
        [
            new ViolationFiled(ViolationDecider.Document(state, "filing"), ViolationDecider.Today(context)),
            .. ViolationClocks.Start(state, ViolationClocks.Case, OffenceLimits.Case, context),
        ]);

    internal static Decision Enforce(WorkItem item, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "found" or "nothing-found" when form.Text("findings").Length == 0 => ViolationAnswerRequired.Of("findings"),
        "found" or "nothing-found" => Decision.Of(new JointEnforcementDone(
            item.Unit, context.Actor.Id, outcome == "found", form.Text("findings"))),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>The record holds every piece of evidence known by then, each with its hash.</summary>
    internal static Decision Record(
        Violation state, string outcome, FormAnswer form, EnforcementOfficers officers, StepContext context)
    {
        if (outcome is not ("recorded" or "on-the-spot" or "no-violation"))
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("secondOfficer") is not { Length: > 0 } given)
            return ViolationAnswerRequired.Of("secondOfficer");
        if (officers.Find(given) is not { } second)
            return SecondEnforcerUnknown.Of(given);
        if (EnforcementOfficers.IsSame(second, context.Actor.Id))
            return new SecondEnforcerMustDiffer();
        var record = new SiteRecorded(context.Actor.Id, second, form.Text("findings"), state.Evidence);
        return outcome switch
        {
            "on-the-spot" => OnTheSpot(state, record, form.Number("amount") ?? 0, context),
            "no-violation" when form.Text("reason").Length == 0 => ViolationAnswerRequired.Of("reason"),
            "no-violation" => Decision.Of(
                [record, new ViolationClosed(ViolationClosures.NoViolation, form.Text("reason"), context.Actor.Id)]),
            _ when form.Text("findings").Length == 0 => ViolationAnswerRequired.Of("findings"),
            _ when form.Text("registered") is { Length: > 0 } what =>
                Decision.Of([record, new EvidenceRegistered(what, context.Actor.Id)]),
            _ => Decision.Of(record),
        };
    }

    internal static Decision Dispose(string outcome, FormAnswer form) =>
        outcome == "decided" && Disposals.Contains(form.Text("disposal"))
            ? Decision.Of(new RegisteredEvidenceDecided(form.Text("disposal"), form.Text("remark"), false))
            : TaskUnknownOutcome.Of(outcome);

    /// <summary>Nobody decided within 7 working days: what was registered is free again (第五十六条).</summary>
    internal static Decision Release(Violation state) => state.Disposal is not null
        ? Decision.Nothing
        : Decision.Of(new RegisteredEvidenceDecided("released", "逾期未作出处理决定", true));

    internal static Decision Add(Violation? state, AddEvidence command, StepContext context)
    {
        if (ViolationDecider.Over(state) is { } over)
            return over;
        if (!state!.Units.Contains(context.Actor.Unit) || !context.Actor.Has(Roles.Officer))
            return new PartRequired();
        EvidenceItem[] added = [.. command.Evidence.Distinct().Where(item => !state.Evidence.Contains(item))];
        return added.Length == 0
            ? Decision.Nothing
            : Decision.Of(new EvidenceAdded(added, context.Actor.Unit, context.Actor.Id));
    }

    /// <summary>
    /// Up to 200 yuan for a person, 3,000 for an organisation, or a warning (第五十一条), and not below what the law sets.
    /// </summary>
    private static Decision OnTheSpot(Violation state, SiteRecorded record, decimal amount, StepContext context)
    {
        if (state.Terms.OnTheSpot is not { } most || amount < 0 || amount > most.For(state.Subject)
            || (amount > 0 && !(state.Terms.Fine is { } fine && amount >= fine.Min && amount <= fine.Max)))
            return new SpotPenaltyNotAllowed();
        return Decision.Of(
        [
            record,
            new SpotPenaltyImposed(
                new(amount, amount == 0), state.Terms.Basis, state.Terms.Code, state.Terms.Version,
                ViolationDecider.Today(context), ViolationDecider.Document(state, "spot-penalty"), record.Officer,
                record.SecondOfficer),
            .. ViolationClocks.Stop(state, ViolationClocks.Case, context),
        ]);
    }
}
