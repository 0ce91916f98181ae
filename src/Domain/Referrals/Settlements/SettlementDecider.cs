using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>
/// What may happen to a settlement. Pure. An answer of the payer is never refused for what it says: it is recorded, and the rules
/// of <see cref="AnswerRules"/> say what comes of it.
/// </summary>
public static class SettlementDecider
{
    /// <summary>No claim comes to as much, in yuan.</summary>
    public const decimal TooMuch = 1_000_000_000;

    /// <summary>Claims it, once from each payer, and anew under another number where the payer rejected it.</summary>
    public static Decision Submit(Settlement? state, SubmitSettlement command, StepContext context)
    {
        if (!(context.Actor.Unit == command.Unit || context.Actor.IsSystemOf(command.Unit))) return new SettlementNotYours();
        if (command.Payer is not { } payer) return PayerUnknown.Of(command.PayerCode);
        if (!command.Finished) return new SettlementSubjectNotFinished();
        if (Fault(command) is { } fault) return fault;
        if (state is not null) return new SettlementAlreadySubmitted();
        return Decision.Of(
        [
            new SettlementSubmitted(
                command.Id, command.Number, command.Subject, command.SubjectNumber, command.Patient, command.Unit, payer.Code,
                command.Details.Sum(), new(command.Patient, command.Details), context.Actor.Id),
            .. ClockDecider.Start(Settlement.Clock, payer.Answer, context.Now, context.Calendar),
        ]);
    }

    /// <summary>Records what the payer said, with what comes of it.</summary>
    public static Decision Answer(Settlement? state, RecordPayerAnswer command, StepContext context)
    {
        if (state is null) return new SettlementNotFound();
        if (!ClaimStates.OfPayers.Contains(command.State)) return ClaimStateUnknown.Of(command.State);
        var effect = AnswerRules.EffectOf(state, command);
        var clock = state.Clocks.GetValueOrDefault(Settlement.Clock);
        var ends = effect == AnswerEffects.Applied && command.State != ClaimStates.Acknowledged;
        return Decision.Of(
        [
            new PayerAnswered(
                command.MessageId, command.State, command.Amount, Seal(state, command.Reason?.Trim() ?? ""), effect,
                clock is { State: ClockState.Running } && context.Now > clock.DueAt),
            .. ends && clock is { State: not ClockState.Stopped } ? ClockDecider.Stop(clock, context.Now) : [],
        ]);
    }

    /// <summary>A person settles what is disputed, within what was claimed.</summary>
    public static Decision Resolve(Settlement? state, ResolveDispute command, StepContext context) => state switch
    {
        null => new SettlementNotFound(),
        { Disputed: false } => new SettlementNotDisputed(),
        _ when !context.Actor.Has(Roles.Supervisor) && (!context.Actor.Has(Roles.ReferralOfficer) || context.Actor.Unit != state.Unit) =>
            new DisputeNotYours(),
        _ when !ClaimStates.OfPayers.Contains(command.State) => ClaimStateUnknown.Of(command.State),
        _ when command.Amount is { } amount && (amount < 0 || amount > state.Amount || decimal.Round(amount, 2) != amount) =>
            SettlementAmountInvalid.Of("amount", "0 to what was claimed, in yuan with two decimals"),
        _ when string.IsNullOrWhiteSpace(command.Reason) => SettlementAmountInvalid.Of("reason", "required"),
        _ => Decision.Of(new SettlementDisputeResolved(
            command.State, command.Amount, Seal(state, command.Reason.Trim()), context.Actor.Id)),
    };

    private static Sealed<string> Seal(Settlement state, string text) =>
        new(state.Patient, state.Details.Value is null ? null : text);

    private static SettlementAmountInvalid? Fault(SubmitSettlement command)
    {
        if (command.Details.Items.Count == 0) return SettlementAmountInvalid.Of("items", "required");
        foreach (var (i, item) in command.Details.Items.Index())
        {
            if (string.IsNullOrWhiteSpace(item.Code) || string.IsNullOrWhiteSpace(item.Name))
                return SettlementAmountInvalid.Of($"items[{i}]", "code and name are required");
            if (item.Quantity <= 0) return SettlementAmountInvalid.Of($"items[{i}].quantity", "1 or more");
            if (item.Price < 0 || decimal.Round(item.Price, 2) != item.Price)
                return SettlementAmountInvalid.Of($"items[{i}].price", "yuan with two decimals");
        }
        return command.Details.Sum() is var sum && sum <= 0 ? SettlementAmountInvalid.Of("items", "nothing is claimed")
            : sum >= TooMuch ? SettlementAmountInvalid.Of("items", "too much is claimed")
            : command.Amount is { } said && said != sum ? SettlementAmountInvalid.Of("amount", "not the sum of the items")
            : null;
    }
}
