namespace SmartCity.Domain.Supervision.Cards;

/// <summary>Raises a card for something that went wrong, by the rule in force.</summary>
public sealed record RaiseCard(Guid Id, string Number, CardRule Rule, CardCause Cause, string Unit, string Role);
