using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SmartCity.Host.Problems;

/// <summary>
/// How bodies are read: camelCase, no unknown or duplicate fields, no numbers in strings, 32 levels at most, and a
/// constructor parameter that is neither nullable nor has a default value must be there and must not be null.
/// </summary>
internal static class StrictJson
{
    public const int Deepest = 32;

    public static void Apply(JsonSerializerOptions json)
    {
        json.MaxDepth = Deepest;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequireParameters);
    }

    private static void RequireParameters(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // What is read is checked; what is written is not worth a failed answer.
            if (!property.PropertyType.IsValueType) property.IsGetNullable = true;
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }
                && property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) != true)
                property.IsRequired = true;
        }
    }
}
