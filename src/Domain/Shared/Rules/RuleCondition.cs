using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>
/// What a rule asks of one input: one of the terms, or none of them. A term is a value, a group (<c>@garbage</c>), or for
/// numbers a range with both ends in it (<c>6..21</c>). In JSON: <c>"any"</c>, <c>["a", "@b"]</c>, <c>3</c>,
/// <c>{"not": ["a"]}</c>.
/// </summary>
[JsonConverter(typeof(RuleConditionJson))]
public sealed record RuleCondition(bool Not, IReadOnlyList<string> Terms)
{
    /// <summary>Holds for every value.</summary>
    public static RuleCondition Any { get; } = new(true, []);

    public static RuleCondition OneOf(params IReadOnlyList<string> terms) => new(false, terms);

    public static RuleCondition NoneOf(params IReadOnlyList<string> terms) => new(true, terms);

    /// <inheritdoc/>
    public override string ToString() =>
        Not && Terms.Count == 0 ? "any" : (Not ? "not " : "") + string.Join(", ", Terms);
}

internal sealed class RuleConditionJson : JsonConverter<RuleCondition>
{
    public override RuleCondition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind switch
        {
            JsonValueKind.String when element.ValueEquals("any") => RuleCondition.Any,
            JsonValueKind.Object => new(true, Negated(element)),
            JsonValueKind.Array => new(false, Terms(element)),
            _ => new(false, [ScalarTexts.Of(element)]),
        };
    }

    public override void Write(Utf8JsonWriter writer, RuleCondition value, JsonSerializerOptions options)
    {
        if (value is { Not: true, Terms.Count: 0 })
        {
            writer.WriteStringValue("any");
            return;
        }
        if (value.Not)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("not");
        }
        writer.WriteStartArray();
        foreach (var term in value.Terms) writer.WriteStringValue(term);
        writer.WriteEndArray();
        if (value.Not) writer.WriteEndObject();
    }

    private static IReadOnlyList<string> Negated(JsonElement element) =>
        element.EnumerateObject().ToArray() is [{ Name: "not", Value.ValueKind: JsonValueKind.Array } not]
            ? Terms(not.Value)
            : throw new JsonException("A condition is \"any\", a list, or {\"not\": list}.");

    private static IReadOnlyList<string> Terms(JsonElement list) => [.. list.EnumerateArray().Select(ScalarTexts.Of)];
}

/// <summary>An object whose members are texts, numbers or booleans, all kept as their texts.</summary>
internal sealed class ScalarTexts : JsonConverter<IReadOnlyDictionary<string, string>>
{
    public override IReadOnlyDictionary<string, string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object) throw new JsonException("An object is expected.");
        var texts = new Dictionary<string, string>();
        foreach (var member in element.EnumerateObject())
            if (!texts.TryAdd(member.Name, Of(member.Value)))
                throw new JsonException($"'{member.Name}' stands twice.");
        return texts;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value) writer.WriteString(name, text);
        writer.WriteEndObject();
    }

    internal static string Of(JsonElement scalar) => scalar.ValueKind switch
    {
        JsonValueKind.String => scalar.GetString()!,
        JsonValueKind.Number => scalar.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new JsonException("A text, a number or a boolean is expected."),
    };
}
