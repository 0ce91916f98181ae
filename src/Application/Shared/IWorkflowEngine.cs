using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Shared;

/// <summary>
/// What the conditions of a process may read of its matter: text, <see cref="bool"/>, <see cref="decimal"/>, a list of
/// text, null, or a nested dictionary of the same. A dotted path is looked up whole first, then part by part.
/// </summary>
public sealed record ProcessFacts(IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>A process that asks nothing.</summary>
    public static ProcessFacts None { get; } = new(new Dictionary<string, object?>());
}

/// <summary>What can move a process.</summary>
public abstract record ProcessSignal;

/// <summary>A person completed a work item.</summary>
public sealed record WorkItemCompleted(Guid WorkItem, string Outcome, string By) : ProcessSignal;

/// <summary>The time of a timer came.</summary>
public sealed record TimerElapsed(string TimerId) : ProcessSignal;

/// <summary>A message came for the matter; everything that waits for its name at that moment receives it.</summary>
public sealed record MessageReceived(string Name) : ProcessSignal;

/// <summary>The capability did what a service task asked for.</summary>
public sealed record ServiceCompleted(string TokenId) : ProcessSignal;

/// <summary>What the capability has to do now.</summary>
public sealed record ServiceCall(string TokenId, string Element, string Service);

/// <summary>
/// What an engine may know of the world: the moment, where ids of work items come from, and the end of a limit
/// (its text, such as <c>5 working-days</c>) counted from a moment.
/// </summary>
public sealed record EngineContext(Instant Now, Func<Guid> NewId, Func<string, Instant, Instant> DueAt);

/// <summary>
/// The seam (接口) between capabilities and whatever drives their processes. An engine is a pure function: it keeps
/// nothing between calls, and the state it is given was folded from the events it gave before. An expected "no" is a
/// null or a refusal; a fact that the process needs and does not have (the list of a multi-instance activity, the unit
/// of a task) is a <see cref="ProcessFaultException"/>, and nothing is recorded.
/// </summary>
public interface IWorkflowEngine
{
    /// <summary>Begins the process and runs it to its first rest.</summary>
    ProcessAdvanced Start(ProcessKey process, ProcessFacts facts, EngineContext context);

    /// <summary>
    /// Runs the process from rest to rest. Null when the state says it is over: a stale timer, a work item already
    /// done, a message that nobody waits for, an ended process.
    /// </summary>
    ProcessAdvanced? Advance(ProcessState state, ProcessSignal signal, ProcessFacts facts, EngineContext context);

    /// <summary>The service tasks that wait for their capability, oldest first.</summary>
    IReadOnlyList<ServiceCall> PendingServices(ProcessState state);

    /// <summary>
    /// Moves a running process to another version: one <see cref="ProcessMigrated"/>, nothing when it is there already,
    /// or a refusal that names the element without a counterpart of the same type. <paramref name="elements"/> maps ids
    /// that were renamed; all others keep theirs.
    /// </summary>
    Decision Migrate(ProcessState state, ProcessKey to, IReadOnlyDictionary<string, string> elements, string by);
}

/// <summary>
/// A process met something its definition or its facts rule out; a fault of the definition, not of a person.
/// </summary>
public sealed class ProcessFaultException(ProcessKey process, string element, string message)
    : Exception($"{process}, element '{element}': {message}")
{
    public ProcessKey Process { get; } = process;

    public string Element { get; } = element;
}
