using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Supervision.Cards;

/// <summary>What went wrong in a matter, as the card keeps it (发牌事由).</summary>
/// <param name="Code">The cause, such as <c>step-overdue</c>; see <see cref="Deviation"/>.</param>
/// <param name="Key">What tells it from others of the same cause in the matter; empty where there can be one only.</param>
/// <param name="MatterId">The matter in which it happened, with its number and kind.</param>
/// <param name="Title">What it is about, in words of the catalogue (<see cref="Matter.About"/>): the card keeps it for ever.</param>
/// <param name="HappenedAt">When the limit passed, the moment was missed, or the fact was recorded.</param>
public sealed record CardCause(
    string Code, string Key, Guid MatterId, string Number, string Kind, LocalizedText Title, Instant HappenedAt);

/// <summary>What the table of cards says of a cause (发牌规则), as taken over when the card was raised.</summary>
/// <param name="Table">Version of the table, such as <c>cards@1</c>.</param>
/// <param name="Rule">The rule within it.</param>
/// <param name="Colour">One of <see cref="CardColours"/>.</param>
/// <param name="Name">What the cause is called.</param>
/// <param name="Basis">The law, or the district's own rule, that it rests on.</param>
/// <param name="Explanation">How long the unit has to explain.</param>
/// <param name="Counts">Whether a confirmed card counts in the unit's figures.</param>
public sealed record CardRule(
    string Table, string Rule, string Colour, LocalizedText Name, LocalizedText Basis, TimeLimit Explanation, bool Counts);

/// <summary>The colours of cards.</summary>
public static class CardColours
{
    /// <summary>黄牌: a warning.</summary>
    public const string Yellow = "yellow";

    /// <summary>红牌: a limit of the law, or what weighs as much.</summary>
    public const string Red = "red";

    public static IReadOnlyList<string> All { get; } = [Yellow, Red];

    public static LocalizedText Name(string colour) => colour == Red ? new("红牌", "Red card") : new("黄牌", "Yellow card");

    internal static LocalizedText Title(CardRule rule, string number)
    {
        var colour = Name(rule.Colour);
        return new($"{colour.Zh}：{rule.Name.Zh}（{number}）", $"{colour.En}: {rule.Name.En} ({number})");
    }
}

/// <summary>Where a card stands.</summary>
public static class CardStates
{
    /// <summary>待说明: the unit is to explain, for the first time or again.</summary>
    public const string Open = "open";

    /// <summary>已说明: the supervisor is to judge.</summary>
    public const string Explained = "explained";

    /// <summary>属实.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>撤销.</summary>
    public const string Withdrawn = "withdrawn";

    public static IReadOnlyList<string> All { get; } = [Open, Explained, Confirmed, Withdrawn];
}
