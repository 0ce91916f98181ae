using System.Globalization;
using Parlot;
using Parlot.Fluent;

namespace SmartCity.Workflows.Expressions;

/// <summary>
/// The grammar: or, and, comparison, <c>in</c>, <c>between</c>, arithmetic, calls, quantifiers, lists, dotted names.
/// </summary>
internal static class Grammar
{
    private static readonly HashSet<string> Reserved =
        ["and", "or", "in", "between", "some", "every", "satisfies", "true", "false", "null", "if", "then", "else",
            "for", "return", "function", "instance"];

    private static readonly Parser<Node> Whole = Build();

    public static Node Parse(string text)
    {
        var context = new ParseContext(new Scanner(text));
        if (!Whole.TryParse(context, out var root, out var error))
            throw new ExpressionException(
                text, (error?.Position.Offset ?? 0) + 1, error?.Message ?? "an expression was expected");
        context.SkipWhiteSpace();
        var end = context.Scanner.Cursor.Offset;
        return end == text.Length
            ? root
            : throw new ExpressionException(text, end + 1, $"'{text[end..]}' was not expected here");
    }

    private static Parser<Node> Build()
    {
        var expression = Deferred<Node>();
        var sum = Sum(expression);
        var comparison = Comparison(sum, expression);
        var and = comparison.LeftAssociative((Word("and"), (a, b) => new And(a, b)));
        expression.Parser = and.LeftAssociative((Word("or"), (a, b) => new Or(a, b)));
        return expression;
    }

    private static Parser<Node> Sum(Parser<Node> expression)
    {
        var unary = Deferred<Node>();
        unary.Parser = Terms.Char('-').SkipAnd(unary)
            .Then<Node>(node => new Apply(value => Values.Reckon(0m, value, decimal.Subtract), node))
            .Or(Primary(expression));
        var product = unary.LeftAssociative(
            (Terms.Char('*'), Binary((a, b) => Values.Reckon(a, b, decimal.Multiply))),
            (Terms.Char('/'), Binary(Values.Divide)));
        return product.LeftAssociative(
            (Terms.Char('+'), Binary(Values.Add)),
            (Terms.Char('-'), Binary((a, b) => Values.Reckon(a, b, decimal.Subtract))));
    }

    private static Parser<Node> Comparison(Parser<Node> sum, Parser<Node> expression)
    {
        var relation = OneOf(
            Relation("!=", (a, b) => !Values.Same(a, b)),
            Relation("=", (a, b) => Values.Same(a, b)),
            Relation("<=", (a, b) => Values.Order(a, b) is { } order ? order <= 0 : null),
            Relation(">=", (a, b) => Values.Order(a, b) is { } order ? order >= 0 : null),
            Relation("<", (a, b) => Values.Order(a, b) is { } order ? order < 0 : null),
            Relation(">", (a, b) => Values.Order(a, b) is { } order ? order > 0 : null));
        var compared = relation.And(sum).Then<Func<Node, Node>>(x => left => x.Item1(left, x.Item2));
        var between = Word("between").SkipAnd(sum).AndSkip(Word("and")).And(sum)
            .Then<Func<Node, Node>>(x => value => new InInterval(value, x.Item1, x.Item2, true, true));
        var interval = Terms.AnyOf("[(]", 1, 1).And(sum).AndSkip(Terms.Text("..")).And(sum)
            .And(Terms.AnyOf("])[", 1, 1))
            .Then<Func<Node, Node>>(x => value => new InInterval(
                value, x.Item2, x.Item3, x.Item1.Span[0] == '[', x.Item4.Span[0] == ']'));
        var oneOf = Between(Terms.Char('('), Separated(Terms.Char(','), expression), Terms.Char(')'))
            .Then<Func<Node, Node>>(x => value => x.Count == 1
                ? new Apply2(Values.Contains, x[0], value)
                : new Apply2(Values.Contains, new ListOf(x), value));
        var inList = sum.Then<Func<Node, Node>>(x => value => new Apply2(Values.Contains, x, value));
        var inside = Word("in").SkipAnd(OneOf(interval, oneOf, inList));
        return sum.And(ZeroOrOne(OneOf(compared, between, inside)))
            .Then(x => x.Item2.Count == 0 ? x.Item1 : x.Item2[0](x.Item1));
    }

    private static Parser<Node> Primary(Parser<Node> expression)
    {
        var digits = Literals.Pattern(char.IsAsciiDigit);
        var number = Capture(Terms.Pattern(char.IsAsciiDigit).And(ZeroOrOne(Literals.Char('.').SkipAnd(digits))))
            .Then<Node>(x => new Constant(decimal.Parse(x.Span, CultureInfo.InvariantCulture)));
        var text = Terms.String(StringLiteralQuotes.Double).Then<Node>(x => new Constant(x.ToString()));
        var word = Terms.Identifier().Then(x => x.ToString());
        var literal = OneOf(
            Word("true").Then<Node>(_ => new Constant(true)),
            Word("false").Then<Node>(_ => new Constant(false)),
            Word("null").Then<Node>(_ => new Constant(null)));
        var path = word.When((_, x) => !Reserved.Contains(x))
            .And(ZeroOrMany(Literals.Char('.').SkipAnd(Literals.Identifier().Then(x => x.ToString()))))
            .Then<Node>(x => new Name(string.Join('.', x.Item2.Prepend(x.Item1))));
        var items = ZeroOrOne(Separated(Terms.Char(','), expression))
            .Then(x => x.Count == 0 ? [] : x[0]);
        var list = Between(Terms.Char('['), items, Terms.Char(']')).Then<Node>(x => new ListOf(x));
        var quantified = OneOf(Word("every").Then(true), Word("some").Then(false))
            .And(word).AndSkip(Word("in")).And(expression).AndSkip(Word("satisfies")).And(expression)
            .Then<Node>(x => new Quantified(x.Item1, x.Item2, x.Item3, x.Item4));
        var group = Between(Terms.Char('('), expression, Terms.Char(')'));
        return OneOf(number, text, literal, quantified, Call(word, items), list, group, path);
    }

    private static Parser<Node> Call(Parser<string> word, Parser<IReadOnlyList<Node>> items)
    {
        var name = OneOf([.. Functions.TwoWordNames.Select(x => Terms.Text(x)), word]);
        return name.AndSkip(Terms.Char('(')).And(items).AndSkip(Terms.Char(')'))
            .Then((context, start, _, x) => Functions.Call(x.Item1, x.Item2, out var cause)
                ?? throw new ParseException(cause!, context.Scanner.Cursor.Position));
    }

    private static Parser<string> Word(string word) => Terms.Keyword(word);

    private static Func<Node, Node, Node> Binary(Func<object?, object?, object?> function) =>
        (left, right) => new Apply2(function, left, right);

    private static Parser<Func<Node, Node, Node>> Relation(string sign, Func<object?, object?, object?> function) =>
        Terms.Text(sign).Then(_ => Binary(function));
}
