using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Tests.Expressions;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, object?> Facts = new()
    {
        ["outcome"] = "complete",
        ["amount"] = 100m,
        ["units"] = new object?[] { "A", "B" },
        ["granted"] = true,
        ["item.days"] = 20m,
        ["order"] = "o-1",
        ["outcomes"] = new object?[] { "approve", "reject" },
        ["unitOf"] = new Dictionary<string, object?> { ["cordon"] = "DX-GAFJ", ["o-1"] = "DX-YJJ" },
    };

    [Theory]
    [InlineData("""outcome = "complete" """)]
    [InlineData("""= outcome = "complete" """)]
    [InlineData("""outcome != "refuse" """)]
    [InlineData("""outcome in ("complete", "tolerated")""")]
    [InlineData("""outcome in ["complete", "tolerated"]""")]
    [InlineData("outcome in (\"complete\")")]
    [InlineData("not(outcome in (\"refuse\"))")]
    [InlineData("amount >= 100 and amount < 100.5")]
    [InlineData("amount in [100..200]")]
    [InlineData("not(amount in (100..200])")]
    [InlineData("not(amount in [50..100))")]
    [InlineData("not(amount in ]100..200])")]
    [InlineData("amount between 50 and 100 and granted")]
    [InlineData("amount + 2 * 5 - 10 / 2 = 105")]
    [InlineData("-amount < 0")]
    [InlineData("(amount + 1) * 2 = 202")]
    [InlineData("list contains(units, \"B\")")]
    [InlineData("\"B\" in units")]
    [InlineData("count(units) = 2")]
    [InlineData("units = [\"A\", \"B\"]")]
    [InlineData("granted")]
    [InlineData("item.days > 10")]
    [InlineData("order = \"o-1\" or false")]
    [InlineData("starts with(order, \"o-\") and ends with(order, \"1\") and contains(order, \"-\")")]
    [InlineData("some o in outcomes satisfies o = \"reject\"")]
    [InlineData("not(every o in outcomes satisfies o = \"reject\")")]
    [InlineData("every o in [] satisfies o = \"reject\"")]
    [InlineData("all([true, granted]) and any([false, granted])")]
    [InlineData("missing = null")]
    [InlineData("get value(unitOf, \"cordon\") = \"DX-GAFJ\"")]
    [InlineData("get value(unitOf, order) = \"DX-YJJ\"")]
    [InlineData("get value(unitOf, \"none\") = null and get value(missing, order) = null")]
    [InlineData("outcome != null")]
    [InlineData("missing > 1 or granted")]
    [InlineData("count([]) = 0")]
    [InlineData("outcome = \"complete\" or outcome = \"x\" and false")]
    public void It_holds(string text) => Expression.Parse(text).Holds(new Names()).ShouldBeTrue();

    [Theory]
    [InlineData("missing > 1")]
    [InlineData("not(missing > 1)")]
    [InlineData("missing")]
    [InlineData("missing.deep = 1")]
    [InlineData("outcome > 1")]
    [InlineData("amount = \"100\"")]
    [InlineData("amount / 0 > 1")]
    [InlineData("missing and true")]
    [InlineData("\"x\" in missing")]
    [InlineData("amount")]
    public void It_does_not_hold(string text) => Expression.Parse(text).Holds(new Names()).ShouldBeFalse();

    [Theory]
    [InlineData("", 1)]
    [InlineData("outcome = ", 9)]
    [InlineData("outcome == \"x\"", 9)]
    [InlineData("outcome = 'x'", 9)]
    [InlineData("outcome = \"x\" \"y\"", 15)]
    [InlineData("(amount > 1", 1)]
    [InlineData("amount > 1)", 11)]
    [InlineData("System.Exit(1)", 12)]
    [InlineData("a; b", 2)]
    public void A_slip_of_the_pen_is_an_error_with_its_position(string text, int position) =>
        Should.Throw<ExpressionException>(() => Expression.Parse(text)).Message.ShouldContain($"position {position}:");

    [Fact]
    public void An_unknown_function_is_an_error_that_names_the_known_ones()
    {
        var message = Should.Throw<ExpressionException>(() => Expression.Parse("amount > now()")).Message;
        message.ShouldContain("unknown function 'now'");
        message.ShouldContain("list contains");
    }

    [Fact]
    public void A_function_with_too_many_arguments_is_an_error() =>
        Should.Throw<ExpressionException>(() => Expression.Parse("count(a, b)")).Message.ShouldContain("2 arguments");

    private sealed class Names : IVariables
    {
        public object? Get(string path) => Facts.GetValueOrDefault(path);
    }
}
