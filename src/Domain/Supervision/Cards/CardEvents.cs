using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Supervision.Cards;

/// <summary>A card was raised (发牌), once for its cause.</summary>
/// <param name="Unit">The unit that answers for what went wrong and explains.</param>
/// <param name="Role">Who of the unit explains.</param>
public sealed record CardRaised(
    Guid CardId, string Number, CardRule Rule, CardCause Cause, string Unit, string Role) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Table(Rule.Table, Rule.Basis.Zh)];
}

/// <summary>The unit explains (情况说明): how it came about, and what it does about it.</summary>
public sealed record CardExplained(string By, string Unit, string Explanation, string Measures) : IDomainEvent;

/// <summary>The supervisor asks for another explanation (退回重新说明).</summary>
public sealed record CardReturned(string By, string Reason) : IDecisionEvent;

/// <summary>The supervisor finds that it was so (属实); it counts where its rule says so.</summary>
public sealed record CardConfirmed(string By, string Reason) : IDecisionEvent;

/// <summary>The supervisor takes it back (撤销); it does not count.</summary>
public sealed record CardWithdrawn(string By, string Reason) : IDecisionEvent;

/// <summary>Filed away (归档).</summary>
public sealed record CardArchived : IDomainEvent;
