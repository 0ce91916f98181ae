using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Rules;

/// <summary>The check against brute force: every value of every input, tried one by one, on random small tables.</summary>
public sealed class CheckProperties(ITestOutputHelper output)
{
    private const int Tables = 1_500;

    [Fact]
    public void The_check_says_what_trying_every_combination_says()
    {
        var (accepted, gaps, overlaps) = (0, 0, 0);
        for (ulong seed = 0; seed < Tables; seed++)
        {
            var table = RandomTable.Of(seed);
            var found = Combinations(table.Inputs).Select(given => (given, rules: Fitting(table, given))).ToList();
            switch (DecisionTableCheck.Of(table))
            {
                case null:
                    accepted++;
                    var prepared = new PreparedTable(table);
                    foreach (var (given, rules) in found)
                        prepared.Decide(given).Rule.ShouldBe(rules.ShouldHaveSingleItem($"table {seed}"));
                    break;
                case TableGap gap:
                    gaps++;
                    Fitting(table, gap.Case.ToDictionary(i => i.Input, i => i.Value)).ShouldBeEmpty($"table {seed}");
                    break;
                case TableOverlap overlap:
                    overlaps++;
                    var both = Fitting(table, overlap.Case.ToDictionary(i => i.Input, i => i.Value));
                    both.ShouldContain(overlap.Both.One, $"table {seed}");
                    both.ShouldContain(overlap.Both.Other, $"table {seed}");
                    break;
                case RuleUnreachable never:
                    found.SelectMany(f => f.rules).ShouldNotContain(never.Rule, $"table {seed}");
                    break;
                case { } refusal:
                    Assert.Fail($"table {seed}: {refusal.Code}");
                    break;
            }
        }
        output.WriteLine($"{Tables} random tables: {accepted} published, {gaps} with a gap, {overlaps} with an overlap");
        accepted.ShouldBeGreaterThan(50);
        gaps.ShouldBeGreaterThan(50);
        overlaps.ShouldBeGreaterThan(50);
    }

    private static List<string> Fitting(DecisionTable table, Dictionary<string, string> given) =>
        [.. table.Rules.Where(rule => rule.When.All(c => Meets(table, c.Key, c.Value, given[c.Key]))).Select(rule => rule.Id)];

    /// <summary>The meaning of a condition, said another way than the domain says it.</summary>
    private static bool Meets(DecisionTable table, string input, RuleCondition condition, string value)
    {
        var groups = table.Inputs.Single(i => i.Name == input).Groups;
        bool One(string term) => term.Split("..") is [var from, var to]
            ? int.Parse(from) <= int.Parse(value) && int.Parse(value) <= int.Parse(to)
            : term.StartsWith('@') ? groups[term[1..]].Contains(value) : term == value;
        return condition.Terms.Any(One) ^ condition.Not;
    }

    private static IEnumerable<Dictionary<string, string>> Combinations(IReadOnlyList<DecisionInput> inputs) =>
        inputs.Aggregate<DecisionInput, IEnumerable<Dictionary<string, string>>>([[]], (all, input) =>
            from given in all
            from value in Values(input)
            select new Dictionary<string, string>(given) { [input.Name] = value });

    private static IEnumerable<string> Values(DecisionInput input) => input.Type switch
    {
        "boolean" => ["true", "false"],
        "number" => Enumerable.Range(input.From!.Value, input.To!.Value - input.From.Value + 1).Select(n => $"{n}"),
        _ => input.Open ? [.. input.Values, "(other)"] : input.Values,
    };
}

/// <summary>
/// Random tables: a plane of cases cut again and again gives one without fault; then some are spoilt by a changed or a
/// dropped rule.
/// </summary>
internal static class RandomTable
{
    private static readonly DecisionInput[] Inputs =
    [
        new() { Name = "kind", Type = "text", Values = ["a", "b", "c", "d"], Groups = new Dictionary<string, IReadOnlyList<string>> { ["ab"] = ["a", "b"], ["cd"] = ["c", "d"] }, Open = true },
        new() { Name = "hour", Type = "number", From = -1, To = 4 },
        new() { Name = "danger", Type = "boolean" },
        new() { Name = "town", Type = "text", Values = ["x", "y", "z"] },
    ];

    private static readonly (string Input, RuleCondition Yes)[] Cuts =
    [
        ("kind", RuleCondition.OneOf("@ab")), ("kind", RuleCondition.OneOf("a", "@cd")), ("kind", RuleCondition.OneOf("d")),
        ("hour", RuleCondition.OneOf("-1..1")), ("hour", RuleCondition.OneOf("3")), ("hour", RuleCondition.OneOf("0", "2..4")),
        ("danger", RuleCondition.OneOf("true")), ("town", RuleCondition.OneOf("x")), ("town", RuleCondition.NoneOf("y", "z")),
    ];

    public static DecisionTable Of(ulong seed)
    {
        var dice = new Dice(seed, 77);
        var rules = new List<DecisionRule>();
        Cut(ref dice, rules, new Dictionary<string, RuleCondition>(), 0);
        if (dice.Below(3) == 0 && rules.Count > 1) rules.RemoveAt(dice.Below(rules.Count));
        if (dice.Below(3) == 0)
        {
            var at = dice.Below(rules.Count);
            var (input, yes) = dice.Of<(string, RuleCondition)>(Cuts);
            rules[at] = rules[at] with { When = new Dictionary<string, RuleCondition>(rules[at].When) { [input] = yes } };
        }
        return SmallTable.Table with
        {
            Inputs = Inputs, Outputs = [new() { Name = "n", Type = "number" }], Rules = rules, Tests = [],
        };
    }

    private static void Cut(ref Dice dice, List<DecisionRule> rules, Dictionary<string, RuleCondition> when, int depth)
    {
        var (input, yes) = dice.Of<(string, RuleCondition)>(Cuts);
        if (depth == 5 || dice.Below(6) == 0 || when.ContainsKey(input))
        {
            rules.Add(new()
            {
                Id = $"r{rules.Count}", When = when, Then = new Dictionary<string, string> { ["n"] = $"{rules.Count}" },
            });
            return;
        }
        Cut(ref dice, rules, new(when) { [input] = yes }, depth + 1);
        Cut(ref dice, rules, new(when) { [input] = yes with { Not = !yes.Not } }, depth + 1);
    }
}
