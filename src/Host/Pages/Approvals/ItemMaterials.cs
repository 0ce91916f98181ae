using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Approvals;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Pages.Matters;
using SmartCity.Projections.Approvals;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>The materials (申请材料) that an approval's item asks for, by name.</summary>
internal sealed class ItemMaterials(ItemCatalogue catalogue) : IFormOptions
{
    public string Kind => Approval.MatterKind;

    /// <summary>The item as it stood when the approval was filed; null when the catalogue no longer has it.</summary>
    public ApprovalItem? ItemOf(Approval approval) =>
        catalogue.Find(approval.Terms.ItemCode, ApprovalFiling.Day(approval.OpenedAt));

    public LocalizedText NameOf(Approval approval, string code) =>
        ItemOf(approval)?.Materials.FirstOrDefault(m => m.Code == code)?.Name ?? new(code, code);

    /// <summary>
    /// The lists that a form may name in <c>x-options</c>; what was not handed in is ticked already, because it is what
    /// a notice would name.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options(Matter matter, FormAnswers answers)
    {
        var approval = (Approval)matter;
        foreach (var code in approval.Terms.Required.Except(approval.Materials.Select(m => m.Code)))
            answers.Choices("missing").Add(code);
        FieldOption Option(string code) => new(code, NameOf(approval, code));
        return new Dictionary<string, IReadOnlyList<FieldOption>>
        {
            ["materials"] = [.. approval.Terms.Required.Union(approval.Terms.Tolerated).Select(Option)],
            ["tolerated-materials"] = [.. approval.Terms.Tolerated.Select(Option)],
        };
    }
}
