using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared;

/// <summary>A limit is its text, such as <c>5 working-days</c>.</summary>
public sealed class TimeLimitJson : JsonConverter<TimeLimit>
{
    public override TimeLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeLimit.TryParse(reader.GetString(), out var limit)
            ? limit
            : throw new JsonException("A limit is an amount and a unit, such as 5 working-days.");

    public override void Write(Utf8JsonWriter writer, TimeLimit value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Leaves out collections that are empty: an event says what happened, not what did not.</summary>
internal static class EmptyCollections
{
    public static IJsonTypeInfoResolver Left(IJsonTypeInfoResolver? resolver) =>
        (resolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(type =>
        {
            foreach (var property in type.Properties)
                if (property.AssociatedParameter is null && property.PropertyType != typeof(string)
                    && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
                    property.ShouldSerialize = static (_, value) => value is not null && !IsEmpty((IEnumerable)value);
        });

    private static bool IsEmpty(IEnumerable values)
    {
        if (values is ICollection { Count: var count }) return count == 0;
        var items = values.GetEnumerator();
        using (items as IDisposable) return !items.MoveNext();
    }
}

/// <summary>
/// Keeps a JSON document as text inside an event, for where the order of its members is for people: a form's fields
/// stand in the order of its schema, which <c>jsonb</c> does not keep.
/// </summary>
internal sealed class JsonDocumentAsText : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.Parse(reader.GetString() ?? "null");
        return document.RootElement.Clone();
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.GetRawText());

    /// <summary>Every property named <c>FormSchema</c> is kept so, whichever event it stands in.</summary>
    public static void ForFormSchema(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.PropertyType == typeof(JsonElement) && property.Name == "formSchema")
                property.CustomConverter = new JsonDocumentAsText();
    }
}
