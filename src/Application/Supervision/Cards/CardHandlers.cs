using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Supervision.Cards;

namespace SmartCity.Application.Supervision.Cards;

/// <summary>The commands on a card beside its tasks.</summary>
public static class CardHandlers
{
    /// <summary>Raises the card, and opens its process; a card that is there already stays as it is.</summary>
    public static Decision Handle(RaiseCard command, ProcessKey process, Matter? matter, StepContext context, MatterProgress progress) =>
        matter is not null
            ? Decision.Nothing
            : progress.Open(SupervisionCard.MatterKind, CardDecider.Raise(null, command), process, context);
}
