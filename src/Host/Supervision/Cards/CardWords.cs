using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>The words of a card: its events in a sentence each, its statuses.</summary>
internal sealed class CardWords : IMatterWords
{
    public string Kind => SupervisionCard.MatterKind;

    public LocalizedText KindName { get; } = new("督办卡", "Supervision card");

    public LocalizedText? Event(object e) => e switch
    {
        CardRaised x => new(
            $"发{CardColours.Name(x.Rule.Colour).Zh}：{x.Rule.Name.Zh}（{x.Cause.Number}），依据 {x.Rule.Table}",
            $"{CardColours.Name(x.Rule.Colour).En}: {x.Rule.Name.En} ({x.Cause.Number}), by {x.Rule.Table}"),
        CardExplained => new("单位已说明情况", "The unit explained"),
        CardReturned x => new($"退回重新说明：{x.Reason}", $"To be explained again: {x.Reason}"),
        CardConfirmed x => new($"认定属实：{x.Reason}", $"Confirmed: {x.Reason}"),
        CardWithdrawn x => new($"撤销：{x.Reason}", $"Withdrawn: {x.Reason}"),
        CardArchived => new("归档", "Filed away"),
        _ => null,
    };

    public LocalizedText? Status(string status) => State(status);

    /// <summary>A state of a card, for people.</summary>
    public static LocalizedText? State(string state) => state switch
    {
        CardStates.Open => new("待说明", "To be explained"),
        CardStates.Explained => new("待认定", "To be judged"),
        CardStates.Confirmed => new("属实", "Confirmed"),
        CardStates.Withdrawn => new("已撤销", "Withdrawn"),
        _ => null,
    };
}
