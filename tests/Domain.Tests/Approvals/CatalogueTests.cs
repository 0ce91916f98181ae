using System.Text.Json;
using NJsonSchema;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Forms;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>What is shipped under <c>catalog/</c> holds together.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_item_can_be_published()
    {
        ShippedCatalogue.Items.Count.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var item in ShippedCatalogue.Items)
            ApprovalItemDecider.Publish(null, new(item)).Refusal.ShouldBeNull(item.Code);
    }

    [Fact]
    public async Task Every_item_fits_the_published_schema()
    {
        var stop = TestContext.Current.CancellationToken;
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(ShippedCatalogue.Folder, "schemas", "approval-item.schema.json"), stop);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, "approval-items")))
            schema.Validate(await File.ReadAllTextAsync(file, stop)).ShouldBeEmpty(file);
    }

    [Fact]
    public void Items_take_every_shape()
    {
        ShippedCatalogue.Items.Select(item => item.Process).Distinct().Order().ShouldBe(
        [
            "commitment", "expert-review", "hearing", "joint-review", "on-the-spot", "single-unit", "site-inspection",
        ]);
        ShippedCatalogue.Items.Select(item => item.ReviewUnits.Count).Distinct().Order().ShouldBe([0, 2, 3, 5]);
        ShippedCatalogue.Items.ShouldContain(item => item.Materials.Any(material => material.Tolerated));
    }

    [Fact]
    public void Every_unit_of_items_and_accounts_exists()
    {
        foreach (var item in ShippedCatalogue.Items)
            foreach (var unit in (string[])[item.Unit, item.IntakeUnit, .. item.ReviewUnits])
                ShippedCatalogue.Units.ShouldContain(unit, item.Code);
        foreach (var person in ShippedCatalogue.People)
            ShippedCatalogue.Units.ShouldContain(person.Unit, person.Id);
    }

    [Fact]
    public void Accounts_are_unique_and_have_known_roles()
    {
        ShippedCatalogue.People.Select(person => person.Id).ShouldBeUnique();
        ShippedCatalogue.People.Select(person => person.Name).ShouldBeUnique();
        ShippedCatalogue.People.SelectMany(person => person.Roles).Distinct().ShouldBeSubsetOf(Roles.Staff);
        Roles.Staff.ShouldBeSubsetOf(ShippedCatalogue.People.SelectMany(person => person.Roles));
        ShippedCatalogue.People.Count(p => p.Has("window-clerk") && p.Unit == "DX-HALL").ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void Every_limit_a_process_reads_stands_in_its_items()
    {
        foreach (var item in ShippedCatalogue.Items)
        {
            var limits = ApprovalTerms.Of(item).Limits;
            var xml = ShippedCatalogue.Processes.Latest(item.Process)!.Xml;
            foreach (var name in xml.Split("=limits.").Skip(1).Select(rest => string.Concat(rest.TakeWhile(char.IsLetter))))
                limits.Keys.ShouldContain(name, $"{item.Code}, process {item.Process}");
        }
    }

    [Fact]
    public void An_item_that_tolerates_has_a_process_that_asks_for_the_rest()
    {
        foreach (var item in ShippedCatalogue.Items.Where(item => item.Materials.Any(material => material.Tolerated)))
            ShippedCatalogue.Processes.Latest(item.Process)!.Tasks.Keys.ShouldContain("tolerated-materials", item.Code);
    }

    [Fact]
    public void Every_application_form_accepts_its_own_examples()
    {
        foreach (var item in ShippedCatalogue.Items)
        {
            var form = new TaskOutcome("file", item.Name, item.FormSchema.GetRawText());
            FormValidator.Validate(form, FormValidator.Example(form)).ShouldBeEmpty(item.Code);
            foreach (var property in item.FormSchema.GetProperty("properties").EnumerateObject())
            {
                property.Value.TryGetProperty("title", out _).ShouldBeTrue($"{item.Code}.{property.Name}");
                property.Value.TryGetProperty("examples", out _).ShouldBeTrue($"{item.Code}.{property.Name}");
            }
        }
    }

    [Fact]
    public void Every_form_is_used_and_every_text_in_it_is_bounded()
    {
        var used = ShippedCatalogue.Processes.All.SelectMany(process => process.Tasks.Values).Select(task => task.Form!);
        used.Distinct().Order().ShouldBe(Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, "forms"))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order());
        foreach (var outcome in ShippedCatalogue.Processes.All.SelectMany(p => p.Tasks.Values).SelectMany(t => t.Outcomes))
        {
            using var schema = JsonDocument.Parse(outcome.FormSchema);
            foreach (var property in schema.RootElement.GetProperty("properties").EnumerateObject())
            {
                if (property.Value.GetProperty("type").GetString() == "string" && !property.Value.TryGetProperty("enum", out _))
                    property.Value.TryGetProperty("maxLength", out _).ShouldBeTrue($"{outcome.Code}.{property.Name}");
            }
        }
    }
}
