using System.Xml.Linq;

namespace SmartCity.Workflows.Bpmn;

/// <summary>What a process file may hold. Everything else is refused by name.</summary>
internal static class Vocabulary
{
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace City = "https://smartcity.example/bpmn";

    /// <summary>Elements for people who look at the diagram; they mean nothing to the runtime.</summary>
    public static readonly HashSet<string> Display =
        ["documentation", "extensionElements", "laneSet", "textAnnotation", "association", "group", "category"];

    /// <summary>Children by element, besides those for display.</summary>
    private static readonly Dictionary<string, HashSet<string>> Children = new()
    {
        ["definitions"] = ["process", "message"],
        ["message"] = [],
        ["startEvent"] = ["outgoing"],
        ["endEvent"] = ["incoming", "terminateEventDefinition"],
        ["userTask"] = ["incoming", "outgoing", "multiInstanceLoopCharacteristics"],
        ["serviceTask"] = ["incoming", "outgoing"],
        ["exclusiveGateway"] = ["incoming", "outgoing"],
        ["parallelGateway"] = ["incoming", "outgoing"],
        ["inclusiveGateway"] = ["incoming", "outgoing"],
        ["intermediateCatchEvent"] =
            ["incoming", "outgoing", "timerEventDefinition", "messageEventDefinition"],
        ["boundaryEvent"] = ["outgoing", "timerEventDefinition", "messageEventDefinition"],
        ["sequenceFlow"] = ["conditionExpression"],
        ["timerEventDefinition"] = ["timeDuration"],
        ["messageEventDefinition"] = [],
        ["terminateEventDefinition"] = [],
        ["multiInstanceLoopCharacteristics"] = ["completionCondition"],
        ["timeDuration"] = [],
        ["completionCondition"] = [],
        ["conditionExpression"] = [],
        ["incoming"] = [],
        ["outgoing"] = [],
    };

    private static readonly HashSet<string> InBody =
    [
        "startEvent", "endEvent", "userTask", "serviceTask", "exclusiveGateway", "parallelGateway",
        "inclusiveGateway", "intermediateCatchEvent", "boundaryEvent", "sequenceFlow", "subProcess",
    ];

    /// <summary>
    /// Extension attributes by element, besides <c>stage</c> and <c>nameEn</c>, which stand anywhere.
    /// </summary>
    private static readonly Dictionary<string, HashSet<string>> Extensions = new()
    {
        ["process"] = ["version"],
        ["userTask"] = ["role", "unit", "limit", "form"],
        ["serviceTask"] = ["service"],
        ["multiInstanceLoopCharacteristics"] = ["collection", "elementVariable"],
    };

    /// <summary>Attributes that change what an element does: only these values are understood.</summary>
    private static readonly Dictionary<string, string> OnlyValues = new()
    {
        ["isForCompensation"] = "false",
        ["triggeredByEvent"] = "false",
        ["startQuantity"] = "1",
        ["completionQuantity"] = "1",
        ["parallelMultiple"] = "false",
        ["isSequential"] = "false",
    };

    /// <summary>Tells everything in the file that the runtime would have to ignore.</summary>
    public static void Check(XElement root, Problems problems)
    {
        foreach (var attribute in root.Attributes())
            CheckAttribute(root, attribute, problems);
        var allowed = root.Name.LocalName switch
        {
            "process" => [.. InBody],
            "subProcess" => [.. InBody, "incoming", "outgoing", "multiInstanceLoopCharacteristics"],
            var element => Children.GetValueOrDefault(element) ?? [],
        };
        foreach (var child in root.Elements())
        {
            var (space, name) = (child.Name.Namespace, child.Name.LocalName);
            if (space == Diagram || (space == Model && Display.Contains(name)))
                continue;
            if (space == Model && allowed.Contains(name))
                Check(child, problems);
            else
                problems.Unsupported(child, $"<{name}> in <{root.Name.LocalName}>");
        }
    }

    private static void CheckAttribute(XElement element, XAttribute attribute, Problems problems)
    {
        if (attribute.IsNamespaceDeclaration)
            return;
        var name = attribute.Name.LocalName;
        var space = attribute.Name.Namespace;
        if (space == City)
        {
            if (name is not ("stage" or "nameEn")
                && Extensions.GetValueOrDefault(element.Name.LocalName)?.Contains(name) != true)
                problems.Unsupported(element, $"sc:{name} on <{element.Name.LocalName}>");
        }
        else if (space == XNamespace.None)
        {
            if (OnlyValues.TryGetValue(name, out var only) && attribute.Value != only)
                problems.Unsupported(element, $"{name}=\"{attribute.Value}\"");
        }
        else if (space != "http://www.w3.org/2001/XMLSchema-instance" && element.Name.LocalName != "definitions")
        {
            problems.Unsupported(element, $"attribute {name} of {space}");
        }
    }
}
