using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared;

/// <summary>A limit as the catalogue's files write it, such as <c>5 working-days</c>.</summary>
internal sealed class CatalogueLimit : JsonConverter<TimeLimit>
{
    public override TimeLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeLimit.TryParse(reader.GetString(), out var limit)
            ? limit
            : throw new JsonException($"'{reader.GetString()}' is no limit, such as '5 working-days'.");

    public override void Write(Utf8JsonWriter writer, TimeLimit value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>A date as the catalogue's files write it, such as <c>2026-01-01</c>.</summary>
internal sealed class CatalogueDate : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString() ?? "") is { Success: true, Value: var day }
            ? day
            : throw new JsonException($"'{reader.GetString()}' is no date, such as '2026-01-01'.");

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
