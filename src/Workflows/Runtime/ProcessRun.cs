using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Runtime;

/// <summary>
/// One step of a process, from what happened to the next rest. Tokens that move are in a queue; tokens that wait are in
/// the state. When nothing moves, empty scopes are closed and inclusive joins looked at, until nothing changes.
/// </summary>
internal sealed partial class ProcessRun(
    ProcessDefinition definition, ProcessState before, ProcessFacts facts, EngineContext context)
{
    /// <summary>More moves than any sound process makes between two rests.</summary>
    private const int MostMoves = 10_000;

    private readonly Working _now = new(before);
    private readonly Queue<(FlowNode Node, SequenceFlow? By, ProcessToken From)> _moving = new();
    private int _moves;

    /// <summary>Lets a token enter the node; it carries the scope and outcomes of <paramref name="carrier"/>.</summary>
    public void Enter(FlowNode node, ProcessToken carrier, SequenceFlow? by = null) =>
        _moving.Enqueue((node, by, carrier));

    /// <summary>The token's wait is over, and it goes on.</summary>
    public void Leave(ProcessToken token)
    {
        _now.Remove(token);
        Follow(Node(token).Outgoing[0], token);
    }

    /// <summary>The event at the border of the token's activity, or the token's own event, has happened.</summary>
    public void Happen(string element, ProcessToken token, string? timer)
    {
        if (definition.Node(element) is not BoundaryEvent boundary)
        {
            Leave(token);
            return;
        }

        if (boundary.Interrupts)
            _now.Remove(token);
        else if (timer is not null)
            _now.Timers.Remove(timer);
        Enter(boundary, token);
    }

    /// <summary>The person has completed the work item of the token.</summary>
    public void Complete(ProcessToken token, string outcome)
    {
        _now.Remove(token, completed: true);
        Done(token with { Outcome = outcome });
    }

    /// <summary>Whether the subscription still stands in the middle of the step.</summary>
    public bool StillWaits(MessageSubscription waiting) => _now.Messages.Now.ContainsKey(waiting.Id);

    /// <summary>Runs to the next rest.</summary>
    public ProcessAdvanced Settle(ProcessCause cause)
    {
        do
        {
            while (_moving.TryDequeue(out var move))
            {
                if (++_moves > MostMoves)
                    throw Fault(move.Node, $"more than {MostMoves} moves without coming to rest");
                if (move.From.Scope == ProcessScope.Root || _now.Scopes.Now.ContainsKey(move.From.Scope))
                    Arrive(move.Node, move.By, move.From);
            }
        }
        while (CloseScope() || FireInclusiveJoin());

        return _now.Event(cause);
    }

    private void Arrive(FlowNode node, SequenceFlow? by, ProcessToken carrier)
    {
        _now.Stage = node.Stage ?? _now.Stage;
        switch (node)
        {
            case StartEvent or BoundaryEvent:
                Follow(node.Outgoing[0], carrier);
                break;
            case EndEvent end:
                End(end, carrier);
                break;
            case Activity activity:
                Begin(activity, carrier);
                break;
            case ServiceTask service:
                Rest(node, carrier, token => token with { Service = service.Service });
                break;
            case CatchEvent caught:
                Wait(caught, caught.Trigger, Rest(node, carrier), needed: true);
                break;
            case ExclusiveGateway gateway:
                FollowFirst(gateway, carrier);
                break;
            case ParallelGateway or InclusiveGateway when node.Incoming.Count > 1:
                Rest(node, carrier, token => token with { Arrived = by!.Id });
                if (node is ParallelGateway join)
                    FireParallelJoin(join, carrier.Scope);
                break;
            case ParallelGateway:
                FollowAll(node, carrier);
                break;
            case InclusiveGateway gateway:
                FollowEvery(gateway, carrier);
                break;
            default:
                throw Fault(node, $"a {node.Type} cannot be entered");
        }
    }

    private void End(EndEvent end, ProcessToken carrier)
    {
        if (_now.Scopes.Now.TryGetValue(carrier.Scope, out var scope) && carrier.Outcome != scope.LastOutcome)
            _now.Scopes.Put(scope with { LastOutcome = carrier.Outcome });
        _now.Touched.Add(carrier.Scope);
        if (!end.Terminates)
            return;
        foreach (var token in _now.In(carrier.Scope))
            _now.Remove(token);
        var others = _moving.Where(move => move.From.Scope != carrier.Scope).ToList();
        _moving.Clear();
        foreach (var move in others)
            _moving.Enqueue(move);
    }

    /// <summary>Puts a waiting token at the node.</summary>
    private ProcessToken Rest(FlowNode node, ProcessToken carrier, Func<ProcessToken, ProcessToken>? with = null)
    {
        var token = new ProcessToken(_now.NextId("t"), node.Id, carrier.Scope)
        {
            Outcome = carrier.Outcome,
            Outcomes = carrier.Outcomes,
        };
        token = with is null ? token : with(token);
        _now.Tokens.Put(token);
        return token;
    }

    private void Wait(FlowNode node, Trigger trigger, ProcessToken token, bool needed)
    {
        var id = $"{token.Id}:{node.Id}";
        if (trigger is MessageTrigger message)
            _now.Messages.Put(new(id, node.Id, message.Message, token.Id));
        else if (((TimerTrigger)trigger).Duration.In(Seen(token)) is { } limit)
            _now.Timers.Put(new(id, node.Id, context.DueAt(limit, context.Now), context.Now, limit, token.Id));
        else if (needed)
            throw Fault(node, "the facts hold no duration for the timer");
    }

    private FlowNode Node(ProcessToken token) => definition.Node(token.Element)
        ?? throw new ProcessFaultException(definition.Key, token.Element, "a token waits where there is nothing");

    private RunVariables Seen(ProcessToken place) => new(definition, _now, facts, place);

    private ProcessFaultException Fault(FlowNode node, string message) => new(definition.Key, node.Id, message);
}
