using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>
/// What a matter's view shows of a card. Nobody's personal data stands in it: what the matter is about
/// is said in words of the catalogue.
/// </summary>
internal sealed class CardFacts : IMatterFacts
{
    public string Kind => SupervisionCard.MatterKind;

    public IReadOnlyList<string> People => [];

    public object Show(Matter matter, bool clear)
    {
        var card = (SupervisionCard)matter;
        return new
        {
            card.Rule.Colour,
            Cause = new CardCauseName(card.Cause.Code, card.Rule.Name),
            card.Cause.Key,
            Rule = card.Rule.Table,
            RuleId = card.Rule.Rule,
            card.Rule.Basis,
            card.Rule.Counts,
            card.Cause.HappenedAt,
            Matter = new CardMatter(card.Cause.MatterId, card.Cause.Number, card.Cause.Kind, card.Cause.Title),
            card.Role,
            card.Explanation,
            card.ExplainedAt,
            card.SentBack,
            card.ReturnReason,
            card.Judgement,
        };
    }
}

/// <summary>A code with what it is called.</summary>
internal sealed record CardCauseName(string Code, LocalizedText Name);

/// <summary>The matter that a card is about.</summary>
internal sealed record CardMatter(Guid Id, string Number, string Kind, LocalizedText Title);
