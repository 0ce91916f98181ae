using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>Into wartime, from level to level, and out of it.</summary>
internal static class LevelRules
{
    internal static Decision Raise(
        GridCase? state, RaiseEmergency command, IReadOnlyList<ResponsePlan> inForce, StepContext context)
    {
        if (state is null) return new EmergencyNotFound();
        if (state.Closure is not null || state.ArchivedAt is not null) return new CaseNoLongerOpen();
        if (Unsound(command.Level, command.Reason) is { } refusal) return refusal;
        if (ResponsePlan.Choose(inForce, command.Plan, state.KindCode, state.Classified?.Major) is not { } plan)
            return ResponsePlanUnknown.Of(command.Plan ?? state.KindCode ?? "");
        if (!EmergencyAuthority.MayRaise(state, plan, context.Actor)) return new EmergencyNotYours();
        return plan.Terms(command.Level, state.Place.Town) is { } terms
            ? Decision.Of(
            [
                .. state.AcceptedAt is null ? [new GridCaseAccepted(Automatic: true)] : (object[])[],
                .. Unfinished(state, context),
                .. EmergencyClocks.Freeze(state, context),
                new EmergencyRaised(command.Level, terms, command.Reason.Trim(), context.Actor.Id),
            ])
            : new ResponsePlanLacksLevel(plan.Code, command.Level);
    }

    internal static Decision Change(
        GridCase? state, ChangeEmergencyLevel command, IReadOnlyList<ResponsePlan> inForce, StepContext context)
    {
        if (EmergencyDecider.NotRunning(state) is { } over) return over;
        var emergency = state!.Emergency!;
        if (Unsound(command.Level, command.Reason) is { } refusal) return refusal;
        if (!EmergencyAuthority.MayChangeLevel(state, emergency, context.Actor)) return new EmergencyNotYours();
        if (command.Plan is { } named && named != emergency.Terms.Plan) return new OtherPlanRuns(emergency.Terms.Plan);
        if (command.Level == emergency.Level) return Decision.Nothing;
        if (ResponsePlan.Choose(inForce, emergency.Terms.Plan, null, null) is not { } plan)
            return ResponsePlanUnknown.Of(emergency.Terms.Plan);
        if (plan.Terms(command.Level, state.Place.Town) is not { } terms)
            return new ResponsePlanLacksLevel(plan.Code, command.Level);
        var started = emergency.Tasks.Select(task => task.Code).ToHashSet();
        return Decision.Of(new EmergencyLevelChanged(
            emergency.Level, command.Level, terms, [.. terms.Tasks.Where(task => !started.Contains(task.Code))],
            command.Reason.Trim(), context.Actor.Id));
    }

    internal static Decision StandDown(GridCase? state, StandDown command, StepContext context) => state?.Emergency switch
    {
        null => new EmergencyNotFound(),
        var emergency when !EmergencyAuthority.Commands(emergency, context.Actor) => new CommandNeeded(),
        { StoodDownAt: not null } => Decision.Nothing,
        _ when string.IsNullOrWhiteSpace(command.Reason) => EmergencyFieldInvalid.Required("reason"),
        var emergency => Decision.Of(
        [
            new EmergencyStoodDown(
                command.Reason.Trim(), context.Actor.Id, [.. emergency.Unacknowledged.Select(order => order.Id)]),
            .. EmergencyClocks.StopOrders(state, context),
        ]),
    };

    /// <summary>Nobody decides in wartime what was asked for in peacetime: a suspension ends, an extension is not granted.</summary>
    private static IEnumerable<object> Unfinished(GridCase state, StepContext context)
    {
        if (state.Suspension is not null) yield return new GridCaseResumed(Lapsed: false);
        if (state.ExtensionAsked is not null)
            yield return new CaseExtensionDenied("案件转入应急响应，计时冻结。", context.Actor.Id);
    }

    private static Refusal? Unsound(int level, string reason) =>
        level is < 1 or > 4 ? EmergencyLevelUnknown.Instance
        : string.IsNullOrWhiteSpace(reason) ? EmergencyFieldInvalid.Required("reason")
        : null;
}
