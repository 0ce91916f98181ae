using SmartCity.Workflows.Forms;

namespace SmartCity.Workflows.Tests.Forms;

public sealed class FormTests
{
    private const string Form = """
        { "code": "check", "outcomes": [
          { "code": "complete", "name": { "zh": "齐全", "en": "Complete" }, "formSchema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["note", "count"],
            "properties": {
              "note": { "type": "string", "minLength": 1, "maxLength": 5, "examples": ["好"] },
              "count": { "type": "integer", "minimum": 1, "examples": [2] },
              "day": { "type": "string", "format": "date", "examples": ["2026-03-02"] },
              "kind": { "enum": ["a", "b"], "examples": ["a"] },
              "items": { "type": "array", "items": { "type": "object", "properties": { "code": { "type": "string" } } },
                "examples": [[{ "code": "x" }]] } } } },
          { "code": "refuse", "name": { "zh": "不予", "en": "Refuse" }, "formSchema": { "type": "object" } } ] }
        """;

    [Fact]
    public void The_examples_make_a_valid_form() =>
        Errors(FormValidator.Example(Outcome("complete"))).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"count":1}""", "note", "必填")]
    [InlineData("""{"note":"","count":1}""", "note", "至少 1 字")]
    [InlineData("""{"note":"123456","count":1}""", "note", "至多 5 字")]
    [InlineData("""{"note":"x","count":0}""", "count", "不小于 1")]
    [InlineData("""{"note":"x","count":1.5}""", "count", "应为整数")]
    [InlineData("""{"note":"x","count":"1"}""", "count", "应为整数")]
    [InlineData("""{"note":"x","count":1,"day":"soon"}""", "day", "应为日期")]
    [InlineData("""{"note":"x","count":1,"kind":"c"}""", "kind", "不在可选值之内")]
    [InlineData("""{"note":"x","count":1,"admin":true}""", "admin", "表单没有此项")]
    [InlineData("""{"note":"x","count":1,"items":[{"code":"x","y":1}]}""", "items[0].y", "表单没有此项")]
    [InlineData("""[]""", "", "应为对象")]
    [InlineData("""{""", "", "不是 JSON")]
    public void What_is_wrong_is_told_by_field(string form, string field, string message) =>
        Errors(form).ShouldContainKey(field, string.Join(", ", Errors(form).Keys))[field].ShouldContain(x => x.Contains(message));

    [Fact]
    public void A_form_without_fields_takes_none() =>
        FormValidator.Validate(Outcome("refuse"), """{"x":1}""").ShouldContainKey("x");

    [Fact]
    public void A_form_whose_examples_do_not_fit_is_refused_when_loaded() =>
        new ProcessRegistry().AddForm(new("f.json", Form.Replace("[2]", "[0]", StringComparison.Ordinal)))
            .ShouldHaveSingleItem().Element.ShouldBe("check/complete");

    [Fact]
    public void A_task_has_the_outcomes_of_its_form_in_their_order()
    {
        var registry = new ProcessRegistry();
        registry.AddForm(new("f.json", Form)).ShouldBeEmpty();
        var draft = new Draft().Start().End().Raw(
            "<userTask id='a' name='材料审查' sc:nameEn='Check' sc:role='clerk' sc:unit='=unit' sc:limit='P2D' sc:form='check' sc:stage='intake' />")
            .Flow("s -> a -> e");
        registry.Add(draft.Source()).ShouldBeEmpty();
        var task = registry.Task(new("draft", 1), "a")!;
        task.Outcomes.Select(x => x.Code).ShouldBe(["complete", "refuse"]);
        task.Name.ShouldBe(new("材料审查", "Check"));
        (task.Role, task.Stage, task.Limit, task.Form).ShouldBe(("clerk", "intake", "P2D", "check"));
    }

    private static Definitions.TaskOutcome Outcome(string code) =>
        FormDefinition.Read(new("f.json", Form), [])!.Outcomes.Single(x => x.Code == code);

    private static IReadOnlyDictionary<string, string[]> Errors(string form) =>
        FormValidator.Validate(Outcome("complete"), form);
}

internal static class Dictionaries
{
    public static IReadOnlyDictionary<string, string[]> ShouldContainKey(
        this IReadOnlyDictionary<string, string[]> errors, string field, string because = "")
    {
        errors.Keys.ShouldContain(field, because);
        return errors;
    }
}
