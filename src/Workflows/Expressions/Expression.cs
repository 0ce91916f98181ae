namespace SmartCity.Workflows.Expressions;

/// <summary>
/// A FEEL expression (友好表达式语言, DMN 1.3, simple expressions), parsed when its process is loaded. Values are null,
/// bool, decimal, text and lists of these. A missing name is null; ordering or reckoning with null, or with values
/// of different types, is null; a condition holds only when it is true.
/// </summary>
internal sealed class Expression
{
    private readonly Node _root;

    private Expression(string text, Node root) => (Text, _root) = (text, root);

    /// <summary>As written, without a leading <c>=</c>.</summary>
    public string Text { get; }

    public object? Evaluate(IVariables variables) => _root.Evaluate(variables);

    /// <summary>Whether the expression is true; null is not.</summary>
    public bool Holds(IVariables variables) => _root.Evaluate(variables) is true;

    /// <summary>Throws <see cref="ExpressionException"/> with the position (from 1) of what cannot be read.</summary>
    public static Expression Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('='))
            trimmed = trimmed[1..].TrimStart();
        return new(trimmed, Grammar.Parse(trimmed));
    }

    public override string ToString() => Text;
}

/// <summary>An expression cannot be read.</summary>
internal sealed class ExpressionException(string expression, int position, string cause)
    : Exception($"'{expression}', position {position}: {cause}");
