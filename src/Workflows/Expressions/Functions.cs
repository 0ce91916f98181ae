namespace SmartCity.Workflows.Expressions;

/// <summary>The functions an expression may call; there are no others.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Node>, Node?>> Known = new()
    {
        ["not"] = One(value => value is bool truth ? !truth : null),
        ["count"] = One(value => value is IReadOnlyList<object?> list ? (decimal)list.Count : null),
        ["list contains"] = Two((list, value) => list is IReadOnlyList<object?> ? Values.Contains(list, value) : null),
        ["get value"] = Two(Values.Get),
        ["contains"] = Two((a, b) => Values.Test(a, b, (text, part) => text.Contains(part, StringComparison.Ordinal))),
        ["starts with"] =
            Two((a, b) => Values.Test(a, b, (text, part) => text.StartsWith(part, StringComparison.Ordinal))),
        ["ends with"] =
            Two((a, b) => Values.Test(a, b, (text, part) => text.EndsWith(part, StringComparison.Ordinal))),
        ["all"] = One(value => value is IReadOnlyList<object?> list ? list.All(item => item is true) : null),
        ["any"] = One(value => value is IReadOnlyList<object?> list ? list.Any(item => item is true) : null),
    };

    /// <summary>Names of more than one word must be known to the grammar.</summary>
    public static IReadOnlyList<string> TwoWordNames { get; } = [.. Known.Keys.Where(name => name.Contains(' '))];

    /// <summary>The call, or null with the cause when there is no such function or it takes another number.</summary>
    public static Node? Call(string name, IReadOnlyList<Node> arguments, out string? cause)
    {
        cause = null;
        if (!Known.TryGetValue(name, out var make))
        {
            cause = $"unknown function '{name}'; known are {string.Join(", ", Known.Keys.Order())}";
            return null;
        }

        var node = make(arguments);
        if (node is null)
            cause = $"function '{name}' does not take {arguments.Count} arguments";
        return node;
    }

    private static Func<IReadOnlyList<Node>, Node?> One(Func<object?, object?> function) =>
        arguments => arguments.Count == 1 ? new Apply(function, arguments[0]) : null;

    private static Func<IReadOnlyList<Node>, Node?> Two(Func<object?, object?, object?> function) =>
        arguments => arguments.Count == 2 ? new Apply2(function, arguments[0], arguments[1]) : null;
}
