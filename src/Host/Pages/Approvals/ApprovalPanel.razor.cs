using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>What an approval is about: applicant, form, materials, results; personal data as this reader may see it.</summary>
public sealed partial class ApprovalPanel
{
    private sealed record MaterialLine(LocalizedText Name, bool Given, bool Needed, Guid? Attachment);

    private IReadOnlyList<FormField> _fields = [];
    private IReadOnlyList<MaterialLine> _materials = [];
    private JsonElement? _facts;
    private bool _masked;
    private long _shown;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    private Approval Approval => (Approval)Matter;

    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private ItemMaterials Items { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    protected override Task Open() => Show();

    protected override Task OnParametersSetAsync() => _shown == 0 || _shown == Approval.Version ? Task.CompletedTask : Show();

    private async Task Show()
    {
        _shown = Approval.Version;
        var read = await Matters.Show(Me, Approval, Gone);
        _facts = JsonSerializer.SerializeToElement(read.Facts, ApiJson.Options);
        _masked = _facts.Value.GetProperty("applicant").GetProperty("masked").GetBoolean();
        var item = Items.ItemOf(Approval);
        _fields = item is null || _masked ? [] : FormField.Of(item.FormSchema);
        var given = Approval.Materials.ToLookup(m => m.Code);
        _materials = [.. (item?.Materials ?? []).Select(m => new MaterialLine(
            m.Name, given.Contains(m.Code), Approval.Terms.Required.Contains(m.Code) || Approval.Outstanding.Contains(m.Code),
            given[m.Code].LastOrDefault()?.AttachmentId))];
    }

    private static string Of(JsonElement facts, string part, string name) =>
        facts.GetProperty(part).GetProperty(name).GetString() ?? "";

    private string Answer(JsonElement facts, FormField field)
    {
        if (facts.GetProperty("form") is not { ValueKind: JsonValueKind.Object } form || !form.TryGetProperty(field.Name, out var value))
            return "—";
        return value.ValueKind switch
        {
            JsonValueKind.True => T("是", "Yes"),
            JsonValueKind.False => T("否", "No"),
            JsonValueKind.Array => string.Join(T("、", ", "), value.EnumerateArray().Select(v => Titled(field, v.ToString()))),
            _ => Titled(field, value.ToString()),
        };
    }

    private string Titled(FormField field, string value) =>
        field.Options.FirstOrDefault(o => o.Value == value) is { } option ? T(option.Title) : value;
}
