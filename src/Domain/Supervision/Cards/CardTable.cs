using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Supervision.Cards;

/// <summary>The decision table of cards (发牌规则表): how it is asked, and how its answer is read. No rule, no card.</summary>
public static class CardTable
{
    public const string Code = "cards", Cause = "cause";

    /// <summary>The causes that say that the time for the whole is over: a step that is late then raises no card of its own.</summary>
    private static readonly string[] OfWhole =
    [
        "statutory-overdue", "promised-overdue", "delivery-overdue", "total-overdue", "case-overdue", "initiative-overdue",
        "bad-rating-not-rectified", "consultation-overdue", "whole-overdue",
    ];

    /// <summary>What the table is asked.</summary>
    public static TableSignature Signature { get; } = new(
        Code,
        [new(Cause, DecisionInput.Text), new("kind", DecisionInput.Text), new("wholeInTime", DecisionInput.Boolean)],
        [
            new("colour", DecisionOutput.Text), new("nameZh", DecisionOutput.Text), new("nameEn", DecisionOutput.Text),
            new("basisZh", DecisionOutput.Text), new("basisEn", DecisionOutput.Text), new("explanation", DecisionOutput.Limit),
            new("counts", DecisionOutput.Text),
        ]);

    /// <summary>Whether the whole is still in time, as far as the deviations tell.</summary>
    public static bool WholeInTime(IEnumerable<Deviation> deviations) => !deviations.Any(d => OfWhole.Contains(d.Cause));

    /// <summary>What the table says of a cause; null where no card is raised for it.</summary>
    public static CardRule? Ask(PreparedTable table, string cause, string kind, bool wholeInTime)
    {
        var answer = table.Decide((Cause, cause), ("kind", kind), ("wholeInTime", wholeInTime ? "true" : "false"));
        return CardColours.All.Contains(answer["colour"])
            ? new(
                table.Table.Key, answer.Rule, answer["colour"]!, new(answer["nameZh"]!, answer["nameEn"]!),
                new(answer["basisZh"]!, answer["basisEn"]!), TimeLimit.Parse(answer["explanation"]!), answer["counts"] == "yes")
            : null;
    }
}
