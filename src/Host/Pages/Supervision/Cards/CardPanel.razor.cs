using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;

namespace SmartCity.Host.Pages.Supervision.Cards;

/// <summary>What a card is about, what the unit says to it, and how it was judged.</summary>
public sealed partial class CardPanel
{
    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    private SupervisionCard Card => (SupervisionCard)Matter;
}
