using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Tests.Shared.Rules;

public sealed class PreparedTableTests
{
    private static readonly PreparedTable Small = new(SmallTable.Table);

    [Theory]
    [InlineData("gas", "21", "false", "leak-by-day", "gas", "2 hours")]
    [InlineData("smell", "22", "false", "leak-by-night", "fire", "1 hours")]
    [InlineData("lamp", "0", "true", "danger", "fire", "PT30M")]
    [InlineData("lamp", "0", "false", "lamp", "west", "5 working-days")]
    [InlineData("a kind of tomorrow", "12", "false", "other", null, "5 working-days")]
    [InlineData("(other)", "12", "false", "other", null, "5 working-days")]
    public void The_one_rule_that_fits_answers(string kind, string hour, string danger, string rule, string? unit, string within)
    {
        var answer = Small.Decide(("kind", kind), ("hour", hour), ("danger", danger), ("town", "west"));
        (answer.Rule, answer["unit"], answer["within"]).ShouldBe((rule, unit, within));
    }

    [Fact]
    public void A_value_outside_of_the_domain_is_a_fault_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => Small.Decide(("kind", "gas"), ("hour", "24"), ("danger", "true"), ("town", "west")));
        Should.Throw<ArgumentException>(() => Small.Decide(("kind", "gas"), ("hour", "2"), ("danger", "perhaps"), ("town", "west")));
        Should.Throw<ArgumentException>(() => Small.Decide(("kind", "gas"), ("hour", "2"), ("danger", "true")));
        Should.Throw<ArgumentException>(() => Small.Decide(("kind", "gas"), ("hour", "2"), ("danger", "true"), ("place", "west")));
    }
}
