using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit;

/// <summary>
/// Events and states as an auditor reads them: personal data masked (脱敏) wherever it stands, in the fields that its kind names
/// and in those that hold a number of a person by their name, unless it was released.
/// </summary>
internal sealed class AuditJson(IEnumerable<IMatterFacts> kinds)
{
    /// <summary>What is worked out of the state again and again stays out; a status and a stage are for people.</summary>
    private static readonly string[] Worked = ["status", "stage"];

    private static readonly JsonSerializerOptions Open = OfStates(ApiJson.Options), Closed = OfStates(ApiJson.Closed);

    private readonly string[] _everybody = [.. kinds.SelectMany(kind => kind.People).Distinct()];

    /// <summary>The body of an event.</summary>
    public JsonNode? Event(object data, string? kind, bool clear) =>
        Masked(JsonSerializer.SerializeToNode(data, data.GetType(), clear ? ApiJson.Options : ApiJson.Closed), kind, clear);

    /// <summary>A state; null for none. What was sealed is not in one that is not clear; its status is the true one all the same.</summary>
    public JsonNode? State(ReplayedState state, bool clear)
    {
        if (state.Shown(clear) is not { } shown) return null;
        var node = JsonSerializer.SerializeToNode(shown, shown.GetType(), clear ? Open : Closed);
        if (state.Matter is { } matter && node is not null) node["status"] = matter.Status;
        return Masked(node, state.Matter?.Kind, clear);
    }

    /// <summary>The node, masked where it is not to be shown in clear.</summary>
    public JsonNode? Masked(JsonNode? node, string? kind, bool clear)
    {
        if (!clear) Mask(node, [.. kinds.FirstOrDefault(k => k.Kind == kind)?.Hidden ?? []]);
        return node;
    }

    private void Mask(JsonNode? node, IReadOnlyList<string> hidden)
    {
        if (node is JsonArray items)
            foreach (var item in items) Mask(item, hidden);
        if (node is not JsonObject body) return;
        foreach (var (field, value) in body.ToList())
            if (value is not null && (hidden.Contains(field) || field == "form")) body[field] = PersonalData.Hidden;
            else if (value is JsonValue text && text.TryGetValue<string>(out var known)) body[field] = Number(field, known);
            else if (value is JsonObject person && _everybody.Contains(field)) PersonalData.Masked(body, [field], clear: false);
            else Mask(value, hidden);
    }

    /// <summary>What identifies a person by itself, in whichever record it stands.</summary>
    private static string Number(string field, string text) => field switch
    {
        "idNumber" => PersonalData.IdNumber(text),
        "phone" or "mobile" => PersonalData.Phone(text),
        "plate" => PersonalData.Plate(text),
        _ => text,
    };

    private static JsonSerializerOptions OfStates(JsonSerializerOptions shown) => new(shown)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(type =>
        {
            if (!type.Type.IsAssignableTo(typeof(Matter)) && type.Type.Namespace?.StartsWith("SmartCity.Domain", StringComparison.Ordinal) != true) return;
            for (var i = type.Properties.Count - 1; i >= 0; i--)
                if (type.Properties[i].Set is null && type.Properties[i].AttributeProvider is System.Reflection.PropertyInfo { CanWrite: false }
                    && !Worked.Contains(type.Properties[i].Name))
                    type.Properties.RemoveAt(i);
        }),
    };
}
