using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Catalogue;

/// <summary>The shape of <c>catalog/referrals/rules.v&lt;version&gt;.json</c>.</summary>
public static class ReferralRulesFile
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

    /// <summary>The rules in the file.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static ReferralRules Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ReferralRules>(json, Options) ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The file of referral rules is malformed at {e.Path}: {e.Message}", e);
        }
    }

    /// <summary>The rules as <see cref="Parse"/> reads them.</summary>
    public static string Write(ReferralRules rules) => JsonSerializer.Serialize(rules, Options);

    /// <summary>Whether two say the same, whatever the order in which they say it.</summary>
    public static bool Same(ReferralRules one, ReferralRules other) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(one, Options), JsonSerializer.SerializeToElement(other, Options));
}
