namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>
/// What comes of an answer of the payer (回执规则). The same message, or the same word again, has no second effect. What says
/// another thing than what counted, or names an amount that cannot be, makes the claim disputed; both are kept.
/// </summary>
internal static class AnswerRules
{
    internal static string EffectOf(Settlement claim, RecordPayerAnswer answer)
    {
        if (claim.Answers.Find(known => known.MessageId == answer.MessageId) is { } same)
            return same.State == answer.State && same.Amount == answer.Amount ? AnswerEffects.Repeated
                : claim.Disputed ? AnswerEffects.WhileDisputed : AnswerEffects.Contradiction;
        if (claim.Disputed) return AnswerEffects.WhileDisputed;
        return Sound(claim, answer) ? ByOrder(claim, answer) : AnswerEffects.WrongAmount;
    }

    /// <summary>Whether the amount can be, for what is said, of what was claimed.</summary>
    private static bool Sound(Settlement claim, RecordPayerAnswer answer) => answer.State switch
    {
        ClaimStates.Acknowledged => answer.Amount is null || answer.Amount == claim.Amount,
        ClaimStates.Approved => answer.Amount is null || answer.Amount == claim.Amount,
        ClaimStates.PartiallyApproved => answer.Amount > 0 && answer.Amount < claim.Amount,
        ClaimStates.Rejected => answer.Amount is null or 0,
        _ => answer.Amount > 0 && answer.Amount <= claim.Amount
            && (claim.State is not (ClaimStates.Approved or ClaimStates.PartiallyApproved) || answer.Amount == claim.Settled),
    };

    private static string ByOrder(Settlement claim, RecordPayerAnswer answer) => (claim.State, answer.State) switch
    {
        (ClaimStates.Submitted, _) => AnswerEffects.Applied,
        (ClaimStates.Acknowledged, ClaimStates.Acknowledged) => AnswerEffects.Repeated,
        (ClaimStates.Acknowledged, _) => AnswerEffects.Applied,
        (_, ClaimStates.Acknowledged) => AnswerEffects.OutOfOrder,
        (ClaimStates.Rejected, ClaimStates.Rejected) => AnswerEffects.Repeated,
        (ClaimStates.Rejected, _) => AnswerEffects.Contradiction,
        (ClaimStates.Paid, ClaimStates.Rejected) => AnswerEffects.Contradiction,
        (ClaimStates.Paid, ClaimStates.Paid) => Same(claim, answer) ? AnswerEffects.Repeated : AnswerEffects.Contradiction,
        (ClaimStates.Paid, _) => Same(claim, answer) ? AnswerEffects.OutOfOrder : AnswerEffects.Contradiction,
        (_, ClaimStates.Paid) => AnswerEffects.Applied,
        _ => claim.State == answer.State && Same(claim, answer) ? AnswerEffects.Repeated : AnswerEffects.Contradiction,
    };

    private static bool Same(Settlement claim, RecordPayerAnswer answer) =>
        (answer.Amount ?? (answer.State == ClaimStates.Approved ? claim.Amount : claim.Settled)) == claim.Settled;
}
