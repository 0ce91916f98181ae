using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals;

/// <summary>How a referral ends before its outcome, and its archive (撤回、失效、归档).</summary>
internal static class EndRules
{
    /// <summary>
    /// By the sender: up until the patient arrived, down until it was accepted. A repeat is nothing.
    /// </summary>
    internal static Decision Withdraw(Referral? state, string reason, string? note, StepContext context) => state switch
    {
        null => new ReferralNotFound(),
        { Withdrawn: not null } => Decision.Nothing,
        { EndedEarly: true } or { ArchivedAt: not null } => new ReferralOver(state.Status),
        _ when ReferralDecider.NotOfSender(state, context.Actor) is { } refusal => refusal,
        _ when !WithdrawalReasons.All.Contains(reason) => ReferralFieldInvalid.Of("reason"),
        { ArrivedAt: not null } => new ReferralUnderWay(),
        { Direction: ReferralDirections.Down, AcceptedAt: not null } => new ReferralUnderWay(),
        _ => Decision.Of(
        [
            new ReferralWithdrawn(reason, ReferralDecider.Note(state, note), context.Actor.Id),
            .. ReferralClocks.StopAll(state, context),
        ]),
    };

    internal static Decision Expire(Referral state, string why, StepContext context) => state.EndedEarly
        ? Decision.Nothing
        : Decision.Of([new ReferralExpired(why), .. ReferralClocks.StopAll(state, context)]);

    internal static Decision Archive(Referral state, StepContext context) => state.ArchivedAt is not null
        ? Decision.Nothing
        : Decision.Of([.. ReferralClocks.StopAll(state, context), new ReferralArchived(ReferralDecider.Today(context))]);
}
