using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>The shape of <c>catalog/response-plans/&lt;code&gt;.json</c>.</summary>
public static class ResponsePlanFile
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

    /// <summary>The plan in the file.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static ResponsePlan Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ResponsePlan>(json, Options) ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The plan file is malformed at {e.Path}: {e.Message}", e);
        }
    }

    /// <summary>The plan as <see cref="Parse"/> reads it.</summary>
    public static string Write(ResponsePlan plan) => JsonSerializer.Serialize(plan, Options);

    /// <summary>Whether two plans say the same, whatever the order in which they say it.</summary>
    public static bool Same(ResponsePlan one, ResponsePlan other) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(one, Options), JsonSerializer.SerializeToElement(other, Options));
}
