using System.Text;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Tests;

/// <summary>Writes small BPMN files for tests. A flow's id is <c>source--target</c>.</summary>
internal sealed class Draft(string name = "draft")
{
    private readonly StringBuilder _body = new();
    private readonly Dictionary<string, string> _defaults = [];

    public Draft Start(string id = "s") => Raw($"<startEvent id='{id}' />");

    public Draft End(string id = "e") => Raw($"<endEvent id='{id}' />");

    public Draft User(string id, string inside = "") =>
        Raw($"<userTask id='{id}' sc:role='clerk' sc:unit='U'>{inside}</userTask>");

    public Draft Service(string id) => Raw($"<serviceTask id='{id}' sc:service='{id}' />");

    public Draft Xor(params string[] ids) => Gateways("exclusive", ids);

    public Draft And(params string[] ids) => Gateways("parallel", ids);

    public Draft Or(params string[] ids) => Gateways("inclusive", ids);

    public Draft Timer(string id, string on, bool beside = false) => Raw(
        $"<boundaryEvent id='{id}' attachedToRef='{on}' cancelActivity='{(beside ? "false" : "true")}'>" +
        "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>");

    public Draft Open(string subProcess, string inside = "") => Raw($"<subProcess id='{subProcess}'>{inside}");

    public Draft Close() => Raw("</subProcess>");

    /// <summary><c>a -> b -> c</c>; only the last step takes the condition.</summary>
    public Draft Flow(string way, string? condition = null)
    {
        var nodes = way.Split(" -> ");
        for (var i = 1; i < nodes.Length; i++)
        {
            var inside = condition is null || i < nodes.Length - 1
                ? ""
                : $"<conditionExpression>{System.Security.SecurityElement.Escape(condition)}</conditionExpression>";
            Raw($"<sequenceFlow id='{nodes[i - 1]}--{nodes[i]}' sourceRef='{nodes[i - 1]}' targetRef='{nodes[i]}'>{inside}</sequenceFlow>");
        }

        return this;
    }

    /// <summary>The way taken when no condition holds.</summary>
    public Draft Default(string from, string to)
    {
        _defaults[from] = $"{from}--{to}";
        return Flow($"{from} -> {to}");
    }

    public Draft Raw(string xml)
    {
        _body.AppendLine(xml);
        return this;
    }

    public ProcessSource Source(int version = 1)
    {
        var body = _body.ToString();
        foreach (var (gateway, flow) in _defaults)
            body = body.Replace($"Gateway id='{gateway}'", $"Gateway id='{gateway}' default='{flow}'", StringComparison.Ordinal);
        return new(
            $"{name}.v{version}.bpmn",
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:sc='https://smartcity.example/bpmn'>"
            + $"<message id='m' name='note' /><process id='{name}'>{body}</process></definitions>");
    }

    public IReadOnlyList<DefinitionError> Errors() => new ProcessRegistry().Add(Source());

    private Draft Gateways(string type, string[] ids)
    {
        foreach (var id in ids)
            Raw($"<{type}Gateway id='{id}' />");
        return this;
    }
}
