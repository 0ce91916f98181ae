using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Definitions;

internal sealed class StartEvent(string id, LocalizedName name, string? stage) : FlowNode(id, name, stage)
{
    public override string Type => "startEvent";
}

/// <summary>Ends its token; one that terminates ends everything in its process or sub-process.</summary>
internal sealed class EndEvent(string id, LocalizedName name, string? stage, bool terminates)
    : FlowNode(id, name, stage)
{
    public bool Terminates { get; } = terminates;

    public override string Type => Terminates ? "endEvent (terminate)" : "endEvent";
}

/// <summary>What an event waits for: a duration or a message.</summary>
internal abstract record Trigger;

internal sealed record TimerTrigger(TextOrExpression Duration) : Trigger;

internal sealed record MessageTrigger(string Message) : Trigger;

internal sealed class CatchEvent(string id, LocalizedName name, string? stage, Trigger trigger)
    : FlowNode(id, name, stage)
{
    public Trigger Trigger { get; } = trigger;

    public override string Type => Trigger is TimerTrigger ? "intermediate timer" : "intermediate message catch";
}

/// <summary>
/// An event at the border of an activity; when it does not interrupt, the activity goes on beside it.
/// </summary>
internal sealed class BoundaryEvent(
    string id, LocalizedName name, string? stage, Activity host, bool interrupts, Trigger trigger)
    : FlowNode(id, name, stage)
{
    public Activity Host { get; } = host;

    public bool Interrupts { get; } = interrupts;

    public Trigger Trigger { get; } = trigger;

    public override string Type =>
        (Interrupts ? "interrupting" : "non-interrupting") + " boundary "
        + (Trigger is TimerTrigger ? "timer" : "message");
}
