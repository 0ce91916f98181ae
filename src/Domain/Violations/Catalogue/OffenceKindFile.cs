using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Violations.Catalogue;

/// <summary>The shape of <c>catalog/violations/kinds/&lt;code&gt;.json</c>.</summary>
public static class OffenceKindFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new CatalogueLimit(), new CatalogueDate() },
    };

    /// <summary>The kind in the file.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static OffenceKind Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<OffenceKind>(json, Options) ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The file of a kind of violation is malformed at {e.Path}: {e.Message}", e);
        }
    }

    /// <summary>The kind as <see cref="Parse"/> reads it.</summary>
    public static string Write(OffenceKind kind) => JsonSerializer.Serialize(kind, Options);

    /// <summary>Whether two kinds say the same, whatever the order in which they say it.</summary>
    public static bool Same(OffenceKind one, OffenceKind other) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(one, Options), JsonSerializer.SerializeToElement(other, Options));
}
