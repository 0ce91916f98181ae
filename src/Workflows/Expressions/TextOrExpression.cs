namespace SmartCity.Workflows.Expressions;

/// <summary>A role, unit or limit: plain text, or an expression over facts (written with a leading <c>=</c>).</summary>
internal sealed class TextOrExpression
{
    private readonly Expression? _expression;

    private TextOrExpression(string? plain, Expression? expression) => (Plain, _expression) = (plain, expression);

    /// <summary>The text when it is a plain one; null when it is an expression.</summary>
    public string? Plain { get; }

    public static TextOrExpression Parse(string text) => text.TrimStart().StartsWith('=')
        ? new(null, Expression.Parse(text))
        : new(text.Trim(), null);

    /// <summary>Null when the expression gives no text.</summary>
    public string? In(IVariables variables) => Plain ?? _expression!.Evaluate(variables) as string;

    public override string ToString() => Plain ?? "=" + _expression;
}
