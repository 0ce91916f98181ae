using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Supervision.Cards;

/// <summary>Cards raise no cards.</summary>
public sealed record CardOfCard() : Refusal(RefusalKind.Conflict, "card.of-card",
    new("督办卡本身不再发牌。", "No card is raised for what happens to a card."));

/// <summary>Nobody judges what they explained themselves.</summary>
public sealed record CardJudgedByExplainer() : Refusal(RefusalKind.Conflict, "card.judged-by-explainer",
    new("作出说明的人不能认定同一张督办卡。", "Who explained a card does not judge it."));

/// <summary>A required answer is empty.</summary>
public sealed record CardAnswerRequired() : Refusal(RefusalKind.Invalid, "card.answer-required",
    new("必填内容为空。", "A required answer is empty."))
{
    public static CardAnswerRequired Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["required"] },
    };
}
