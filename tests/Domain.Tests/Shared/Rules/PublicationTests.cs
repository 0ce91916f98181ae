using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Tests.Shared.Rules;

public sealed class PublicationTests
{
    private static readonly DecisionTable Small = SmallTable.Table;
    private static readonly DecisionTableHistory Published = new(Small.Code, [Small]);

    private static readonly TableSignature Asked = new(
        "who-comes", [.. Small.Inputs.Select(i => new TableSignature.Input(i.Name, i.Type, i.From, i.To))],
        [new("unit", "text", Optional: true), new("within", "limit")]);

    private static Decision Publish(DecisionTable table, DecisionTableHistory? history = null) =>
        DecisionTableDecider.Publish(history, new(table), Asked, unit => unit.StartsWith("DX-", StringComparison.Ordinal));

    private static void Refused(DecisionTable table, string code, params string[] words)
    {
        var refusal = Publish(table).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code);
        foreach (var word in words) refusal.Sentence.En.ShouldContain(word);
    }

    [Fact]
    public void A_table_is_published_whole() =>
        Publish(Small).Events.ShouldBe([new DecisionTablePublished(Small)]);

    [Fact]
    public void The_same_again_changes_nothing()
    {
        var again = Publish(CatalogueJson.Parse<DecisionTable>(CatalogueJson.Write(Small)), Published);
        again.Refusal.ShouldBeNull();
        again.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_published_version_cannot_be_changed() =>
        Publish(Small with { Tests = [] }, Published).Refusal!.Code.ShouldBe("rules.version-exists");

    [Fact]
    public void The_next_version_begins_after_the_one_before()
    {
        var next = Small with { Version = 2, ValidFrom = new(2027, 1, 1) };
        Publish(next with { Version = 3 }, Published).Refusal!.Code.ShouldBe("rules.version-not-next");
        Publish(next with { ValidFrom = Small.ValidFrom }, Published).Refusal!.Code.ShouldBe("rules.validity-overlaps");
        var both = DecisionTableHistory.Evolve(Published, Publish(next, Published).Events.Single())!;
        both.InForce(new LocalDate(2026, 12, 31))!.Key.ShouldBe("who-comes@1");
        both.InForce(new LocalDate(2027, 1, 1))!.Key.ShouldBe("who-comes@2");
        both.InForce(new LocalDate(2025, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void A_dated_version_must_have_ended_before_the_next_begins()
    {
        var dated = Small with { ValidTo = new(2026, 6, 30) };
        DecisionTableDecider.Publish(null, new(dated, new(2026, 7, 1)), Asked, _ => true).Refusal.ShouldBeNull("its successor follows");
        var history = new DecisionTableHistory(Small.Code, [dated]);
        Publish(Small with { Version = 2, ValidFrom = new(2026, 6, 30) }, history).Refusal!.Code.ShouldBe("rules.validity-overlaps");
        Publish(Small with { Version = 2, ValidFrom = new(2026, 7, 1) }, history).Refusal.ShouldBeNull();
        history.InForce(new LocalDate(2026, 7, 1)).ShouldBeNull();
    }

    [Fact]
    public void A_version_that_leaves_a_day_without_a_table_is_refused()
    {
        var dated = Small with { ValidTo = new(2026, 6, 30) };
        Refused(dated, "rules.gap-in-time", "2026-07-01");
        DecisionTableDecider.Publish(null, new(dated, new(2026, 7, 2)), Asked, _ => true).Refusal!.Code.ShouldBe("rules.gap-in-time");
        Publish(Small with { Version = 2, ValidFrom = new(2026, 7, 2) }, new(Small.Code, [dated])).Refusal!
            .Sentence.En.ShouldContain("2026-07-01");
    }

    [Fact]
    public void A_table_comes_with_a_test() => Refused(Small with { Tests = [] }, "rules.no-tests");

    [Fact]
    public void A_unit_is_whatever_an_input_of_units_is_and_no_other_input()
    {
        var byUnit = Asked with { Outputs = [new("unit", "unit", Optional: true), new("within", "limit")] };
        Refusal? Sent(string to) => DecisionTableDecider.Publish(null, new(SmallTable.Changed("lamp", rule => rule with
        {
            Then = new Dictionary<string, string> { ["unit"] = to, ["within"] = "5 working-days" },
        }) with { Outputs = [Small.Outputs[0] with { Type = "unit" }, Small.Outputs[1]] }), byUnit, IsUnit).Refusal;
        Sent("=town").ShouldBeNull();
        foreach (var other in (string[])["=kind", "=hour", "=danger"])
        {
            var refusal = Sent(other).ShouldNotBeNull(other);
            refusal.Code.ShouldBe("rules.unknown-value");
            refusal.Fields["rules.lamp.then.unit"].ShouldBe([other]);
        }

        static bool IsUnit(string code) => code is "fire" or "gas" or "east" or "west";
    }

    [Fact]
    public void A_gap_is_refused_with_the_case_that_shows_it()
    {
        var refusal = Publish(SmallTable.Without("leak-by-night")).Refusal.ShouldBeOfType<TableGap>();
        refusal.Code.ShouldBe("rules.gap");
        refusal.Kind.ShouldBe(RefusalKind.Invalid);
        var found = refusal.Case.ToDictionary(i => i.Input, i => i.Value);
        (found["kind"], found["hour"], found["danger"]).ShouldBe(("gas", "0", "false"));
        refusal.Fields["hour"].ShouldBe(["0"]);
        refusal.Sentence.En.ShouldContain("kind=gas, hour=0, danger=false, town=east");
    }

    [Fact]
    public void A_table_that_forgets_what_is_not_listed_has_a_gap() =>
        Refused(SmallTable.Without("other"), "rules.gap", "kind=(other)", "danger=false");

    [Fact]
    public void An_overlap_is_refused_with_the_case_and_both_rules()
    {
        var refusal = Publish(SmallTable.Changed("leak-by-day", rule => rule with
        {
            When = new Dictionary<string, RuleCondition>(rule.When) { ["hour"] = RuleCondition.OneOf("5..21") },
        })).Refusal.ShouldBeOfType<TableOverlap>();
        refusal.Code.ShouldBe("rules.overlap");
        refusal.Both.ShouldBe(("leak-by-day", "leak-by-night"));
        refusal.Case.ShouldContain(("hour", "5"));
        refusal.Fields["rules"].ShouldBe(["leak-by-day", "leak-by-night"]);
        refusal.Sentence.En.ShouldContain("leak-by-day and leak-by-night");
    }

    [Fact]
    public void A_failing_example_is_refused_with_what_the_table_says()
    {
        var example = Small.Tests[0] with { Expect = new Dictionary<string, string> { ["unit"] = "fire", ["within"] = "2 hours" } };
        Refused(Small with { Tests = [Small.Tests[0], example] }, "rules.example-fails", "Example 2", "unit=fire", "leak-by-day", "unit=gas");
        var empty = Small.Tests[0] with { Expect = new Dictionary<string, string> { ["within"] = "2 hours" } };
        Refused(Small with { Tests = [empty] }, "rules.example-fails", "Example 1");
    }

    [Fact]
    public void What_nobody_listed_is_refused()
    {
        Refused(SmallTable.Changed("lamp", r => r with { When = new Dictionary<string, RuleCondition> { ["kind"] = RuleCondition.OneOf("lmap") } }),
            "rules.unknown-value", "rules.lamp.when.kind", "'lmap'");
        Refused(SmallTable.Changed("lamp", r => r with { When = new Dictionary<string, RuleCondition> { ["kind"] = RuleCondition.OneOf("@lamps") } }),
            "rules.unknown-value", "'@lamps'");
        Refused(SmallTable.Changed("lamp", r => r with { When = new Dictionary<string, RuleCondition> { ["hour"] = RuleCondition.OneOf("20..24") } }),
            "rules.unknown-value", "'20..24'");
        Refused(SmallTable.Changed("lamp", r => r with { When = new Dictionary<string, RuleCondition> { ["month"] = RuleCondition.Any } }),
            "rules.field-invalid", "rules.lamp.when.month");
        Refused(SmallTable.Changed("lamp", r => r with { Then = new Dictionary<string, string> { ["within"] = "soon" } }),
            "rules.unknown-value", "'soon'");
        Refused(SmallTable.Changed("lamp", r => r with { Then = new Dictionary<string, string> { ["unit"] = "=city", ["within"] = "1 hours" } }),
            "rules.unknown-value", "'=city'");
        Refused(SmallTable.Changed("lamp", r => r with { Then = new Dictionary<string, string> { ["unit"] = "fire" } }),
            "rules.field-invalid", "rules.lamp.then.within");
        Refused(Small with { Tests = [Small.Tests[0] with { Given = new Dictionary<string, string> { ["kind"] = "gas" } }] },
            "rules.field-invalid", "tests[0].given.hour");
    }

    [Fact]
    public void A_rule_that_can_never_apply_is_refused() =>
        Refused(SmallTable.With([.. Small.Rules, new DecisionRule
        {
            Id = "never",
            When = new Dictionary<string, RuleCondition> { ["danger"] = RuleCondition.NoneOf("true", "false") },
            Then = new Dictionary<string, string> { ["within"] = "1 hours" },
        }]), "rules.unreachable", "never", "danger");

    [Fact]
    public void A_table_that_is_not_made_whole_is_refused()
    {
        Refused(Small with { Rules = [] }, "rules.field-invalid", "rules");
        Refused(Small with { Inputs = [] }, "rules.field-invalid", "inputs");
        Refused(Small with { Outputs = [] }, "rules.field-invalid", "outputs");
        Refused(Small with { ValidTo = new(2025, 1, 1) }, "rules.field-invalid", "validTo");
        Refused(Small with { Rules = [.. Small.Rules, Small.Rules[0]] }, "rules.field-invalid", "rules.danger");
        Refused(Small with { Inputs = [Small.Inputs[0] with { Values = ["gas", "smell", "lamp", "gas"] }, .. Small.Inputs.Skip(1)] },
            "rules.field-invalid", "inputs.kind.values.gas");
        Refused(Small with { Inputs = [.. Small.Inputs, new() { Name = "month", Type = "number", From = 12, To = 1 }] },
            "rules.field-invalid", "inputs.month.from");
        Refused(Small with { Inputs = [.. Small.Inputs, new() { Name = "n", Type = "number", From = int.MinValue, To = int.MaxValue }] },
            "rules.too-large");
    }

    [Fact]
    public void A_table_that_is_not_what_is_asked_is_refused()
    {
        Decision Ask(DecisionTable table, TableSignature signature) =>
            DecisionTableDecider.Publish(null, new(table), signature, _ => true);
        Ask(Small, Asked).Refusal.ShouldBeNull();
        Ask(Small with { Inputs = [.. Small.Inputs.Take(3), Small.Inputs[3] with { Open = false }] }, Asked).Refusal!.Fields.Keys.ShouldContain("inputs.town");
        Ask(Small, Asked with { Inputs = [.. Asked.Inputs, new("month", "number", 1, 12)] }).Refusal!.Code.ShouldBe("rules.not-as-asked");
        Ask(Small, Asked with { Inputs = [.. Asked.Inputs.Take(3)] }).Refusal!.Fields.Keys.ShouldContain("inputs.town");
        Ask(Small, Asked with { Outputs = [new("unit", "text"), new("within", "limit")] }).Refusal!.Fields.Keys.ShouldContain("outputs.unit");
        Ask(Small, Asked with { Code = "who-goes" }).Refusal!.Fields.Keys.ShouldContain("code");
        var units = Small with { Outputs = [Small.Outputs[0] with { Type = "unit" }, Small.Outputs[1]] };
        var byUnit = Asked with { Outputs = [new("unit", "unit", Optional: true), new("within", "limit")] };
        Ask(units, byUnit).Refusal.ShouldBeNull();
        DecisionTableDecider.Publish(null, new(units), byUnit, unit => unit == "gas").Refusal!
            .Fields.Keys.ShouldContain("rules.danger.then.unit");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"code":"x","surprise":1}""")]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":"x","version":1,"rules":[null]}""")]
    [InlineData("""{"rules":[{"id":"a","when":{"x":{"nor":[1]}},"then":{}}]}""")]
    public void A_file_of_another_shape_is_refused(string json) =>
        Should.Throw<FormatException>(() => CatalogueJson.Parse<DecisionTable>(json));
}
