using System.Collections.Frozen;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Workflows.Definitions;

/// <summary>A validated, sound process definition (流程定义); it never changes.</summary>
public sealed class ProcessDefinition
{
    private readonly FrozenDictionary<string, FlowNode> _nodes;
    private readonly FrozenDictionary<string, TaskDefinition> _tasks;

    internal ProcessDefinition(
        ProcessKey key, LocalizedText name, string file, string xml, Body body, IEnumerable<TaskDefinition> tasks,
        IReadOnlyDictionary<string, string> forms)
    {
        (Key, Name, File, Xml, Body, Forms) = (key, name, file, xml, body, forms);
        _nodes = body.All().ToFrozenDictionary(node => node.Id);
        _tasks = tasks.ToFrozenDictionary(task => task.Code);
        Flows = body.Bodies().SelectMany(inner => inner.Body.Flows).ToFrozenDictionary(flow => flow.Id);
    }

    public ProcessKey Key { get; }

    public LocalizedText Name { get; }

    /// <summary>Name of the file it was read from, for messages.</summary>
    public string File { get; }

    /// <summary>The BPMN 2.0 file itself, for the diagram.</summary>
    public string Xml { get; }

    /// <summary>The text of each form that its tasks use, by the form's code: published with it and as unchangeable.</summary>
    public IReadOnlyDictionary<string, string> Forms { get; }

    /// <summary>Its user tasks by element id.</summary>
    public IReadOnlyDictionary<string, TaskDefinition> Tasks => _tasks;

    internal Body Body { get; }

    internal FrozenDictionary<string, SequenceFlow> Flows { get; }

    /// <summary>Null when there is no such element.</summary>
    internal FlowNode? Node(string element) => _nodes.GetValueOrDefault(element);

    public override string ToString() => Key.ToString();
}

/// <summary>A user task as people see it (任务定义).</summary>
/// <param name="Code">Its element id.</param>
/// <param name="Role">Role as text or expression.</param>
/// <param name="Stage">The stage it begins; null when it begins none.</param>
/// <param name="Limit">Limit as text or expression; null when it has none.</param>
/// <param name="Form">Code of its form; null when it has none.</param>
/// <param name="Outcomes">How it can be completed, the most usual first.</param>
public sealed record TaskDefinition(
    string Code,
    LocalizedText Name,
    string Role,
    string? Stage,
    string? Limit,
    string? Form,
    IReadOnlyList<TaskOutcome> Outcomes);

/// <summary>A way to complete a task (办理结果).</summary>
/// <param name="FormSchema">JSON Schema 2020-12 of what is to be filled in, as text.</param>
public sealed record TaskOutcome(string Code, LocalizedText Name, string FormSchema);

/// <summary>
/// Why a file cannot be published: the file, the element in it (empty for the file itself) and the cause.
/// </summary>
public sealed record DefinitionError(string File, string Element, LocalizedText Cause)
{
    public override string ToString() =>
        Element.Length == 0 ? $"{File}: {Cause.En}" : $"{File}, element '{Element}': {Cause.En}";
}
