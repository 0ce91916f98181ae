using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCity.Domain.Shared;

/// <summary>
/// How files of the catalogue are written: camelCase, dates in ISO 8601, no member that is not known, no <c>null</c>: what
/// there is nothing to say about is left out.
/// </summary>
public static class CatalogueJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        Converters = { new CatalogueDate() },
    };

    /// <summary>What the file says.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static T Parse<T>(string json) where T : class
    {
        try
        {
            using (var document = JsonDocument.Parse(json))
                if (Null(document.RootElement, "$") is { } empty) throw new FormatException($"The file says null at {empty}.");
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The file is malformed at {e.Path}: {e.Message}", e);
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public static string Write<T>(T content) where T : class => JsonSerializer.Serialize(content, Options);

    /// <summary>Whether two say the same, whatever the order in which they name their members.</summary>
    public static bool Same<T>(T one, T other) where T : class => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(one, Options), JsonSerializer.SerializeToElement(other, Options));

    private static string? Null(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null => path,
        JsonValueKind.Object => element.EnumerateObject()
            .Select(member => Null(member.Value, $"{path}.{member.Name}")).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray()
            .Select((item, i) => Null(item, $"{path}[{i}]")).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
