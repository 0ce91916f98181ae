using System.Xml.Linq;
using SmartCity.Domain.Shared;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Expressions;
using static SmartCity.Workflows.Bpmn.Vocabulary;

namespace SmartCity.Workflows.Bpmn;

/// <summary>Reads single nodes.</summary>
internal sealed class NodeReader(Problems problems, IReadOnlyDictionary<string, string> messages)
{
    /// <summary>Null for what is no node, or is read with the node it belongs to, or cannot be read.</summary>
    public FlowNode? Read(XElement e) => e.Name.Namespace != Model ? null : e.Name.LocalName switch
    {
        "startEvent" => new StartEvent(Id(e), Name(e), Stage(e)),
        "endEvent" => new EndEvent(Id(e), Name(e), Stage(e), e.Element(Model + "terminateEventDefinition") is not null),
        "userTask" => User(e),
        "serviceTask" => new ServiceTask(Id(e), Name(e), Stage(e), Needed(e, "service")),
        "exclusiveGateway" => new ExclusiveGateway(Id(e), Name(e), Stage(e)),
        "parallelGateway" => new ParallelGateway(Id(e), Name(e), Stage(e)),
        "inclusiveGateway" => new InclusiveGateway(Id(e), Name(e), Stage(e)),
        "intermediateCatchEvent" =>
            Trigger(e) is { } trigger ? new CatchEvent(Id(e), Name(e), Stage(e), trigger) : null,
        _ => null,
    };

    public SubProcess SubProcess(XElement e) => new(Id(e), Name(e), Stage(e), Multi(e));

    public BoundaryEvent? Boundary(XElement e, FlowNode? host)
    {
        if (host is not Activity activity)
        {
            problems.Add(e, "边界事件只能附着于同一（子）流程内的用户任务或子流程。",
                "A boundary event stands on a user task or sub-process of the same (sub-)process.");
            return null;
        }

        var interrupts = (string?)e.Attribute("cancelActivity") != "false";
        return Trigger(e) is { } trigger ? new(Id(e), Name(e), Stage(e), activity, interrupts, trigger) : null;
    }

    private UserTask? User(XElement e)
    {
        var role = problems.Parsed(e, Needed(e, "role"), TextOrExpression.Parse);
        var unit = problems.Parsed(e, Needed(e, "unit"), TextOrExpression.Parse);
        var limit = problems.Parsed(e, (string?)e.Attribute(City + "limit"), TextOrExpression.Parse);
        return role is null || unit is null
            ? null
            : new(Id(e), Name(e), Stage(e), Multi(e), role, unit, limit, (string?)e.Attribute(City + "form"));
    }

    private MultiInstance? Multi(XElement e)
    {
        if (e.Element(Model + "multiInstanceLoopCharacteristics") is not { } multi)
            return null;
        var list = problems.Parsed(multi, Needed(multi, "collection"), Expression.Parse);
        var completion = problems.Parsed(
            multi, multi.Element(Model + "completionCondition")?.Value, Expression.Parse);
        return list is null ? null : new(list, (string?)multi.Attribute(City + "elementVariable"), completion);
    }

    private Trigger? Trigger(XElement e)
    {
        var definitions = e.Elements()
            .Where(child => child.Name.LocalName is "timerEventDefinition" or "messageEventDefinition").ToList();
        if (definitions.Count != 1)
        {
            problems.Add(e, "此事件须恰有一个定时器或消息定义。", "This event needs exactly one timer or message definition.");
            return null;
        }

        return definitions[0].Name.LocalName == "timerEventDefinition"
            ? Timer(definitions[0])
            : Message(definitions[0]);
    }

    private TimerTrigger? Timer(XElement e)
    {
        var text = e.Element(Model + "timeDuration")?.Value.Trim();
        if (string.IsNullOrEmpty(text))
        {
            problems.Add(e, "定时器须有 timeDuration。", "A timer needs a <timeDuration>.");
            return null;
        }

        return problems.Parsed(e, text, TextOrExpression.Parse) is { } limit ? new(limit) : null;
    }

    private MessageTrigger? Message(XElement e)
    {
        var id = (string?)e.Attribute("messageRef") ?? "";
        if (messages.TryGetValue(id, out var name) && name.Length > 0)
            return new(name);
        problems.Add(e, $"没有名为“{id}”的消息，或消息没有 name。", $"There is no message '{id}', or it has no name.");
        return null;
    }

    private string Needed(XElement e, string attribute)
    {
        var value = (string?)e.Attribute(City + attribute);
        if (string.IsNullOrWhiteSpace(value))
            problems.Add(e, $"缺少 sc:{attribute}。", $"sc:{attribute} is missing.");
        return value ?? "-";
    }

    private string Id(XElement e)
    {
        var id = (string?)e.Attribute("id");
        if (string.IsNullOrEmpty(id))
            problems.Add(e, $"<{e.Name.LocalName}> 没有 id。", $"A <{e.Name.LocalName}> has no id.");
        return id ?? "";
    }

    private static LocalizedName Name(XElement e) =>
        new((string?)e.Attribute("name"), (string?)e.Attribute(City + "nameEn"));

    private string? Stage(XElement e)
    {
        var stage = (string?)e.Attribute(City + "stage");
        if (stage is not null && !Stages.All.Contains(stage))
            problems.Add(e, $"没有阶段“{stage}”。", $"There is no stage '{stage}'.");
        return stage;
    }
}
