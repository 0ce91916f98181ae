using System.Xml.Linq;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Bpmn;

/// <summary>What is wrong with one file; reading goes on, so that everything wrong is told at once.</summary>
internal sealed class Problems(string file)
{
    private readonly List<DefinitionError> _found = [];

    public string File { get; } = file;

    public IReadOnlyList<DefinitionError> Found => _found;

    public bool Any => _found.Count > 0;

    public void Add(string element, string zh, string en) => _found.Add(new(File, element, new(zh, en)));

    public void Add(XElement element, string zh, string en) => Add(NameOf(element), zh, en);

    public void Unsupported(XElement element, string what) => Add(element, $"不支持 {what}。", $"{what} is not supported.");

    /// <summary>The expression, or null with the problem told.</summary>
    public T? Parsed<T>(XElement element, string? text, Func<string, T> parse) where T : class
    {
        try
        {
            return text is null ? null : parse(text);
        }
        catch (ExpressionException e)
        {
            Add(element, $"表达式有误：{e.Message}", $"The expression cannot be read: {e.Message}");
            return null;
        }
    }

    /// <summary>The id of the element, or of the nearest one around it.</summary>
    private static string NameOf(XElement element) =>
        element.AncestorsAndSelf().Select(e => (string?)e.Attribute("id")).FirstOrDefault(id => id is not null)
        ?? element.Name.LocalName;
}
