using NodaTime;

namespace SmartCity.Domain.Shared.Process;

/// <summary>
/// A token (令牌): one place where the process stands and waits. Ids are unique within a matter and never used again.
/// </summary>
/// <param name="Element">The element it waits at.</param>
/// <param name="Scope">The scope it is in; <see cref="ProcessScope.Root"/> for the process itself.</param>
public sealed record ProcessToken(string Id, string Element, string Scope)
{
    /// <summary>At a joining gateway: the sequence flow it came by.</summary>
    public string? Arrived { get; init; }

    /// <summary>The outcome of the work item completed last on its way.</summary>
    public string? Outcome { get; init; }

    /// <summary>After a multi-instance activity: the outcomes of its instances, in the order of completion.</summary>
    public IReadOnlyList<string>? Outcomes { get; init; }

    /// <summary>For an instance of a multi-instance activity: the value it is for.</summary>
    public string? Instance { get; init; }

    /// <summary>At a service task: what the capability has to do.</summary>
    public string? Service { get; init; }
}

/// <summary>
/// A running sub-process, or the instances of a multi-instance activity; closed when nothing stands in it any more.
/// </summary>
/// <param name="Parent">The scope it was opened in.</param>
/// <param name="Element">The sub-process or multi-instance activity.</param>
/// <param name="Token">The token in the parent scope that waits for it.</param>
public sealed record ProcessScope(string Id, string Parent, string Element, string Token)
{
    /// <summary>The id of the process itself as a scope; it is never listed.</summary>
    public const string Root = "";

    /// <summary>Multi-instance: how many instances were begun; 0 for a plain sub-process.</summary>
    public int Instances { get; init; }

    /// <summary>
    /// Multi-instance: outcomes of the completed instances, in order; an instance without one counts as "".
    /// </summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>The outcome carried by the token that ended last in it.</summary>
    public string? LastOutcome { get; init; }
}

/// <summary>A timer (定时器) the process waits for. It is never cancelled outside; the state decides.</summary>
/// <param name="Id">Unique within the matter and never used again.</param>
/// <param name="Element">The timer event in the definition.</param>
/// <param name="Limit">Its duration as text, such as <c>5 working-days</c>.</param>
/// <param name="Token">The token at the event, or at the activity it is attached to.</param>
public sealed record ArmedTimer(
    string Id, string Element, Instant DueAt, Instant ArmedAt, string Limit, string Token);

/// <summary>A message the process waits for.</summary>
/// <param name="Id">Unique within the matter.</param>
/// <param name="Element">The message event in the definition.</param>
/// <param name="Message">Name of the message, such as <c>rating</c>.</param>
/// <param name="Token">The token at the event, or at the activity it is attached to.</param>
public sealed record MessageSubscription(string Id, string Element, string Message, string Token);
