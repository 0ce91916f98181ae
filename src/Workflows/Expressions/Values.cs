using System.Collections;

namespace SmartCity.Workflows.Expressions;

/// <summary>Values as expressions see them, and what can be done with them.</summary>
internal static class Values
{
    /// <summary>
    /// A fact as a value. Throws for a type that no expression knows: a fault of who offers the fact.
    /// </summary>
    public static object? Of(object? fact) => fact switch
    {
        null or bool or decimal or string or object?[] => fact,
        int number => (decimal)number,
        long number => (decimal)number,
        double number => (decimal)number,
        Enum or Guid => fact.ToString(),
        IReadOnlyDictionary<string, object?> => fact,
        IEnumerable list => list.Cast<object?>().Select(Of).ToArray(),
        _ => throw new ArgumentException($"A fact of type {fact.GetType().Name} cannot be read by an expression."),
    };

    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
            a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    /// <summary>Null when the two cannot be ordered.</summary>
    public static int? Order(object? left, object? right) => (left, right) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => null,
    };

    public static object? Contains(object? list, object? value) => list switch
    {
        IReadOnlyList<object?> items => items.Any(item => Same(item, value)),
        null => null,
        _ => Same(list, value),
    };

    /// <summary>What stands under the key; null when nothing does.</summary>
    public static object? Get(object? context, object? key) =>
        context is IReadOnlyDictionary<string, object?> values && key is string name ? Of(values.GetValueOrDefault(name)) : null;

    public static object? Reckon(object? left, object? right, Func<decimal, decimal, decimal> with) =>
        left is decimal a && right is decimal b ? with(a, b) : null;

    public static object? Add(object? left, object? right) =>
        left is string a && right is string b ? a + b : Reckon(left, right, decimal.Add);

    /// <summary>Division by zero is null.</summary>
    public static object? Divide(object? left, object? right) =>
        right is 0m ? null : Reckon(left, right, decimal.Divide);

    public static object? Test(object? left, object? right, Func<string, string, bool> test) =>
        left is string a && right is string b ? test(a, b) : null;
}
