using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Soundness;

/// <summary>
/// A body taken apart: what the start leads to, and for each event beside an activity what only such events lead to. A
/// token of such a side way never comes back, so it is looked at by itself, and may be there more than once (a reminder
/// in a loop). A side way with a joining gateway stays with the main one: there two such tokens would meet.
/// </summary>
internal sealed record Region(SequenceFlow Begin, IReadOnlySet<FlowNode> Nodes)
{
    public static IReadOnlyList<Region> Of(Body body)
    {
        var beside = body.Nodes.OfType<BoundaryEvent>().Where(boundary => !boundary.Interrupts)
            .ToDictionary(boundary => boundary, boundary => From(boundary, []));
        var apart = new HashSet<BoundaryEvent>(beside.Where(x => !x.Value.Any(IsJoin)).Select(x => x.Key));
        IReadOnlySet<FlowNode> main;
        int taken;
        do
        {
            main = From(body.Start!, apart);
            taken = apart.RemoveWhere(boundary => beside[boundary].Any(main.Contains));
        }
        while (taken > 0);

        return
        [
            new(body.Start!.Outgoing[0], main),
            .. apart.Select(boundary => new Region(boundary.Outgoing[0], From(boundary, apart))),
        ];
    }

    private static bool IsJoin(FlowNode node) =>
        node is ParallelGateway or InclusiveGateway && node.Incoming.Count > 1;

    /// <summary>What the node leads to, events at the border included, those that stand apart excepted.</summary>
    private static HashSet<FlowNode> From(FlowNode first, HashSet<BoundaryEvent> apart)
    {
        var seen = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>([first]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            foreach (var flow in node.Outgoing)
                open.Push(flow.Target);
            if (node is not Activity activity)
                continue;
            foreach (var boundary in activity.Boundary.Where(boundary => !apart.Contains(boundary)))
                open.Push(boundary);
        }

        return seen;
    }
}
