using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>How the API writes JSON: camelCase, words for enums, times in Beijing's offset.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Apply(new(JsonSerializerDefaults.Web));

    /// <summary>The same for readers who need no personal data: what is sealed is hidden whole.</summary>
    public static JsonSerializerOptions Closed { get; } = Close(Apply(new(JsonSerializerDefaults.Web)));

    public static JsonSerializerOptions Apply(JsonSerializerOptions json)
    {
        json.Converters.Add(new BeijingInstantJson());
        json.Converters.Add(new TimeLimitJson());
        json.Converters.Add(new LocalizedTextJson());
        json.Converters.Add(new ShownJson(open: true));
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        json.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        json.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        // Beijing's offset is +08:00 and addresses have &; nothing of it is ever written into a page.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return json;
    }

    private static JsonSerializerOptions Close(JsonSerializerOptions json)
    {
        json.Converters.Insert(0, new ShownJson(open: false));
        return json;
    }
}

/// <summary>An instant as people of the district read it, such as <c>2026-03-13T23:59:59+08:00</c>; any offset is read.</summary>
internal sealed class BeijingInstantJson : JsonConverter<Instant>
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.Rfc3339;

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("A time is ISO 8601 with offset, such as 2026-03-13T09:00:00+08:00.");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));

    public static string Text(Instant value) => Pattern.Format(value.InZone(WorkingCalendar.Zone).ToOffsetDateTime());

    public static bool TryParse(string? text, out Instant instant)
    {
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text?.Replace(' ', '+') ?? "");
        var sensible = parsed.Success && parsed.Value.Year is >= 1900 and < 3000;
        instant = sensible ? parsed.Value.ToInstant() : default;
        return sensible;
    }
}

/// <summary>A text in the language that the caller asks for (<c>Accept-Language</c>): Chinese, or English.</summary>
internal sealed class LocalizedTextJson : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        return new(text, text);
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.In(CultureInfo.CurrentUICulture.Name));
}

/// <summary>
/// Personal data as the API shows it: the value itself where <paramref name="open"/>, else <see cref="PersonalData.Hidden"/>; null once
/// the person is erased. It is never read from a caller.
/// </summary>
internal sealed class ShownJson(bool open) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sealed<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()), args: [open])!;

    private sealed class Converter<T>(bool open) : JsonConverter<Sealed<T>>
        where T : class
    {
        public override Sealed<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("What is sealed comes from the ledger alone.");

        public override void Write(Utf8JsonWriter writer, Sealed<T> value, JsonSerializerOptions options)
        {
            if (open) JsonSerializer.Serialize(writer, value.Value, options);
            else writer.WriteStringValue(value.Value is null ? null : PersonalData.Hidden);
        }
    }
}
