using System.Text.Json;

namespace SmartCity.Domain.Shared;

/// <summary>
/// What a clerk filled in with an outcome (办理表单), validated against its schema before it comes here. Reading is
/// total: a field that is absent or of another type reads as empty.
/// </summary>
public readonly record struct FormAnswer(JsonElement Body)
{
    /// <summary>A form from its JSON text.</summary>
    public static FormAnswer Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.Clone());
    }

    /// <summary>A text, trimmed; empty when absent.</summary>
    public string Text(string field) =>
        Find(field) is { ValueKind: JsonValueKind.String } value ? value.GetString()!.Trim() : "";

    /// <summary>A yes; absent is no.</summary>
    public bool Flag(string field) => Find(field) is { ValueKind: JsonValueKind.True };

    /// <summary>A whole number, or null.</summary>
    public int? Number(string field) =>
        Find(field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A list of texts; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string field) => Find(field) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
        : [];

    private JsonElement? Find(string field) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(field, out var value) ? value : null;
}
