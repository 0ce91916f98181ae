using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using SmartCity.Domain.Shared;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Forms;

/// <summary>
/// Checks what a person filled in against the schema of the outcome they chose. An object of a schema that says nothing
/// about additional properties takes none: an unknown field is an error, not a gift.
/// </summary>
public static class FormValidator
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Compiled = new();

    /// <summary>
    /// What is wrong with which field, in Chinese and English; empty when the form is good. Fields are named by their
    /// dotted path; "" is the form itself.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Validate(TaskOutcome outcome, string form)
    {
        try
        {
            return Schema(outcome.FormSchema).Validate(form)
                .SelectMany(Innermost)
                .GroupBy(Field, error => FieldErrors.Of(error).ToString())
                .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return new Dictionary<string, string[]> { [""] = [new LocalizedText("不是 JSON。", "Not JSON.").ToString()] };
        }
    }

    /// <summary>A form made of the first example of every property, as a stranger's program would make it.</summary>
    public static string Example(TaskOutcome outcome)
    {
        var form = new JsonObject();
        using var schema = JsonDocument.Parse(outcome.FormSchema);
        if (schema.RootElement.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (property.Value.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0)
                    form[property.Name] = JsonNode.Parse(examples[0].GetRawText());
            }
        }

        return form.ToJsonString();
    }

    /// <summary>Why the outcome's form cannot be published: no schema, or its own examples do not fit it.</summary>
    internal static IEnumerable<LocalizedText> Faults(TaskOutcome outcome)
    {
        string? fault = null;
        IReadOnlyDictionary<string, string[]> errors = new Dictionary<string, string[]>();
        try
        {
            errors = Validate(outcome, Example(outcome));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or Newtonsoft.Json.JsonException)
        {
            fault = e.Message;
        }

        if (fault is not null)
            yield return new($"formSchema 有误：{fault}", $"The formSchema cannot be read: {fault}");
        foreach (var (field, messages) in errors)
            yield return new($"示例（examples）不符合 formSchema：{field} {messages[0]}",
                $"The examples do not fit the formSchema: {field} {messages[0]}");
    }

    private static JsonSchema Schema(string text) => Compiled.GetOrAdd(text, static source =>
    {
        var schema = JsonSchema.FromJsonAsync(source).GetAwaiter().GetResult();
        Close(schema, JsonNode.Parse(source));
        return schema;
    });

    /// <summary>Closes every object that does not say itself whether it is open.</summary>
    private static void Close(JsonSchema schema, JsonNode? source)
    {
        if (schema.Properties.Count > 0 || schema.Type.HasFlag(JsonObjectType.Object))
        {
            if (source?["additionalProperties"] is null)
                schema.AllowAdditionalProperties = false;
            foreach (var (name, property) in schema.Properties)
                Close(property, source?["properties"]?[name]);
        }

        if (schema.Item is { } item)
            Close(item, source?["items"]);
    }

    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError child
        && child.Errors.Values.SelectMany(x => x).ToList() is { Count: > 0 } inner
            ? inner.SelectMany(Innermost)
            : [error];

    private static string Field(ValidationError error) =>
        (error.Path ?? "").TrimStart('#').TrimStart('/').Replace("/", ".", StringComparison.Ordinal);
}
