using System.Globalization;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>
/// What those who ask a table give it and take from it: a published version must fit, so that it never fails when asked.
/// </summary>
public sealed record TableSignature(
    string Code, IReadOnlyList<TableSignature.Input> Inputs, IReadOnlyList<TableSignature.Output> Outputs)
{
    /// <summary>One input: its type; for a number the range that is asked. A text is always open.</summary>
    public sealed record Input(string Name, string Type, int? From = null, int? To = null);

    /// <summary>One output; for a number the range that is understood.</summary>
    public sealed record Output(string Name, string Type, bool Optional = false, int? From = null, int? To = null);

    /// <summary>The first thing in which the table is not what is asked; null where it fits.</summary>
    public TableNotAsAsked? Fault(DecisionTable table)
    {
        foreach (var name in table.Inputs.Select(i => i.Name).Except(Inputs.Select(i => i.Name))) return new(table.Key, $"inputs.{name}");
        foreach (var name in table.Outputs.Select(o => o.Name).Except(Outputs.Select(o => o.Name))) return new(table.Key, $"outputs.{name}");
        foreach (var asked in Inputs)
            if (!table.Inputs.Any(input => Fits(asked, input))) return new(table.Key, $"inputs.{asked.Name}");
        foreach (var asked in Outputs)
            if (!table.Outputs.Any(output => Fits(asked, output, table))) return new(table.Key, $"outputs.{asked.Name}");
        return table.Code == Code ? null : new(table.Key, "code");
    }

    private static bool Fits(Input asked, DecisionInput input) =>
        (asked.Name, asked.Type, asked.From, asked.To) == (input.Name, input.Type, input.From, input.To)
        && (input.Type != DecisionInput.Text || input.Open);

    private static bool Fits(Output asked, DecisionOutput output, DecisionTable table) =>
        asked.Name == output.Name && asked.Type == output.Type && (asked.Optional || !output.Optional)
        && table.Rules.All(rule => !rule.Then.TryGetValue(output.Name, out var value) || InRange(asked, value));

    private static bool InRange(Output asked, string value) => asked.Type != DecisionOutput.Number
        || int.Parse(value, CultureInfo.InvariantCulture) is var n && !(n < asked.From) && !(n > asked.To);
}
