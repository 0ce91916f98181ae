using System.Text.Json;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.Forms;

/// <summary>How a field is filled in.</summary>
public enum FieldKind
{
    Text,
    LongText,
    Choice,
    YesNo,
    Whole,
    Number,
    Date,
    Moment,
    List,
    Choices,
}

/// <summary>One value to choose from.</summary>
public sealed record FieldOption(string Value, LocalizedText Title);

/// <summary>
/// One property of a form's JSON Schema as a field on a page. Titles stand in <c>title</c> and <c>x-title-en</c>, those
/// of values in <c>x-enum-titles</c>; <c>x-options</c> names a list that the page knows, such as <c>materials</c>.
/// </summary>
public sealed record FormField(string Name, FieldKind Kind, LocalizedText Title, bool Required)
{
    private const int LongFrom = 300;

    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>Whether what is chosen is a whole number.</summary>
    public bool IsWhole { get; init; }

    public string? OptionsOf { get; init; }
    public string? Hint { get; init; }
    public string? Example { get; init; }
    public int? MaxLength { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>The fields of an object's schema, in its order.</summary>
    public static IReadOnlyList<FormField> Of(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties)) return [];
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return [.. properties.EnumerateObject().Select(p => Of(p.Name, p.Value, required.Contains(p.Name)))];
    }

    private static FormField Of(string name, JsonElement schema, bool required)
    {
        var title = Text(schema, "title") ?? name;
        var listed = schema.TryGetProperty("items", out var items) ? items : schema;
        var options = OptionsIn(listed);
        var optionsOf = Text(schema, "x-options");
        return new(name, KindOf(schema, options.Count > 0 || optionsOf is not null), new(title, Text(schema, "x-title-en") ?? title), required)
        {
            Options = options,
            IsWhole = Text(schema, "type") == "integer",
            OptionsOf = optionsOf,
            Hint = Text(schema, "description"),
            Example = schema.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0
                && examples[0].ValueKind is JsonValueKind.String ? examples[0].GetString() : null,
            MaxLength = schema.TryGetProperty("maxLength", out var length) ? length.GetInt32() : null,
            Min = schema.TryGetProperty("minimum", out var min) ? min.GetDecimal() : null,
            Max = schema.TryGetProperty("maximum", out var max) ? max.GetDecimal() : null,
        };
    }

    private static FieldKind KindOf(JsonElement schema, bool chosen) => (Text(schema, "type"), Text(schema, "format")) switch
    {
        ("boolean", _) => FieldKind.YesNo,
        ("integer", _) => chosen ? FieldKind.Choice : FieldKind.Whole,
        ("number", _) => FieldKind.Number,
        ("array", _) => chosen ? FieldKind.Choices : FieldKind.List,
        (_, "date") => FieldKind.Date,
        (_, "date-time") => FieldKind.Moment,
        _ when chosen => FieldKind.Choice,
        _ => schema.TryGetProperty("maxLength", out var length) && length.GetInt32() >= LongFrom ? FieldKind.LongText : FieldKind.Text,
    };

    private static IReadOnlyList<FieldOption> OptionsIn(JsonElement schema)
    {
        if (!schema.TryGetProperty("enum", out var values)) return [];
        var titles = schema.TryGetProperty("x-enum-titles", out var zh) ? [.. zh.EnumerateArray().Select(t => t.GetString())] : new List<string?>();
        return [.. values.EnumerateArray().Select((value, at) => new FieldOption(
            value.ToString(), new(titles.ElementAtOrDefault(at) ?? value.ToString(), Readable(value.ToString()))))];
    }

    // The codes of values are English words: "not-competent" reads "Not competent".
    private static string Readable(string code) =>
        code.Length == 0 ? code : char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
