using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Runtime;

/// <summary>
/// What an expression sees at a place of a running process, nearest first: counts of a multi-instance activity,
/// <c>outcome</c> and <c>outcomes</c>, the values of the instances around it, the facts of the matter.
/// </summary>
internal sealed class RunVariables(
    ProcessDefinition definition, Working now, ProcessFacts facts, ProcessToken place) : IVariables
{
    /// <summary>Set where a completion condition is asked.</summary>
    public ProcessScope? Counting { get; init; }

    public object? Get(string path) => path switch
    {
        "nrOfInstances" when Counting is not null => (decimal)Counting.Instances,
        "nrOfCompletedInstances" when Counting is not null => (decimal)Counting.Outcomes.Count,
        "nrOfActiveInstances" when Counting is not null => (decimal)(Counting.Instances - Counting.Outcomes.Count),
        "outcomes" => Values.Of(Counting?.Outcomes ?? place.Outcomes),
        "outcome" => place.Outcome,
        _ => Instance(path) ?? Fact(path),
    };

    /// <summary>The value of the innermost instance around; null outside of any.</summary>
    public string? NearestInstance()
    {
        for (var token = place; token is not null; token = Owner(token))
        {
            if (token.Instance is not null)
                return token.Instance;
        }

        return null;
    }

    /// <summary>The value of the nearest instance that goes by the name.</summary>
    private string? Instance(string name)
    {
        for (var token = place; token is not null; token = Owner(token))
        {
            if (token.Instance is not null
                && definition.Node(token.Element) is Activity { Multi.Variable: { } variable } && variable == name)
                return token.Instance;
        }

        return null;
    }

    private ProcessToken? Owner(ProcessToken token) =>
        now.Scopes.Now.TryGetValue(token.Scope, out var scope) ? now.Tokens.Now.GetValueOrDefault(scope.Token) : null;

    private object? Fact(string path)
    {
        if (facts.Values.TryGetValue(path, out var whole))
            return Values.Of(whole);
        var values = facts.Values;
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!values.TryGetValue(parts[i], out var value))
                return null;
            if (i == parts.Length - 1)
                return Values.Of(value);
            if (value is not IReadOnlyDictionary<string, object?> nested)
                return null;
            values = nested;
        }

        return null;
    }
}
