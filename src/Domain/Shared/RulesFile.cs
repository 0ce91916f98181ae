using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCity.Domain.Shared;

/// <summary>
/// How rules are written that are published while the system runs, such as <c>catalog/referrals/rules.v&lt;version&gt;.json</c>: camelCase,
/// limits of time and dates as text, no member that is not known, none left out that has no value of its own.
/// </summary>
public static class RulesFile
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

    /// <summary>What the file says.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static T Parse<T>(string json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The file is malformed at {e.Path}: {e.Message}", e);
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public static string Write<T>(T rules) where T : class => JsonSerializer.Serialize(rules, Options);

    /// <summary>Whether two say the same, whatever the order in which they say it.</summary>
    public static bool Same<T>(T one, T other) where T : class => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(one, Options), JsonSerializer.SerializeToElement(other, Options));
}
