using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Shared.WhatIf;

/// <summary>The part of the past that is decided anew.</summary>
/// <param name="At">The moment of the question: clocks that run are read then.</param>
internal sealed record WhatIfPeriod(Instant From, Instant To, Instant At);

/// <summary>Decides the past anew with the rule that it was made for, and counts what differs; reads only.</summary>
internal delegate Task WhatIfRun(WhatIfPeriod period, WhatIfCount count, CancellationToken stop);

/// <summary>
/// A sort of rules that the past can be decided anew with (假设推演): each capability brings those that it knows. A rule is checked
/// as strictly as its publication would, but for versions and days; nothing of it is published.
/// </summary>
internal interface IAnswersWhatIf
{
    /// <summary>What <c>rule.kind</c> says.</summary>
    string Kind { get; }

    /// <summary>Fields of which one alone leaves no doubt about the kind.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>Codes of the tables that it takes, where it takes tables; empty for what has no code.</summary>
    IReadOnlyList<string> Tables => [];

    /// <summary>How the past is decided with the rule, or why it is not.</summary>
    /// <exception cref="FormatException">It is not of its kind's form; the message says what and where.</exception>
    (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule);
}

/// <summary>Parts of a changed rule in the form of the catalogue.</summary>
internal static class WhatIfParts
{
    /// <summary>
    /// A part as a file of the catalogue says it: what the API shows as null is left out there, and a name in the reader's language
    /// does for both.
    /// </summary>
    /// <exception cref="FormatException">It is missing or no object.</exception>
    public static T Parse<T>(JsonElement rule, string name) where T : class => CatalogueJson.Parse<T>(
        rule.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? WithBothNames(WithoutNulls(JsonNode.Parse(part.GetRawText())!)).ToJsonString()
            : throw new FormatException($"rule.{name} is missing or no object."));

    private static JsonNode WithBothNames(JsonNode part)
    {
        if (part["name"] is JsonValue name && name.GetValueKind() == JsonValueKind.String && part["when"] is not null)
            part["name"] = new JsonObject { ["zh"] = name.DeepClone(), ["en"] = name.DeepClone() };
        return part;
    }

    private static JsonNode WithoutNulls(JsonNode node)
    {
        if (node is JsonObject fields)
            foreach (var empty in fields.Where(field => field.Value is null).Select(field => field.Key).ToList()) fields.Remove(empty);
        foreach (var inner in (node as JsonObject)?.Select(field => field.Value) ?? node as IEnumerable<JsonNode?> ?? [])
            if (inner is JsonObject or JsonArray) WithoutNulls(inner);
        return node;
    }
}
