using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;

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
        Converters = { new LimitConverter(), new DateConverter() },
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

    private sealed class LimitConverter : JsonConverter<TimeLimit>
    {
        public override TimeLimit Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            TimeLimit.TryParse(reader.GetString(), out var limit)
                ? limit
                : throw new JsonException($"'{reader.GetString()}' is no limit, such as '5 working-days'.");

        public override void Write(Utf8JsonWriter writer, TimeLimit value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class DateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(reader.GetString() ?? "") is { Success: true, Value: var day }
                ? day
                : throw new JsonException($"'{reader.GetString()}' is no date, such as '2026-01-01'.");

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
