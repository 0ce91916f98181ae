using SmartCity.Domain.Shared;
using SmartCity.Host.Pages.Forms;

namespace SmartCity.Host.Pages.Matters;

/// <summary>The component that shows what a kind of matter is about; it takes the matter as <c>Matter</c>.</summary>
internal sealed record MatterPanel(string Kind, Type Component);

/// <summary>The lists that forms of one kind of matter may name in <c>x-options</c>.</summary>
internal interface IFormOptions
{
    string Kind { get; }

    /// <summary>Options by the name of their list; may fill answers in that are known beforehand.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options(Matter matter, FormAnswers answers);
}
