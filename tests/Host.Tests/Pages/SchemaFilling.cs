using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace SmartCity.Host.Tests.Pages;

/// <summary>Fills in a form on a page as its schema's own examples say, by the labels that a clerk reads.</summary>
internal static class SchemaFilling
{
    public static async Task FillIn(this IPage page, JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties)) return;
        foreach (var field in properties.EnumerateObject())
            if (field.Value.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0)
                await FillIn(page, field.Value, examples[0]);
        await page.Keyboard.PressAsync("Tab");
    }

    private static async Task FillIn(IPage page, JsonElement field, JsonElement example)
    {
        var title = field.GetProperty("title").GetString()!;
        switch (field.GetProperty("type").GetString())
        {
            case "boolean":
                await page.GetByRole(AriaRole.Checkbox, new() { Name = title }).SetCheckedAsync(example.GetBoolean());
                break;
            case "array":
                break;
            case "string" when field.TryGetProperty("enum", out var values):
                var at = values.EnumerateArray().ToList().FindIndex(v => v.GetString() == example.GetString());
                var option = field.GetProperty("x-enum-titles")[at].GetString()!;
                var group = page.GetByRole(AriaRole.Group, new() { Name = title });
                if (await group.CountAsync() > 0) await group.GetByText(option, new() { Exact = true }).ClickAsync();
                else await page.GetByLabel(title).SelectOptionAsync(example.GetString()!);
                break;
            default:
                await page.GetByLabel(title).FillAsync(example.ValueKind == JsonValueKind.String
                    ? example.GetString()! : example.GetDecimal().ToString(CultureInfo.InvariantCulture));
                break;
        }
    }
}
