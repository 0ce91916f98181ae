using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Application.Supervision.Cards;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Supervision.Cards;
using SmartCity.Workflows;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>
/// Raises the card that a cause calls for, and then notes that it was looked at. Stopped anywhere in between it is done again:
/// the card's id is made of its cause, so there is one, whoever raises it and however often.
/// </summary>
internal sealed class CardRaising(
    CardRulebook rules, CardCauses causes, GroupCommit ledger, MatterReader matters, MatterProgress progress, ProcessRegistry processes,
    IClock clock)
{
    /// <summary>The series that the numbers of cards come from.</summary>
    public const string NumberPrefix = "DX-SC";

    public async Task Raise(CardCauseRow cause, CancellationToken stop)
    {
        var rule = rules.RuleOf(cause);
        if (rule is not null && await matters.Find(cause.Card(), null, null, stop) is null) await Open(cause, rule);
        await causes.Done(cause, rule is null ? null : cause.Card(), clock.GetCurrentInstant(), stop);
    }

    private async Task Open(CardCauseRow cause, CardRule rule)
    {
        var process = processes.Latest(SupervisionCard.MatterKind)!.Key;
        var about = new CardCause(
            cause.Cause, cause.Key, cause.MatterId, cause.Number, cause.Kind, new(cause.TitleZh, cause.TitleEn), cause.HappenedAt);
        var result = await ledger.Execute(new(
            cause.Card(), "raise-card", Actor.System,
            (matter, context, number) => CardHandlers.Handle(
                new RaiseCard(cause.Card(), number, rule, about, cause.Unit, rules.RoleOf(cause.Unit)), process, matter, context, progress),
            OpenedAnswer.Of)
        {
            NumberPrefix = NumberPrefix,
            CausationId = $"{cause.MatterId:N}/{cause.Cause}/{cause.Key}",
        });
        if (result.Refusal is { } refusal) throw new InvalidOperationException($"The card was refused: {refusal.Code}.");
    }
}
