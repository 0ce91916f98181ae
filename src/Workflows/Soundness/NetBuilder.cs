using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Soundness;

/// <summary>
/// Builds the net of a region. Chains of plain nodes become one place, which keeps the state space small.
/// </summary>
internal sealed class NetBuilder
{
    private readonly Region _region;
    private readonly Dictionary<SequenceFlow, int> _placeOf = [];
    private readonly List<FlowNode> _at = [];
    private readonly List<List<FlowNode>> _passed = [];
    private readonly List<Move> _moves = [];

    private NetBuilder(Region region) => _region = region;

    public static Net Build(Region region)
    {
        var builder = new NetBuilder(region);
        builder.PlaceFlows();
        foreach (var node in region.Nodes.Where(node => !builder.IsPlain(node)))
            builder.Add(node);
        var ways = region.Nodes.OfType<InclusiveGateway>().Where(gateway => gateway.Incoming.Count > 1)
            .ToDictionary(gateway => gateway, gateway => builder.Places(gateway.Incoming));
        return new(builder._at.Count, builder._placeOf[region.Begin], builder._moves)
        {
            At = builder._at,
            Passed = builder._passed,
            Ways = ways,
        };
    }

    /// <summary>
    /// Events at its border that the net has to know of; those of a side way are looked at elsewhere.
    /// </summary>
    private List<BoundaryEvent> Border(FlowNode node) =>
        node is Activity activity ? [.. activity.Boundary.Where(_region.Nodes.Contains)] : [];

    private bool IsPlain(FlowNode node) => node.Incoming.Count == 1 && node.Outgoing.Count == 1
        && node is not (StartEvent or BoundaryEvent) && Border(node).Count == 0;

    /// <summary>Every flow gets a place; flows before and after a plain node share one.</summary>
    private void PlaceFlows()
    {
        var flows = _region.Nodes.SelectMany(node => node.Outgoing).Prepend(_region.Begin).Distinct().ToList();
        foreach (var flow in flows.Where(flow => flow == _region.Begin || !IsPlain(flow.Source)))
        {
            var place = NewPlace(flow.Target);
            var last = flow;
            _placeOf[last] = place;
            while (IsPlain(last.Target))
            {
                _passed[place].Add(last.Target);
                last = last.Target.Outgoing[0];
                _placeOf[last] = place;
            }

            _at[place] = last.Target;
        }

        // Only a ring of plain nodes that nothing leads into is left: it never holds a token.
        foreach (var flow in flows.Where(flow => !_placeOf.ContainsKey(flow)))
            _placeOf[flow] = NewPlace(flow.Target);
    }

    private void Add(FlowNode node)
    {
        var outs = Places(node.Outgoing);
        switch (node)
        {
            case StartEvent or BoundaryEvent:
                break;
            case EndEvent end:
                EachWayIn(node, [], terminates: end.Terminates);
                break;
            case ParallelGateway:
                _moves.Add(new(node, Places(node.Incoming), outs));
                break;
            case InclusiveGateway gateway:
                foreach (var chosen in Choices(gateway))
                {
                    if (gateway.Incoming.Count > 1)
                        _moves.Add(new(node, [], chosen) { Join = gateway });
                    else
                        EachWayIn(node, chosen);
                }

                break;
            case ExclusiveGateway:
                foreach (var way in outs)
                    EachWayIn(node, [way]);
                break;
            case Activity when Border(node).Count > 0:
                AddWithBorder(node, outs, Border(node));
                break;
            default:
                EachWayIn(node, outs);
                break;
        }
    }

    /// <summary>A place for being at work, and one for each event beside it that has not happened yet.</summary>
    private void AddWithBorder(FlowNode activity, int[] outs, List<BoundaryEvent> border)
    {
        var working = NewPlace(activity);
        var beside = border.Where(b => !b.Interrupts).ToDictionary(b => b, b => NewPlace(activity));
        int[] armed = [.. beside.Values];
        EachWayIn(activity, [working, .. armed]);
        _moves.Add(new(activity, [working], outs) { Reset = armed });
        foreach (var boundary in border)
        {
            var way = Places(boundary.Outgoing);
            _moves.Add(boundary.Interrupts
                ? new(boundary, [working], way) { Reset = armed }
                : new(boundary, [working, beside[boundary]], [working, .. way]));
        }
    }

    private void EachWayIn(FlowNode node, int[] to, bool terminates = false)
    {
        foreach (var way in Places(node.Incoming))
            _moves.Add(new(node, [way], to) { Terminates = terminates });
    }

    /// <summary>Every set of ways an inclusive gateway may take: the default alone, or any of the others.</summary>
    private IEnumerable<int[]> Choices(InclusiveGateway gateway)
    {
        if (gateway.Outgoing.Count == 1)
            return [Places(gateway.Outgoing)];
        var others = Places(gateway.Outgoing.Where(flow => flow != gateway.Default));
        return Enumerable.Range(1, (1 << others.Length) - 1)
            .Select(set => others.Where((_, i) => (set & (1 << i)) != 0).ToArray())
            .Prepend([_placeOf[gateway.Default!]]);
    }

    /// <summary>A flow from elsewhere never brings a token here.</summary>
    private int[] Places(IEnumerable<SequenceFlow> flows) =>
    [
        .. flows.Select(flow =>
            _placeOf.TryGetValue(flow, out var place) ? place : _placeOf[flow] = NewPlace(flow.Target)),
    ];

    private int NewPlace(FlowNode at)
    {
        _at.Add(at);
        _passed.Add([]);
        return _at.Count - 1;
    }
}
