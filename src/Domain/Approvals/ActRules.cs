using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>What applicant and unit may do beside the tasks of the process.</summary>
internal static class ActRules
{
    /// <summary>One handing-in brings all that is waited for; half of it is refused and named.</summary>
    internal static Decision Supply(Approval? state, SupplyMaterials command, StepContext context)
    {
        if (state is null)
            return new ApprovalNotFound();
        if (Ended(state) is { } ended)
            return ended;
        var awaited = state.Missing.IsEmpty ? state.Outstanding : state.Missing;
        if (awaited.IsEmpty)
            return new NothingIsMissing();
        if (MaterialRules.CheckCodes(command.Materials, state.Terms.Required.Union(state.Terms.Tolerated)) is { } unknown)
            return unknown;
        var still = awaited.Except(command.Materials.Select(material => material.Code));
        return still.IsEmpty
            ? Decision.Of(
            [
                new MaterialsSupplied(command.Materials),
                .. ApprovalClocks.Stop(state, ApprovalClocks.Correction, context.Now),
            ])
            : new MaterialsStillMissing([.. still.Order()]);
    }

    internal static Decision Withdraw(Approval? state, WithdrawApproval command, StepContext context) => state switch
    {
        null => new ApprovalNotFound(),
        { Closure.Kind: "withdrawn" } => Decision.Nothing,
        { Closure: { } closure } => new ApprovalClosed(closure.Kind),
        { Decision: not null } => new ApprovalAlreadyDecided(),
        _ => Decision.Of(
        [
            new ApprovalWithdrawn(command.Reason),
            .. ApprovalClocks.StopLegal(state, context.Now),
            .. ApprovalClocks.Stop(state, ApprovalClocks.Correction, context.Now),
        ]),
    };

    internal static Decision Extend(Approval? state, ExtendApproval command, StepContext context)
    {
        if (Unready(state) is { } refusal)
            return refusal;
        if (!IsHead(state!, context.Actor))
            return new ApproverNeeded();
        if (state!.Extended)
            return new ApprovalAlreadyExtended();
        if (string.IsNullOrWhiteSpace(command.Reason))
            return AnswerRequired.Of("reason");
        var most = new TimeLimit(state.ReviewUnits.Count > 1 ? 15 : 10, state.Terms.Statutory.Unit);
        if (command.By.Unit != most.Unit || command.By.Amount < 1 || command.By.Amount > most.Amount)
            return new ExtensionTooLong(command.By, most);
        return Decision.Of(
        [
            new ApprovalExtended(command.By, context.Actor.Id, command.Reason),
            .. ApprovalClocks.Legal(state).SelectMany(clock => ClockDecider.Extend(
                clock, command.By, context.Actor.Id, command.Reason, context.Calendar)),
        ]);
    }

    internal static Decision Suspend(Approval? state, SuspendApproval command, StepContext context)
    {
        if (Unready(state) is { } refusal)
            return refusal;
        if (!Handles(state!, context.Actor))
            return new HandlerNeeded();
        if (!SpecialProcedures.All.Contains(command.Ground))
            return new GroundUnknown(command.Ground);
        if (string.IsNullOrWhiteSpace(command.Document))
            return AnswerRequired.Of("document");
        return state!.SpecialProcedure switch
        {
            null => SpecialProcedureRules.Start(state, command.Ground, command.Needed, command.Document, context),
            var ground when ground == command.Ground => Decision.Nothing,
            var ground => new ApprovalAlreadySuspended(ground),
        };
    }

    internal static Decision Resume(Approval? state, StepContext context) => state switch
    {
        null => new ApprovalNotFound(),
        _ when !Handles(state, context.Actor) => new HandlerNeeded(),
        { SpecialProcedure: null } => new ApprovalNotSuspended(),
        _ => SpecialProcedureRules.End(state, context),
    };

    internal static Decision Revoke(Approval? state, RevokeApproval command, StepContext context)
    {
        if (state is null)
            return new ApprovalNotFound();
        if (!IsHead(state, context.Actor))
            return new ApproverNeeded();
        if (command.Kind is not ("withdrawn" or "cancelled"))
            return new RevocationKindUnknown(command.Kind);
        if (state.Decision is not { Granted: true } || (state.Revocation is { } done && done != command.Kind))
            return new NothingToRevoke();
        if (state.Revocation is not null)
            return Decision.Nothing;
        if (string.IsNullOrWhiteSpace(command.Reason))
            return AnswerRequired.Of("reason");
        return string.IsNullOrWhiteSpace(command.Basis)
            ? AnswerRequired.Of("basis")
            : Decision.Of(new ApprovalRevoked(
                command.Kind, command.Reason, command.Basis, ApprovalDecider.Today(context), context.Actor.Id));
    }

    /// <summary>Why legal time cannot be changed now, or null.</summary>
    private static Refusal? Unready(Approval? state) => state switch
    {
        null => new ApprovalNotFound(),
        { Decision: not null } => new ApprovalAlreadyDecided(),
        { Closure: { } closure } => new ApprovalClosed(closure.Kind),
        { AcceptedAt: null } => new ApprovalNotYetAccepted(),
        _ => null,
    };

    private static ApprovalClosed? Ended(Approval state) => state switch
    {
        { Closure: { } closure } => new ApprovalClosed(closure.Kind),
        { ArchivedAt: not null } or { Revocation: not null } => new ApprovalClosed("archived"),
        _ => null,
    };

    private static bool IsHead(Approval state, Actor actor) => actor.Unit == state.Unit && actor.Has(Roles.Approver);

    private static bool Handles(Approval state, Actor actor) =>
        actor.Unit == state.Unit && (actor.Has(Roles.Officer) || actor.Has(Roles.Approver));
}
