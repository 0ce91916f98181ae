using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// The shape of <c>catalog/approval-items/&lt;code&gt;.json</c>, published as
/// <c>catalog/schemas/approval-item.schema.json</c>.
/// </summary>
public static class ApprovalItemFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new CatalogueLimit(), new CatalogueDate() },
    };

    /// <summary>The item in the file.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static ApprovalItem Parse(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ApprovalItem>(json, Options);
            return file ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The item file is malformed at {e.Path}: {e.Message}", e);
        }
    }

    /// <summary>The item as <see cref="Parse"/> reads it; equal texts mean equal items.</summary>
    public static string Write(ApprovalItem item) => JsonSerializer.Serialize(item, Options);

    /// <summary>Whether two items say the same, whatever the order in which they say it.</summary>
    public static bool Same(ApprovalItem one, ApprovalItem other) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(one, Options), JsonSerializer.SerializeToElement(other, Options));
}
