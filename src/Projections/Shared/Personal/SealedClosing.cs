using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Projections.Shared.Personal;

/// <summary>
/// An event as it reads once nobody can open what it seals: each <see cref="Sealed{T}"/> keeps its person and loses its value, as after
/// an erasure. What folds from such events holds nothing of anybody, whatever a kind makes of its facts.
/// </summary>
internal static class SealedClosing
{
    private static readonly ConcurrentDictionary<Type, bool> Seals = new();
    private static readonly JsonSerializerOptions Options = Configure(new());

    /// <summary>The event itself where it seals nothing.</summary>
    public static object Close(object data)
    {
        var type = data.GetType();
        return Seals.GetOrAdd(type, known => Holds(known, []))
            ? JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(data, type, Options), type, Options)! : data;
    }

    private static bool Holds(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sealed<>)) return true;
        if (!seen.Add(type)) return false;
        if (type.IsGenericType && type.GetGenericArguments().Any(part => Holds(part, seen))) return true;
        return type.Namespace?.StartsWith("SmartCity.", StringComparison.Ordinal) == true
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(property => Holds(property.PropertyType, seen));
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        json.Converters.Add(new TimeLimitJson());
        json.Converters.Add(new ClosedJson());
        return json;
    }

    /// <summary>Writes the person alone, and reads it with no value.</summary>
    private sealed class ClosedJson : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sealed<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Converter<T> : JsonConverter<Sealed<T>> where T : class
        {
            public override Sealed<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                new(reader.GetGuid(), null);

            public override void Write(Utf8JsonWriter writer, Sealed<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Person);
        }
    }
}
