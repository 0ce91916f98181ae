namespace SmartCity.Workflows.Definitions;

/// <summary>The nodes and flows of a process or sub-process.</summary>
internal sealed record Body(StartEvent? Start, IReadOnlyList<FlowNode> Nodes, IReadOnlyList<SequenceFlow> Flows)
{
    public static Body Empty { get; } = new(null, [], []);

    /// <summary>These nodes and those of every sub-process within.</summary>
    public IEnumerable<FlowNode> All() =>
        Nodes.Concat(Nodes.OfType<SubProcess>().SelectMany(inner => inner.Body.All()));

    /// <summary>This body and that of every sub-process within, with the sub-process or null.</summary>
    public IEnumerable<(SubProcess? Owner, Body Body)> Bodies(SubProcess? owner = null) =>
        Nodes.OfType<SubProcess>().SelectMany(inner => inner.Body.Bodies(inner)).Prepend((owner, this));
}
