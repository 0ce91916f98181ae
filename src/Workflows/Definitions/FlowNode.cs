using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Definitions;

/// <summary>A sequence flow; its condition is null when it has none.</summary>
internal sealed class SequenceFlow(string id, FlowNode source, FlowNode target, Expression? condition)
{
    public string Id { get; } = id;

    public FlowNode Source { get; } = source;

    public FlowNode Target { get; } = target;

    public Expression? Condition { get; } = condition;

    public override string ToString() => Id;
}

/// <summary>A node of a process; complete and unchanging once its body is built.</summary>
internal abstract class FlowNode(string id, LocalizedName name, string? stage)
{
    public string Id { get; } = id;

    public LocalizedName Name { get; } = name;

    /// <summary>The stage that entering the node begins; null when it begins none.</summary>
    public string? Stage { get; } = stage;

    public IReadOnlyList<SequenceFlow> Incoming { get; private set; } = [];

    public IReadOnlyList<SequenceFlow> Outgoing { get; private set; } = [];

    /// <summary>The sub-process it stands in; null in the process itself.</summary>
    public SubProcess? Parent { get; private set; }

    /// <summary>The type in words of the BPMN standard, for messages.</summary>
    public abstract string Type { get; }

    public void Connect(IReadOnlyList<SequenceFlow> incoming, IReadOnlyList<SequenceFlow> outgoing) =>
        (Incoming, Outgoing) = (incoming, outgoing);

    public void PutInto(SubProcess? parent) => Parent = parent;

    public override string ToString() => Id;
}

/// <summary>A name as the file has it; the English one may be missing.</summary>
internal sealed record LocalizedName(string? Zh, string? En);
