using System.Globalization;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>What a table says must be about its own inputs, outputs and values.</summary>
internal static class TableShape
{
    public static IEnumerable<Refusal> Faults(DecisionTable table)
    {
        Refusal Invalid(string field) => new TableFieldInvalid(table.Key, field);
        if (string.IsNullOrWhiteSpace(table.Code)) yield return Invalid("code");
        if (table.Version < 1) yield return Invalid("version");
        if (table.ValidTo < table.ValidFrom) yield return Invalid("validTo");
        if (table.Inputs.Count == 0) yield return Invalid("inputs");
        if (table.Outputs.Count == 0) yield return Invalid("outputs");
        if (table.Rules.Count == 0) yield return Invalid("rules");
        if (Twice(table.Inputs.Select(input => input.Name)) is { } input2) yield return Invalid($"inputs.{input2}");
        if (Twice(table.Outputs.Select(output => output.Name)) is { } output2) yield return Invalid($"outputs.{output2}");
        if (Twice(table.Rules.Select(rule => rule.Id)) is { } rule2) yield return Invalid($"rules.{rule2}");
        foreach (var fault in table.Inputs.SelectMany(InputFaults).Concat(table.Outputs.SelectMany(OutputFaults)))
            yield return Invalid(fault);
        foreach (var refusal in table.Rules.SelectMany(rule => RuleFaults(table, rule))) yield return refusal;
        for (var i = 0; i < table.Tests.Count; i++)
            foreach (var refusal in ExampleFaults(table, table.Tests[i], $"tests[{i}]")) yield return refusal;
    }

    public static string Words(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join(", ", values.Select(value => $"{value.Key}={value.Value}")) is { Length: > 0 } words ? words : "–";

    private static IEnumerable<string> InputFaults(DecisionInput input)
    {
        var at = $"inputs.{input.Name}";
        var (text, number) = (input.Type == DecisionInput.Text, input.Type == DecisionInput.Number);
        if (!text && !number && input.Type != DecisionInput.Boolean) yield return $"{at}.type";
        if (text ? input.Values.Count == 0 : input.Values.Count > 0 || input.Groups.Count > 0 || input.Open) yield return $"{at}.values";
        if (number ? input.From is null || input.To is null || input.From > input.To : input.From is not null || input.To is not null)
            yield return $"{at}.from";
        if (Twice(input.Values) is { } value) yield return $"{at}.values.{value}";
        if (input.Values.FirstOrDefault(v => v is "" or "any" or InputDomain.Other || v[0] is '@' or '=') is { } reserved)
            yield return $"{at}.values.{reserved}";
        foreach (var (name, members) in input.Groups)
            if (members.FirstOrDefault(member => !input.Values.Contains(member)) is { } stranger)
                yield return $"{at}.groups.{name}.{stranger}";
    }

    private static IEnumerable<string> OutputFaults(DecisionOutput output)
    {
        if (output.Type is not (DecisionOutput.Text or DecisionOutput.Number or DecisionOutput.Limit or DecisionOutput.Unit))
            yield return $"outputs.{output.Name}.type";
        if (output.Values.Count > 0 && output.Type is not (DecisionOutput.Text or DecisionOutput.Unit)) yield return $"outputs.{output.Name}.values";
    }

    private static IEnumerable<Refusal> RuleFaults(DecisionTable table, DecisionRule rule)
    {
        var at = $"rules.{rule.Id}";
        foreach (var (name, condition) in rule.When)
        {
            if (table.Inputs.FirstOrDefault(input => input.Name == name) is not { } input)
                yield return new TableFieldInvalid(table.Key, $"{at}.when.{name}");
            else if (condition.Terms.FirstOrDefault(term => InputDomain.Meaning(input, term) is null) is { } unknown)
                yield return new TableValueUnknown(table.Key, $"{at}.when.{name}", unknown);
        }
        foreach (var name in rule.Then.Keys.Except(table.Outputs.Select(output => output.Name)))
            yield return new TableFieldInvalid(table.Key, $"{at}.then.{name}");
        foreach (var output in table.Outputs)
        {
            if (!rule.Then.TryGetValue(output.Name, out var value))
            {
                if (!output.Optional) yield return new TableFieldInvalid(table.Key, $"{at}.then.{output.Name}");
            }
            else if (!Fits(table, output, value))
                yield return new TableValueUnknown(table.Key, $"{at}.then.{output.Name}", value);
        }
    }

    private static bool Fits(DecisionTable table, DecisionOutput output, string value) => output.Type switch
    {
        // A limit of nothing is over before anybody could have acted.
        DecisionOutput.Limit => TimeLimit.TryParse(value, out var limit) && limit.Amount > 0,
        DecisionOutput.Number => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ when value.StartsWith('=') => table.Inputs.Any(input => input.Name == value[1..]),
        _ => output.Values.Count == 0 ? value.Length > 0 : output.Values.Contains(value),
    };

    private static IEnumerable<Refusal> ExampleFaults(DecisionTable table, DecisionExample example, string at)
    {
        foreach (var name in example.Given.Keys.Except(table.Inputs.Select(input => input.Name)))
            yield return new TableFieldInvalid(table.Key, $"{at}.given.{name}");
        foreach (var input in table.Inputs)
        {
            if (!example.Given.TryGetValue(input.Name, out var value))
                yield return new TableFieldInvalid(table.Key, $"{at}.given.{input.Name}");
            else if (!input.Open && !InputDomain.Values(input).Contains(value))
                yield return new TableValueUnknown(table.Key, $"{at}.given.{input.Name}", value);
        }
        foreach (var name in example.Expect.Keys.Except(table.Outputs.Select(output => output.Name)))
            yield return new TableFieldInvalid(table.Key, $"{at}.expect.{name}");
    }

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
}
