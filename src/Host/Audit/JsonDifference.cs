using System.Text.Json.Nodes;

namespace SmartCity.Host.Audit;

/// <summary>
/// What makes one state of another (前后差异): the operations of a JSON Patch (RFC 6902), <c>add</c>, <c>remove</c> and
/// <c>replace</c>, each with what stood there before as the member <c>before</c>, which the standard lets readers pass over.
/// </summary>
internal static class JsonDifference
{
    /// <summary>Applied in order to the one, the operations give the other.</summary>
    public static JsonArray Of(JsonNode? before, JsonNode? after)
    {
        var changes = new JsonArray();
        Compare("", before, after, changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, JsonArray changes)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        switch (before, after)
        {
            case (JsonObject was, JsonObject now):
                foreach (var (name, value) in was)
                    if (!now.ContainsKey(name)) Remove(Under(path, name), value, changes);
                foreach (var (name, value) in now)
                    if (was.ContainsKey(name)) Compare(Under(path, name), was[name], value, changes);
                    else Add(Under(path, name), value, changes);
                break;
            case (JsonArray was, JsonArray now):
                for (var i = 0; i < Math.Min(was.Count, now.Count); i++) Compare($"{path}/{i}", was[i], now[i], changes);
                for (var i = was.Count; i < now.Count; i++) Add($"{path}/{i}", now[i], changes);
                for (var i = was.Count - 1; i >= now.Count; i--) Remove($"{path}/{i}", was[i], changes);
                break;
            default:
                changes.Add(new JsonObject
                {
                    ["op"] = "replace", ["path"] = path, ["value"] = after?.DeepClone(), ["before"] = before?.DeepClone(),
                });
                break;
        }
    }

    private static void Add(string path, JsonNode? value, JsonArray changes) =>
        changes.Add(new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = value?.DeepClone() });

    private static void Remove(string path, JsonNode? value, JsonArray changes) =>
        changes.Add(new JsonObject { ["op"] = "remove", ["path"] = path, ["before"] = value?.DeepClone() });

    private static string Under(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
