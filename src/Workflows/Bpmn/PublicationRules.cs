using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Bpmn;

/// <summary>
/// What must hold beyond the file itself: forms exist, limits can be read, no loop runs without waiting.
/// </summary>
internal static class PublicationRules
{
    public static void Check(Body body, Problems problems, Func<string, bool> isForm, Func<string, bool>? isLimit)
    {
        foreach (var node in body.All())
        {
            if (node is UserTask { Form: { } form } && !isForm(form))
                problems.Add(node.Id, $"没有表单“{form}”。", $"There is no form '{form}'.");
            if (LimitOf(node)?.Plain is { } limit && isLimit?.Invoke(limit) == false)
                problems.Add(node.Id, $"时限“{limit}”无法识别。", $"The limit '{limit}' cannot be read.");
        }

        foreach (var (_, inner) in body.Bodies())
            CheckLoops(inner, problems);
    }

    private static TextOrExpression? LimitOf(FlowNode node) => node switch
    {
        UserTask task => task.Limit,
        CatchEvent { Trigger: TimerTrigger timer } => timer.Duration,
        BoundaryEvent { Trigger: TimerTrigger timer } => timer.Duration,
        _ => null,
    };

    /// <summary>A loop in which nothing waits for a person, a time or a message would never come to rest.</summary>
    private static void CheckLoops(Body body, Problems problems)
    {
        foreach (var node in body.Nodes.Where(node => !Waits(node)))
        {
            if (Reaches(node.Outgoing.Select(flow => flow.Target), node))
            {
                problems.Add(node.Id, "此元素在一个不等待任何人、时间或消息的循环里。",
                    "This element is in a loop that waits for no person, time or message.");
                return;
            }
        }
    }

    private static bool Waits(FlowNode node) => node switch
    {
        UserTask or CatchEvent => true,
        SubProcess inner => !inner.Body.Nodes.OfType<EndEvent>()
            .Any(end => Reaches([inner.Body.Start!], end)),
        _ => false,
    };

    /// <summary>Whether a way without waiting leads to the node.</summary>
    private static bool Reaches(IEnumerable<FlowNode> from, FlowNode goal)
    {
        var seen = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>(from);
        while (open.TryPop(out var node))
        {
            if (node == goal)
                return true;
            if (!seen.Add(node) || Waits(node))
                continue;
            foreach (var flow in node.Outgoing)
                open.Push(flow.Target);
        }

        return false;
    }
}
