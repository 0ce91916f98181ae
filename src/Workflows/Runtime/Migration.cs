using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Runtime;

/// <summary>
/// Whether a running process can stand in another version: every element where something waits needs a counterpart of
/// the same type in the counterpart of its sub-process. What is open stays as it was opened, limits and all; a timer
/// that only the new version has begins with the next time its activity is entered.
/// </summary>
internal static class Migration
{
    public static Decision Decide(
        ProcessState state, ProcessDefinition from, ProcessDefinition to,
        IReadOnlyDictionary<string, string> elements, string by)
    {
        if (state.Key == to.Key)
            return Decision.Nothing;
        if (state.Ended)
            return Refuse("", "流程已结束，不能迁移。", "The process has ended and cannot be moved.");
        if (from.Key.Definition != to.Key.Definition)
            return Refuse("", "只能迁移到同一流程的另一版本。", "A matter moves only to another version of its own process.");
        var used = state.Tokens.Values.Select(x => x.Element)
            .Concat(state.Timers.Values.Select(x => x.Element))
            .Concat(state.Messages.Values.Select(x => x.Element)).Distinct().Order().ToList();
        foreach (var element in used)
        {
            if (Unlike(from.Node(element), to.Node(To(element)), To) is { } reason)
                return Refuse(element, reason.Zh, reason.En);
        }

        foreach (var token in state.Tokens.Values.Where(x => x.Arrived is not null))
        {
            if (!to.Flows.TryGetValue(To(token.Arrived!), out var flow) || flow.Target.Id != To(token.Element))
                return Refuse(token.Element, $"新版本中没有到达此网关的连线“{token.Arrived}”。",
                    $"In the new version no flow '{token.Arrived}' leads to this gateway.");
        }

        var renamed = elements
            .Where(x => x.Key != x.Value && (from.Node(x.Key) is not null || from.Flows.ContainsKey(x.Key)))
            .ToDictionary(x => x.Key, x => x.Value);
        return Decision.Of(new ProcessMigrated(from.Key, to.Key, renamed, by));

        string To(string id) => elements.GetValueOrDefault(id, id);
    }

    private static LocalizedText? Unlike(FlowNode? old, FlowNode? @new, Func<string, string> to)
    {
        if (old is null || @new is null)
            return new("新版本中没有对应的元素。", "The new version has no such element.");
        if (old.Type != @new.Type)
            return new($"新版本中是 {@new.Type}，原为 {old.Type}。",
                $"It is a {@new.Type} in the new version, and was a {old.Type}.");
        if ((old.Parent is null ? null : to(old.Parent.Id)) != @new.Parent?.Id)
            return new("新版本中它在另一个子流程里。", "It stands in another sub-process in the new version.");
        if (old is BoundaryEvent a && @new is BoundaryEvent b && to(a.Host.Id) != b.Host.Id)
            return new("新版本中它附着于另一活动。", "It stands at another activity in the new version.");
        return (TriggerOf(old), TriggerOf(@new)) is (MessageTrigger was, MessageTrigger now) && was != now
            ? new($"新版本等待消息“{now.Message}”，原为“{was.Message}”。",
                $"It waits for the message '{now.Message}' in the new version, and for '{was.Message}' before.")
            : null;
    }

    private static Trigger? TriggerOf(FlowNode node) => node switch
    {
        CatchEvent e => e.Trigger,
        BoundaryEvent e => e.Trigger,
        _ => null,
    };

    private static ProcessCannotMigrate Refuse(string element, string zh, string en) => element.Length == 0
        ? new(element, new(zh, en))
        : new(element, new($"元素“{element}”：{zh}", $"Element '{element}': {en}"));
}
