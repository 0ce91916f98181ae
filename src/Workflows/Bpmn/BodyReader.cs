using System.Xml.Linq;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Expressions;
using static SmartCity.Workflows.Bpmn.Vocabulary;

namespace SmartCity.Workflows.Bpmn;

/// <summary>Reads the nodes and flows of a process or sub-process, and connects them.</summary>
internal sealed class BodyReader(Problems problems, IReadOnlyDictionary<string, string> messages)
{
    private readonly NodeReader _nodes = new(problems, messages);

    public Body Read(XElement body, SubProcess? owner)
    {
        var read = body.Elements().Select(e => (Element: e, Node: Node(e))).Where(x => x.Node is not null).ToList();
        var nodes = read.Select(x => x.Node!).ToList();
        var byId = new Dictionary<string, FlowNode>();
        foreach (var node in nodes)
            byId.TryAdd(node.Id, node);
        foreach (var element in body.Elements(Model + "boundaryEvent"))
        {
            if (_nodes.Boundary(element, byId.GetValueOrDefault((string?)element.Attribute("attachedToRef") ?? ""))
                is { } boundary && byId.TryAdd(boundary.Id, boundary))
                nodes.Add(boundary);
        }

        var flows = body.Elements(Model + "sequenceFlow").Select(e => Flow(e, byId)).OfType<SequenceFlow>().ToList();
        foreach (var node in nodes)
        {
            node.PutInto(owner);
            node.Connect([.. flows.Where(f => f.Target == node)], [.. flows.Where(f => f.Source == node)]);
            if (node is Activity activity)
                activity.Attach([.. nodes.OfType<BoundaryEvent>().Where(b => b.Host == node)]);
        }

        foreach (var (element, node) in read)
        {
            if (node is Gateway gateway)
                Otherwise(element, gateway);
        }

        foreach (var gateway in nodes.OfType<InclusiveGateway>())
            gateway.LookBack();
        return new(nodes.OfType<StartEvent>().FirstOrDefault(), nodes, flows);
    }

    private FlowNode? Node(XElement element)
    {
        if (element.Name != Model + "subProcess")
            return _nodes.Read(element);
        var inner = _nodes.SubProcess(element);
        inner.Fill(Read(element, inner));
        return inner;
    }

    private SequenceFlow? Flow(XElement element, Dictionary<string, FlowNode> nodes)
    {
        var id = (string?)element.Attribute("id") ?? "";
        var from = (string?)element.Attribute("sourceRef") ?? "";
        var to = (string?)element.Attribute("targetRef") ?? "";
        if (!nodes.TryGetValue(from, out var source) || !nodes.TryGetValue(to, out var target) || id.Length == 0)
        {
            problems.Add(element, $"连线须有 id，且起点“{from}”与终点“{to}”须在同一（子）流程内。",
                $"A sequence flow needs an id, and its ends '{from}' and '{to}' must be in the same (sub-)process.");
            return null;
        }

        var condition = element.Element(Model + "conditionExpression")?.Value;
        return new(id, source, target, problems.Parsed(element, condition, Expression.Parse));
    }

    private void Otherwise(XElement element, Gateway gateway)
    {
        if ((string?)element.Attribute("default") is not { } id)
            return;
        gateway.Otherwise(gateway.Outgoing.FirstOrDefault(flow => flow.Id == id));
        if (gateway.Default is null)
            problems.Add(element, $"默认连线“{id}”不是从此网关出发的。",
                $"The default flow '{id}' does not leave this gateway.");
    }
}
