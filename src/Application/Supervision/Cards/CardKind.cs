using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Supervision.Cards;

namespace SmartCity.Application.Supervision.Cards;

/// <summary>Supervision cards (督办卡) as the shared commands see them.</summary>
public sealed class CardKind : IMatterKind
{
    public string Kind => SupervisionCard.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or SupervisionCard ? SupervisionCard.Evolve((SupervisionCard?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        CardDecider.Complete((SupervisionCard)matter, item, outcome, new FormAnswer(form), context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        CardDecider.Serve((SupervisionCard)matter, service);

    /// <summary>An explanation and a judgement are said once; what follows them puts them right.</summary>
    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter)
    {
        var card = (SupervisionCard)matter;
        return new(new Dictionary<string, object?>
        {
            ["unit"] = card.Unit,
            ["role"] = card.Role,
            ["limits.explanation"] = card.Rule.Explanation.ToString(),
        });
    }
}
