using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Supervision.Cards;

/// <summary>
/// What may happen to a card. Pure: the same state, command and context give the same answer. A thing that was done already
/// yields no events.
/// </summary>
public static class CardDecider
{
    /// <summary>Raises it; again: nothing.</summary>
    public static Decision Raise(SupervisionCard? state, RaiseCard command) =>
        state is not null ? Decision.Nothing
        : command.Cause.Kind == SupervisionCard.MatterKind ? new CardOfCard()
        : Decision.Of(new CardRaised(command.Id, command.Number, command.Rule, command.Cause, command.Unit, command.Role));

    /// <summary>What completing a task means. Who holds it is checked before (<see cref="WorkItemDecider.NotCompletable"/>).</summary>
    public static Decision Complete(SupervisionCard state, WorkItem item, string outcome, FormAnswer form, StepContext context) =>
        (item.Element, outcome) switch
        {
            ("explanation", "explained") => Explain(form, context),
            ("judgement", _) when state.Explanation?.By == context.Actor.Id => new CardJudgedByExplainer(),
            ("judgement", "confirmed") => Judge(form, reason => new CardConfirmed(context.Actor.Id, reason)),
            ("judgement", "withdrawn") => Judge(form, reason => new CardWithdrawn(context.Actor.Id, reason)),
            ("judgement", "returned") => Judge(form, reason => new CardReturned(context.Actor.Id, reason)),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>What a service task of the process does; nothing where it is done already.</summary>
    public static Decision Serve(SupervisionCard state, string service) =>
        service == "archive" && state.ArchivedAt is null ? Decision.Of(new CardArchived()) : Decision.Nothing;

    private static Decision Explain(FormAnswer form, StepContext context) =>
        form.Text("explanation") is { Length: > 0 } explanation
            ? Decision.Of(new CardExplained(context.Actor.Id, context.Actor.Unit, explanation, form.Text("measures")))
            : CardAnswerRequired.Of("explanation");

    private static Decision Judge(FormAnswer form, Func<string, object> judged) =>
        form.Text("reason") is { Length: > 0 } reason ? Decision.Of(judged(reason)) : CardAnswerRequired.Of("reason");
}
