using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals;

/// <summary>The clocks of a referral by name, beside those of its tasks.</summary>
public static class ReferralClocks
{
    /// <summary>接收时限, from the submission until the receiver accepts or declines; the sender's own time is not counted.</summary>
    public const string Reception = "reception";

    /// <summary>转诊全程, from the submission to the outcome.</summary>
    public const string Whole = "whole";

    /// <summary>The receiver waits for the sender's supplement or answer.</summary>
    internal const string SenderGround = "waiting-for-sender";

    internal static IEnumerable<object> Start(Referral state, StepContext context) =>
    [
        .. ClockDecider.Start(Reception, state.Terms.Limits[ReferralLimits.Reception], context.Now, context.Calendar),
        .. ClockDecider.Start(Whole, state.Terms.Limits[ReferralLimits.Whole], context.Now, context.Calendar),
    ];

    internal static IEnumerable<object> Stop(Referral state, string clock, StepContext context) =>
        state.Clocks.TryGetValue(clock, out var running) ? ClockDecider.Stop(running, context.Now) : [];

    internal static IEnumerable<object> Suspend(Referral state, StepContext context) =>
        state.Clocks.TryGetValue(Reception, out var running) ? ClockDecider.Suspend(running, SenderGround, context.Now) : [];

    internal static IEnumerable<object> Resume(Referral state, StepContext context) =>
        state.Clocks.TryGetValue(Reception, out var still) ? ClockDecider.Resume(still, context.Now, context.Calendar) : [];

    /// <summary>Stops every clock of the matter itself; those of tasks stop with their task.</summary>
    internal static IEnumerable<object> StopAll(Referral state, StepContext context) =>
        [.. Stop(state, Reception, context), .. Stop(state, Whole, context)];
}
