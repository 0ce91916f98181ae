namespace SmartCity.Workflows.Expressions;

/// <summary>A part of a parsed expression.</summary>
internal abstract class Node
{
    public abstract object? Evaluate(IVariables variables);
}

internal sealed class Constant(object? value) : Node
{
    public override object? Evaluate(IVariables variables) => value;
}

internal sealed class Name(string path) : Node
{
    public override object? Evaluate(IVariables variables) => variables.Get(path);
}

internal sealed class ListOf(IReadOnlyList<Node> items) : Node
{
    public override object Evaluate(IVariables variables)
    {
        var values = new object?[items.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = items[i].Evaluate(variables);
        return values;
    }
}

internal sealed class Apply(Func<object?, object?> function, Node operand) : Node
{
    public override object? Evaluate(IVariables variables) => function(operand.Evaluate(variables));
}

internal sealed class Apply2(Func<object?, object?, object?> function, Node left, Node right) : Node
{
    public override object? Evaluate(IVariables variables) =>
        function(left.Evaluate(variables), right.Evaluate(variables));
}

/// <summary>Three-valued: false decides an "and", whatever the other side.</summary>
internal sealed class And(Node left, Node right) : Node
{
    public override object? Evaluate(IVariables variables) => left.Evaluate(variables) switch
    {
        false => false,
        true => right.Evaluate(variables) as bool?,
        _ => right.Evaluate(variables) is false ? false : null,
    };
}

/// <summary>Three-valued: true decides an "or", whatever the other side.</summary>
internal sealed class Or(Node left, Node right) : Node
{
    public override object? Evaluate(IVariables variables) => left.Evaluate(variables) switch
    {
        true => true,
        false => right.Evaluate(variables) as bool?,
        _ => right.Evaluate(variables) is true ? true : null,
    };
}

/// <summary><c>x in [1..5)</c>, <c>x between 1 and 5</c>.</summary>
internal sealed class InInterval(Node value, Node from, Node to, bool withFrom, bool withTo) : Node
{
    public override object? Evaluate(IVariables variables)
    {
        var tested = value.Evaluate(variables);
        var low = Values.Order(tested, from.Evaluate(variables));
        var high = Values.Order(tested, to.Evaluate(variables));
        return low is null || high is null ? null : (withFrom ? low >= 0 : low > 0) && (withTo ? high <= 0 : high < 0);
    }
}

/// <summary><c>some x in list satisfies …</c> and <c>every x in list satisfies …</c>.</summary>
internal sealed class Quantified(bool every, string name, Node list, Node condition) : Node
{
    public override object? Evaluate(IVariables variables)
    {
        if (list.Evaluate(variables) is not IReadOnlyList<object?> items)
            return null;
        foreach (var item in items)
        {
            if (condition.Evaluate(new Bound(variables, name, item)) is true != every)
                return !every;
        }

        return every;
    }

    private sealed class Bound(IVariables outer, string name, object? value) : IVariables
    {
        public object? Get(string path) => path == name ? value : outer.Get(path);
    }
}
