using NJsonSchema;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Supervision.Cards;

/// <summary>发牌规则: what the shipped table says.</summary>
public sealed class CardTableTests
{
    private static readonly DecisionTable Table = CatalogueJson.Parse<DecisionTable>(RepositoryFiles.Read("catalog/rules/cards.v2.json"));

    [Fact]
    public async Task It_can_be_published_and_fits_its_schema()
    {
        var before = DecisionTableHistory.Evolve(null, new DecisionTablePublished(
            CatalogueJson.Parse<DecisionTable>(RepositoryFiles.Read("catalog/rules/cards.v1.json"))));
        DecisionTableDecider.Publish(before, new(Table), CardTable.Signature, _ => true).Refusal.ShouldBeNull();
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(RepositoryFiles.Catalog, "schemas", "decision-table.schema.json"), TestContext.Current.CancellationToken);
        schema.Validate(RepositoryFiles.Read("catalog/rules/cards.v2.json")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("step-overdue", "approval", "yellow")]
    [InlineData("promised-overdue", "approval", "yellow")]
    [InlineData("statutory-overdue", "approval", "red")]
    [InlineData("total-overdue", "grid-case", "red")]
    [InlineData("response-overdue", "grid-case", "red")]
    [InlineData("case-overdue", "violation", "red")]
    [InlineData("complete-application-refused", "approval", "red")]
    [InlineData("materials-asked-twice", "approval", "yellow")]
    [InlineData("returned-twice", "grid-case", "yellow")]
    [InlineData("verification-failed-twice", "grid-case", "yellow")]
    [InlineData("situation-report-missed", "grid-case", "red")]
    [InlineData("bad-rating-not-rectified", "approval", "red")]
    [InlineData("device-offline", "device", "yellow")]
    [InlineData("initiative-late", "initiative", "red")]
    [InlineData("initiative-overdue", "initiative", "red")]
    [InlineData("consultation-overdue", "consultation", "yellow")]
    [InlineData("settlement-difference", "settlement-day", "yellow")]
    [InlineData("settlement-disputed", "settlement", "yellow")]
    public void Each_cause_has_its_colour_and_imported_matters_and_cards_have_none(string cause, string kind, string colour)
    {
        var rule = Ask(cause, kind, true).ShouldNotBeNull();
        (rule.Colour, rule.Table, rule.Counts).ShouldBe((colour, "cards@2", true));
        rule.Explanation.Amount.ShouldBeGreaterThan(0);
        foreach (var other in (string[])["imported-approval", "imported-grid-case", SupervisionCard.MatterKind])
            Ask(cause, other, true).ShouldBeNull();
    }

    [Fact]
    public void A_step_that_is_late_raises_none_once_the_whole_is_over()
    {
        Ask(Deviation.StepOverdue, "approval", false).ShouldBeNull();
        CardTable.WholeInTime([new(Deviation.StepOverdue, "a", "u"), new("response-overdue", "", "u")]).ShouldBeTrue();
        CardTable.WholeInTime([new(Deviation.StepOverdue, "a", "u"), new("promised-overdue", "", "u")]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("order-overdue")]
    [InlineData("due-overdue")]
    [InlineData("a cause of tomorrow")]
    public void Without_a_rule_there_is_no_card(string cause) => Ask(cause, "grid-case", true).ShouldBeNull();

    private static CardRule? Ask(string cause, string kind, bool inTime) => CardTable.Ask(new(Table), cause, kind, inTime);
}
