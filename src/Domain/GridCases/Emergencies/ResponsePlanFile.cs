using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;

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
        Converters = { new LimitConverter(), new DateConverter() },
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

    private sealed class LimitConverter : JsonConverter<TimeLimit>
    {
        public override TimeLimit Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            TimeLimit.TryParse(reader.GetString(), out var limit)
                ? limit
                : throw new JsonException($"'{reader.GetString()}' is no limit, such as '30 minutes'.");

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
