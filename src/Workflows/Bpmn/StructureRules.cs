using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Bpmn;

/// <summary>
/// What the runtime takes for granted of every body: how many ways in and out, and where conditions stand.
/// </summary>
internal static class StructureRules
{
    public static void Check(Body body, Problems problems)
    {
        foreach (var (owner, inner) in body.Bodies())
        {
            if (inner.Nodes.OfType<StartEvent>().Count() != 1)
                problems.Add(owner?.Id ?? "", "每个（子）流程须恰有一个开始事件。",
                    "Every process and sub-process needs exactly one start event.");
            foreach (var node in inner.Nodes)
                Check(node, problems);
            foreach (var flow in inner.Flows.Where(flow => flow.Condition is not null && !MayChoose(flow.Source)))
                problems.Add(flow.Id, "条件只能写在排他或包容网关之后的连线上。",
                    "A condition stands only behind an exclusive or inclusive gateway.");
        }
    }

    private static bool MayChoose(FlowNode node) =>
        node is ExclusiveGateway or InclusiveGateway && node.Outgoing.Count > 1;

    private static void Check(FlowNode node, Problems problems)
    {
        var (ins, outs) = (node.Incoming.Count, node.Outgoing.Count);
        if (node is StartEvent or BoundaryEvent ? ins > 0 : ins == 0)
            problems.Add(node.Id, ins == 0 ? "没有连线到达此元素。" : "此事件不能有进入的连线。",
                ins == 0 ? "No sequence flow leads here." : "No sequence flow may lead to this event.");
        if (node is EndEvent && outs > 0)
            problems.Add(node.Id, "结束事件不能有离开的连线。", "No sequence flow may leave an end event.");
        else if (node is not EndEvent && outs == 0)
            problems.Add(node.Id, "没有离开的连线；请以结束事件收尾。", "No sequence flow leaves here; lead it to an end event.");
        else if (node is not (EndEvent or Gateway) && outs > 1)
            problems.Add(node.Id, "只能有一条离开的连线；分支请用网关。",
                "Only one sequence flow may leave here; use a gateway to branch.");
        if (node is Gateway gateway && MayChoose(node))
            CheckChoice(gateway, problems);
    }

    private static void CheckChoice(Gateway gateway, Problems problems)
    {
        if (gateway.Default is null)
            problems.Add(gateway.Id, "有多条出路的网关须指定默认连线（default）。",
                "A gateway that chooses needs a default flow, so that it never stands still.");
        foreach (var flow in gateway.Outgoing.Where(flow => flow != gateway.Default && flow.Condition is null))
            problems.Add(flow.Id, "非默认连线须有条件。", "A flow that is not the default needs a condition.");
        if (gateway.Default?.Condition is not null)
            problems.Add(gateway.Default.Id, "默认连线不能有条件。", "The default flow has no condition.");
    }
}
