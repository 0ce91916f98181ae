using System.Globalization;
using System.Numerics;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>Every value that an input can have, and which rules of the table let each of them pass.</summary>
internal sealed class InputDomain
{
    /// <summary>All texts that an open input does not list.</summary>
    public const string Other = "(other)";

    private readonly DecisionInput _input;
    private readonly Dictionary<string, BigInteger> _rules;

    private InputDomain(DecisionInput input, Dictionary<string, BigInteger> rules) => (_input, _rules) = (input, rules);

    public string Name => _input.Name;

    /// <summary>
    /// The classes that the rules tell apart: values that pass the same rules are one class. Each with its first value
    /// and the set of rules, bit by bit in the order of the table.
    /// </summary>
    public IReadOnlyList<(string Example, BigInteger Rules)> Classes =>
        [.. _rules.GroupBy(value => value.Value).Select(same => (same.First().Key, same.Key))];

    /// <summary>The rules whose condition on this input the value meets; null where it is no value of the input.</summary>
    public BigInteger? Passing(string value) =>
        _rules.TryGetValue(value, out var rules) && value != Other ? rules
            : _input.Open ? _rules[Other]
            : null;

    public static InputDomain Of(DecisionInput input, IReadOnlyList<DecisionRule> rules)
    {
        var passing = Values(input).ToDictionary(value => value, _ => BigInteger.Zero);
        for (var i = 0; i < rules.Count; i++)
        {
            var condition = rules[i].When.GetValueOrDefault(input.Name) ?? RuleCondition.Any;
            var named = condition.Terms.SelectMany(term => Meaning(input, term) ?? []).ToHashSet();
            foreach (var value in passing.Keys)
                if (named.Contains(value) != condition.Not) passing[value] |= BigInteger.One << i;
        }
        return new(input, passing);
    }

    public static IEnumerable<string> Values(DecisionInput input) => input.Type switch
    {
        DecisionInput.Boolean => ["true", "false"],
        DecisionInput.Number => Numbers(input.From ?? 0, input.To ?? 0),
        _ => input.Open ? input.Values.Append(Other) : input.Values,
    };

    /// <summary>The values that a term of a condition means; null where it means none of the input's.</summary>
    public static IReadOnlyList<string>? Meaning(DecisionInput input, string term) => input.Type switch
    {
        DecisionInput.Boolean => term is "true" or "false" ? [term] : null,
        DecisionInput.Number => Range(input, term),
        _ when term.StartsWith('@') => input.Groups.GetValueOrDefault(term[1..]),
        _ => input.Values.Contains(term) ? [term] : null,
    };

    private static string[]? Range(DecisionInput input, string term)
    {
        var ends = term.Split("..");
        return ends.Length <= 2 && Whole(ends[0], out var from) && Whole(ends[^1], out var to)
            && from <= to && from >= input.From && to <= input.To
            ? [.. Numbers(from, to)]
            : null;
    }

    private static IEnumerable<string> Numbers(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(n => n.ToString(CultureInfo.InvariantCulture));

    private static bool Whole(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
