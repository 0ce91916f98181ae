using System.Numerics;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>
/// Whether a table may be published. That each combination of inputs meets exactly one rule is proved, not sampled: the
/// values of each input fall into the classes that the rules tell apart, and every combination of classes is tried,
/// those that leave the same rules only once.
/// </summary>
public static class DecisionTableCheck
{
    private const int MostRules = 2_000, MostInputs = 12, MostValues = 10_000, MostCombinations = 1_000_000;

    /// <summary>What stands against it, first things first; null when nothing does.</summary>
    public static Refusal? Of(DecisionTable table) =>
        Size(table) ?? TableShape.Faults(table).FirstOrDefault() ?? Unreachable(table) ?? Unique(table) ?? Examples(table);

    private static TableTooLarge? Size(DecisionTable table) =>
        table.Rules.Count > MostRules || table.Inputs.Count > MostInputs
        || table.Inputs.Any(input => input.Values.Count > MostValues || (long)(input.To ?? 0) - (input.From ?? 0) >= MostValues)
            ? new TableTooLarge(table.Key)
            : null;

    private static RuleUnreachable? Unreachable(DecisionTable table)
    {
        foreach (var input in table.Inputs)
        {
            var met = InputDomain.Of(input, table.Rules).Classes.Aggregate(BigInteger.Zero, (all, c) => all | c.Rules);
            for (var i = 0; i < table.Rules.Count; i++)
                if ((met >> i).IsEven) return new RuleUnreachable(table.Key, table.Rules[i].Id, input.Name);
        }
        return null;
    }

    /// <summary>The first combination that no rule answers, or that two do.</summary>
    private static Refusal? Unique(DecisionTable table)
    {
        var inputs = table.Inputs.Select(input => InputDomain.Of(input, table.Rules))
            .Select(domain => (domain.Name, domain.Classes)).OrderBy(input => input.Classes.Count).ToArray();
        var chosen = new string[inputs.Length];
        var seen = new HashSet<(int, BigInteger)>();
        return Try(0, (BigInteger.One << table.Rules.Count) - 1);

        Refusal? Try(int depth, BigInteger rules)
        {
            if (rules.IsZero) return new TableGap(table.Key, Case(depth));
            if (depth == inputs.Length)
                return rules.IsPowerOfTwo ? null : new TableOverlap(table.Key, Case(depth), Two(rules));
            if (!seen.Add((depth, rules))) return null;
            if (seen.Count > MostCombinations) return new TableTooLarge(table.Key);
            foreach (var (example, passing) in inputs[depth].Classes)
            {
                chosen[depth] = example;
                if (Try(depth + 1, rules & passing) is { } refusal) return refusal;
            }
            return null;
        }

        // Inputs that were not yet chosen make no difference: their first value stands for all.
        IReadOnlyList<(string, string)> Case(int depth) =>
        [
            .. table.Inputs.Select(input =>
            {
                var at = Array.FindIndex(inputs, i => i.Name == input.Name);
                return (input.Name, at < depth ? chosen[at] : inputs[at].Classes[0].Example);
            }),
        ];

        (string, string) Two(BigInteger rules)
        {
            var both = Enumerable.Range(0, table.Rules.Count).Where(i => !(rules >> i).IsEven).Take(2).ToArray();
            return (table.Rules[both[0]].Id, table.Rules[both[1]].Id);
        }
    }

    private static ExampleFails? Examples(DecisionTable table)
    {
        var prepared = new PreparedTable(table);
        for (var i = 0; i < table.Tests.Count; i++)
        {
            var (given, expect) = (table.Tests[i].Given, table.Tests[i].Expect);
            var answer = prepared.Decide(given);
            var same = answer.Outputs.Count == expect.Count
                && expect.All(e => answer[e.Key] is { } got && Meant(table, e.Key, got) == Meant(table, e.Key, e.Value));
            if (!same) return new ExampleFails(table.Key, i, TableShape.Words(expect), TableShape.Words(answer.Outputs), answer.Rule);
        }
        return null;
    }

    /// <summary>A limit in the form in which all limits are written.</summary>
    private static string Meant(DecisionTable table, string output, string value) =>
        table.Outputs.Any(o => o.Name == output && o.Type == DecisionOutput.Limit) && TimeLimit.TryParse(value, out var limit)
            ? limit.ToString()
            : value;
}
