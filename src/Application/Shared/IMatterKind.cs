using System.Text.Json;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Shared;

/// <summary>
/// What one kind of matter brings to the commands that all kinds share: its fold, what the completion of a task and
/// the call of a service mean in its own words, and what the conditions of its processes may read. All pure.
/// </summary>
public interface IMatterKind
{
    /// <summary>Name of the kind, such as <c>approval</c>.</summary>
    string Kind { get; }

    /// <summary>The state after the event; null when the state is null and the event opens no matter of this kind.</summary>
    Matter? Evolve(Matter? state, Recorded e);

    /// <summary>The facts that completing a work item with this outcome states, or why that is refused.</summary>
    Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context);

    /// <summary>The facts that a service task of the process states.</summary>
    Decision Serve(Matter matter, string service, StepContext context);

    /// <summary>
    /// Whether the facts that completing this work item stated may be stated anew: false where they had effects of
    /// their own, such as a decision that stopped the legal time.
    /// </summary>
    bool MayReopen(WorkItem item);

    /// <summary>What a timer of <see cref="Matter.Timers"/> that became due means; nothing for a kind without any.</summary>
    Decision Elapse(Matter matter, string timer, StepContext context) => Decision.Nothing;

    /// <summary>What conditions, units, lists and limits in its process files may refer to.</summary>
    ProcessFacts Facts(Matter matter);
}

/// <summary>The forms of user tasks as published with their process.</summary>
public interface ITaskForms
{
    /// <summary>Null when the answer fits the outcome's schema; else what is wrong with which field.</summary>
    Refusal? Check(ProcessKey process, string element, string outcome, JsonElement form);
}
