using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;
using static SmartCity.Workflows.Bpmn.Vocabulary;

namespace SmartCity.Workflows.Bpmn;

/// <summary>A process as its file has it, not yet checked for soundness.</summary>
internal sealed record ReadProcess(ProcessKey Key, LocalizedText Name, Body Body);

/// <summary>Reads a BPMN 2.0 file.</summary>
internal static partial class BpmnReader
{
    /// <summary>The process, or null with everything that is wrong told.</summary>
    public static ReadProcess? Read(string xml, Problems problems)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            problems.Add("", $"不是有效的 XML：{e.Message}", $"This is not well-formed XML: {e.Message}");
            return null;
        }

        if (root.Name != Model + "definitions" || root.Elements(Model + "process").Count() != 1)
        {
            problems.Add("", "应为含一个 process 的 BPMN 2.0 definitions。",
                "This must be BPMN 2.0 <definitions> with exactly one <process>.");
            return null;
        }

        Check(root, problems);
        CheckIds(root, problems);
        var process = root.Element(Model + "process")!;
        var key = Key(process, problems);
        var messages = root.Elements(Model + "message")
            .ToDictionary(e => (string?)e.Attribute("id") ?? "", e => (string?)e.Attribute("name") ?? "");
        var body = new BodyReader(problems, messages).Read(process, null);
        StructureRules.Check(body, problems);
        var zh = (string?)process.Attribute("name") ?? key.Definition;
        return problems.Any ? null : new(key, new(zh, (string?)process.Attribute(City + "nameEn") ?? zh), body);
    }

    private static ProcessKey Key(XElement process, Problems problems)
    {
        var id = (string?)process.Attribute("id") ?? "";
        if (id.Length == 0)
            problems.Add(process, "流程没有 id。", "The process has no id.");
        var inFile = FileVersion().Match(problems.File);
        var text = (string?)process.Attribute(City + "version") ?? (inFile.Success ? inFile.Groups[1].Value : "1");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version == 0)
            problems.Add(process, $"版本“{text}”应为正整数。", $"The version '{text}' must be a positive number.");
        else if (inFile.Success && inFile.Groups[1].Value != text)
            problems.Add(process, $"文件名与 sc:version（{text}）不一致。",
                $"The file name and sc:version ({text}) name different versions.");
        return new(id, version);
    }

    private static void CheckIds(XElement root, Problems problems)
    {
        var seen = new HashSet<string>();
        foreach (var id in root.Elements(Model + "process").Concat(root.Elements(Model + "message"))
            .DescendantsAndSelf().Select(e => (string?)e.Attribute("id")).OfType<string>())
        {
            if (!seen.Add(id))
                problems.Add(id, "此 id 出现不止一次。", "This id stands more than once.");
        }
    }

    [GeneratedRegex(@"\.v(\d+)\.bpmn$")]
    private static partial Regex FileVersion();
}
