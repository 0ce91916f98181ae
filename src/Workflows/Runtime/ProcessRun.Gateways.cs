using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Runtime;

/// <summary>Where ways part and meet.</summary>
internal sealed partial class ProcessRun
{
    private void Follow(SequenceFlow flow, ProcessToken carrier)
    {
        _now.Path.Add(flow.Id);
        Enter(flow.Target, carrier, flow);
    }

    private void FollowAll(FlowNode node, ProcessToken carrier)
    {
        foreach (var flow in node.Outgoing)
            Follow(flow, carrier);
    }

    private void FollowFirst(ExclusiveGateway gateway, ProcessToken carrier)
    {
        if (gateway.Outgoing.Count == 1)
        {
            Follow(gateway.Outgoing[0], carrier);
            return;
        }

        var seen = Seen(carrier);
        foreach (var flow in gateway.Outgoing)
        {
            if (flow.Condition?.Holds(seen) == true)
            {
                Take(gateway, flow, carrier);
                return;
            }
        }

        Take(gateway, gateway.Default!, carrier);
    }

    private void FollowEvery(InclusiveGateway gateway, ProcessToken carrier)
    {
        if (gateway.Outgoing.Count == 1)
        {
            Follow(gateway.Outgoing[0], carrier);
            return;
        }

        var seen = Seen(carrier);
        var chosen = gateway.Outgoing.Where(flow => flow.Condition?.Holds(seen) == true).ToList();
        foreach (var flow in chosen)
            Take(gateway, flow, carrier);
        if (chosen.Count == 0)
            Take(gateway, gateway.Default!, carrier);
    }

    private void Take(Gateway gateway, SequenceFlow flow, ProcessToken carrier)
    {
        _now.Branches.Add(new(gateway.Id, flow.Id, flow.Condition?.Text));
        Follow(flow, carrier);
    }

    /// <summary>Fires when a token has come by every way in; it consumes one of each.</summary>
    private void FireParallelJoin(ParallelGateway join, string scope)
    {
        var arrived = ArrivedAt(join, _now.In(scope));
        if (arrived.Count == join.Incoming.Count)
            FollowAll(join, Merge(arrived));
    }

    /// <summary>
    /// Fires one inclusive join for which no token that could still come is missing (BPMN 2.0, inclusive gateway);
    /// false when there is none. A token that could come by a way on which one waits already is not waited for.
    /// </summary>
    private bool FireInclusiveJoin()
    {
        foreach (var waiting in _now.Tokens.Now.Values.Where(token => token.Arrived is not null)
            .OrderBy(token => token.Id, Comparer<string>.Create(Working.Age)).ToList())
        {
            if (Node(waiting) is not InclusiveGateway join)
                continue;
            var around = _now.In(waiting.Scope);
            var arrived = ArrivedAt(join, around);
            if (around.Any(token => token.Element != join.Id && MayStillBring(join, token, arrived)))
                continue;
            FollowEvery(join, Merge(arrived));
            return true;
        }

        return false;
    }

    private bool MayStillBring(InclusiveGateway join, ProcessToken token, Dictionary<string, ProcessToken> arrived)
    {
        var node = Node(token);
        return join.Incoming.Any(flow => !arrived.ContainsKey(flow.Id) && join.MayComeBy(flow, node))
            && !join.Incoming.Any(flow => arrived.ContainsKey(flow.Id) && join.MayComeBy(flow, node));
    }

    /// <summary>The oldest token by each way in.</summary>
    private static Dictionary<string, ProcessToken> ArrivedAt(FlowNode join, IReadOnlyList<ProcessToken> around)
    {
        var arrived = new Dictionary<string, ProcessToken>();
        foreach (var token in around)
        {
            if (token.Element == join.Id)
                arrived.TryAdd(token.Arrived!, token);
        }

        return arrived;
    }

    /// <summary>The tokens become one, which carries the outcome of the one that came last.</summary>
    private ProcessToken Merge(Dictionary<string, ProcessToken> arrived)
    {
        foreach (var token in arrived.Values)
            _now.Remove(token);
        return arrived.Values.MaxBy(token => token.Id, Comparer<string>.Create(Working.Age))!;
    }
}
