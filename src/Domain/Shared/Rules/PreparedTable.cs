using System.Numerics;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>A published table made ready to be asked: an answer costs one look-up an input.</summary>
public sealed class PreparedTable
{
    private readonly InputDomain[] _inputs;
    private readonly BigInteger _all;

    public PreparedTable(DecisionTable table)
    {
        Table = table;
        _inputs = [.. table.Inputs.Select(input => InputDomain.Of(input, table.Rules))];
        _all = (BigInteger.One << table.Rules.Count) - 1;
    }

    public DecisionTable Table { get; }

    /// <summary>The answer of the one rule that fits. An input's number is written without leading zeros.</summary>
    /// <exception cref="ArgumentException">An input is missing, unknown, or has a value outside of its domain.</exception>
    /// <exception cref="InvalidOperationException">No rule fits, or several do: the table was not checked.</exception>
    public DecisionAnswer Decide(params IReadOnlyList<(string Input, string Value)> inputs) =>
        Decide(inputs.ToDictionary(i => i.Input, i => i.Value));

    /// <inheritdoc cref="Decide(IReadOnlyList{ValueTuple{string, string}})"/>
    public DecisionAnswer Decide(IReadOnlyDictionary<string, string> inputs)
    {
        if (inputs.Count != _inputs.Length)
            throw new ArgumentException($"{Table.Key} takes {_inputs.Length} inputs, not {inputs.Count}.", nameof(inputs));
        var fitting = _inputs.Aggregate(_all, (rules, input) => rules & Passing(input, inputs));
        if (!fitting.IsPowerOfTwo)
            throw new InvalidOperationException($"{(fitting.IsZero ? "No rule" : "More than one rule")} of {Table.Key} fits.");
        var rule = Table.Rules[(int)BigInteger.Log2(fitting)];
        return new(rule.Id, rule.Then.ToDictionary(
            output => output.Key, output => output.Value.StartsWith('=') ? inputs[output.Value[1..]] : output.Value));
    }

    private BigInteger Passing(InputDomain input, IReadOnlyDictionary<string, string> inputs) =>
        inputs.TryGetValue(input.Name, out var value) && input.Passing(value) is { } rules
            ? rules
            : throw new ArgumentException($"{Table.Key}: '{value}' is no value of {input.Name}.", nameof(inputs));
}
