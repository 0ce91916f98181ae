using System.Text.Json;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>What an event did to a work item.</summary>
/// <param name="Element">Its task in the process; null where the event does not tell.</param>
/// <param name="Transition">In the words of the standard life cycle of IEEE 1849.</param>
internal readonly record struct TaskTurn(Guid Task, string? Element, string Transition)
{
    /// <summary>Every work item that an event speaks of, in its order.</summary>
    public static IReadOnlyList<TaskTurn> Of(StoredEvent e)
    {
        if (e.Body is null || !LedgerObjects.TaskTypes.Contains(e.Type)) return [];
        using var body = JsonDocument.Parse(e.Body);
        var data = body.RootElement;
        return e.Type switch
        {
            "process_advanced" =>
            [
                .. Items(data, "closed").Select(item => new TaskTurn(
                    item.GetProperty("workItem").GetGuid(), ElementOf(item), item.GetProperty("completed").GetBoolean() ? "complete" : "withdraw")),
                .. Items(data, "opened").Select(item => new TaskTurn(item.GetProperty("id").GetGuid(), ElementOf(item), "schedule")),
            ],
            "work_item_claimed" => [new(Item(data), null, "assign")],
            "work_item_delegated" => [new(Item(data), null, "reassign")],
            "work_item_reopened" =>
            [
                .. Items(data, "withdrawn").Select(item => new TaskTurn(item.GetGuid(), null, "withdraw")), new(Item(data), null, "assign"),
            ],
            _ => [new(Item(data), null, "schedule")],
        };
    }

    private static Guid Item(JsonElement data) => data.GetProperty("workItem").GetGuid();

    private static string? ElementOf(JsonElement item) => item.GetProperty("element").GetString();

    private static IEnumerable<JsonElement> Items(JsonElement data, string name) =>
        data.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];
}
