namespace SmartCity.Workflows.Definitions;

/// <summary>A place where ways part or meet; with one way out it is a join.</summary>
internal abstract class Gateway(string id, LocalizedName name, string? stage) : FlowNode(id, name, stage)
{
    /// <summary>The way taken when no condition holds; null where nothing is chosen.</summary>
    public SequenceFlow? Default { get; private set; }

    public void Otherwise(SequenceFlow? flow) => Default = flow;
}

/// <summary>Takes the first way whose condition holds.</summary>
internal sealed class ExclusiveGateway(string id, LocalizedName name, string? stage) : Gateway(id, name, stage)
{
    public override string Type => "exclusiveGateway";
}

/// <summary>Waits for all ways in, takes all ways out.</summary>
internal sealed class ParallelGateway(string id, LocalizedName name, string? stage) : Gateway(id, name, stage)
{
    public override string Type => "parallelGateway";
}

/// <summary>
/// Waits for every way in on which a token may still come, takes every way out whose condition holds.
/// </summary>
internal sealed class InclusiveGateway(string id, LocalizedName name, string? stage) : Gateway(id, name, stage)
{
    private Dictionary<SequenceFlow, HashSet<FlowNode>> _before = [];

    public override string Type => "inclusiveGateway";

    /// <summary>Whether a token at the node may still come by the incoming flow without passing this gateway.</summary>
    public bool MayComeBy(SequenceFlow incoming, FlowNode from) => _before[incoming].Contains(from);

    /// <summary>Works out once from where each incoming flow can be reached.</summary>
    public void LookBack() => _before = Incoming.ToDictionary(flow => flow, flow =>
    {
        var seen = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>([flow.Source]);
        while (open.TryPop(out var node))
        {
            if (node == this || !seen.Add(node))
                continue;
            if (node is BoundaryEvent boundary)
                open.Push(boundary.Host);
            foreach (var before in node.Incoming)
                open.Push(before.Source);
        }

        return seen;
    });
}
