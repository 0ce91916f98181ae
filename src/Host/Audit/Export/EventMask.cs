using System.Text.Json.Nodes;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// Bodies as they leave the house (脱敏导出): people and their words are masked, in the fields that their kind names and in those
/// that hold a number of a person by their name, wherever these stand. What is sealed stays so.
/// </summary>
internal sealed class EventMask(IEnumerable<IMatterFacts> kinds)
{
    private readonly string[] _people = [.. kinds.SelectMany(kind => kind.People).Distinct()];
    private readonly Dictionary<string, IReadOnlyList<string>> _hidden = kinds.ToDictionary(kind => kind.Kind, kind => kind.Hidden);

    /// <summary>The body of an event of a stream of the kind.</summary>
    public JsonNode? Of(string body, string kind)
    {
        var node = JsonNode.Parse(body);
        if (kind != ExportSelection.Catalogue) Mask(node, _hidden.GetValueOrDefault(kind, []));
        return node;
    }

    private void Mask(JsonNode? node, IReadOnlyList<string> hidden)
    {
        if (node is JsonArray items)
            foreach (var item in items) Mask(item, hidden);
        if (node is not JsonObject body) return;
        foreach (var (field, value) in body.ToList())
            if (value is not null && (field == "form" || hidden.Contains(field))) body[field] = PersonalData.Hidden;
            else if (value is JsonObject && _people.Contains(field)) PersonalData.Masked(body, [field], clear: false);
            else if (value is JsonValue text && text.TryGetValue<string>(out var known)) body[field] = Number(field, known);
            else Mask(value, hidden);
    }

    private static string Number(string field, string text) => field switch
    {
        "idNumber" => PersonalData.IdNumber(text),
        "phone" or "mobile" => PersonalData.Phone(text),
        "plate" => PersonalData.Plate(text),
        _ => text,
    };
}
