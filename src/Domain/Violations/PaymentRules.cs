using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>What is to be paid on a day, in yuan.</summary>
/// <param name="DaysLate">Days after the last one on which it was in time, without those of a review or a lawsuit.</param>
public sealed record AmountDue(decimal Fine, int DaysLate, decimal LateFee, LocalDate LastDay)
{
    public decimal Total => Fine + LateFee;
}

/// <summary>Payment of the fine (缴款, 第六十七、七十二、七十三条).</summary>
internal static class PaymentRules
{
    /// <summary>From the delivery on the days to the payment count.</summary>
    internal static Decision Begin(Violation state, StepContext context) => IsFined(state)
        ? Decision.Of([.. ViolationClocks.Start(state, ViolationClocks.Payment, OffenceLimits.Payment, context)])
        : Decision.Nothing;

    internal static bool IsFined(Violation state) => state is { Decided.Penalty.Amount: > 0, Payment: null };

    internal static AmountDue? Due(Violation state, LocalDate day)
    {
        if (state.Decided is not { Penalty.Amount: var fine and > 0 }
            || !state.Clocks.TryGetValue(ViolationClocks.Payment, out var clock))
            return null;
        var lastDay = clock.DueAt.InZone(WorkingCalendar.Zone).Date;
        var late = Enumerable.Range(1, Math.Max(0, Period.DaysBetween(lastDay, day)))
            .Count(n => !IsStayed(state, lastDay.PlusDays(n)));
        var added = decimal.Round(fine * state.Terms.LatePercentPerDay / 100 * late, 2, MidpointRounding.AwayFromZero);
        return new(fine, late, Math.Min(fine, added), lastDay);
    }

    /// <summary>At the desk: what is due on the day is paid.</summary>
    internal static Decision Paid(Violation state, string outcome, FormAnswer form, StepContext context) => outcome == "paid"
        ? Pay(state, ViolationDecider.Today(context), null, form.Text("receipt"), context)
        : TaskUnknownOutcome.Of(outcome);

    internal static Decision Pay(Violation? state, PayPenalty command, StepContext context)
    {
        if (state is null)
            return new ViolationNotFound();
        if (state.Payment is { } paid && paid.Receipt == command.Receipt.Trim())
            return Decision.Nothing;
        return ViolationDecider.Over(state) is { } over
            ? over
            : Pay(state, command.PaidOn ?? ViolationDecider.Today(context), command.Amount, command.Receipt.Trim(), context);
    }

    private static Decision Pay(Violation state, LocalDate day, decimal? amount, string receipt, StepContext context)
    {
        if (!IsFined(state) || state.DeliveredAt is not { } delivered)
            return new NothingToPay();
        if (receipt.Length == 0)
            return ViolationAnswerRequired.Of("receipt");
        if (day > ViolationDecider.Today(context) || day < delivered.InZone(WorkingCalendar.Zone).Date)
            return PaidOnInvalid.Of();
        if (Due(state, day) is not { } due)
            return new NothingToPay();
        if (amount is { } given && given != due.Total)
            return new PaymentDiffers(given, due.Total);
        return Decision.Of(
        [
            new PenaltyPaid(due.Fine, due.LateFee, due.DaysLate, day, receipt),
            .. ViolationClocks.Stop(state, ViolationClocks.Payment, context),
        ]);
    }

    /// <summary>During review or lawsuit nothing is added (第七十三条), from the day it is sought to the day it ends.</summary>
    private static bool IsStayed(Violation state, LocalDate day) => state.Remedies.Any(remedy =>
        day >= remedy.SoughtOn && (remedy.EndedOn is not { } ended || day <= ended));
}
