using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace SmartCity.Host.Pages.Forms;

/// <summary>
/// What a person typed into a form, field by field and as they typed it: it stays when they choose another outcome, and
/// when the answer is refused.
/// </summary>
public sealed class FormAnswers
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, SortedSet<string>> _choices = [];

    public string Text(string field) => _texts.GetValueOrDefault(field, "");

    public void Set(string field, string? text) => _texts[field] = text ?? "";

    public bool Ticked(string field) => Text(field) == "true";

    public ICollection<string> Choices(string field) =>
        _choices.TryGetValue(field, out var set) ? set : _choices[field] = new(StringComparer.Ordinal);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _texts.Clear();
        _choices.Clear();
    }

    /// <summary>The answer to these fields as JSON; what was left empty is left out, what is no number stays as typed.</summary>
    public JsonElement ToJson(IReadOnlyList<FormField> fields)
    {
        var form = new JsonObject();
        foreach (var field in fields)
            if (Value(field) is { } value) form[field.Name] = value;
        return JsonSerializer.SerializeToElement(form);
    }

    private JsonNode? Value(FormField field)
    {
        var text = Text(field.Name).Trim();
        return field.Kind switch
        {
            FieldKind.YesNo => Ticked(field.Name),
            FieldKind.Choices => Choices(field.Name).Count == 0 ? null : Array(Choices(field.Name)),
            _ when text.Length == 0 => null,
            FieldKind.List => Array(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            FieldKind.Whole or FieldKind.Choice when field.IsWhole && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            FieldKind.Number when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            FieldKind.Moment when LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text) is { Success: true } =>
                text + ":00+08:00",
            _ => text,
        };
    }

    private static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];
}
