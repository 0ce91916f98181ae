using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Pages.Referrals.Consultations;

/// <summary>What is asked, the meeting, and what was answered; as this reader may see it.</summary>
public sealed partial class ConsultationPanel
{
    private JsonElement? _facts;
    private long _shown;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    private Consultation Case => (Consultation)Matter;

    protected override Task Open() => Show();

    protected override Task OnParametersSetAsync() => _shown == 0 || _shown == Case.Version ? Task.CompletedTask : Show();

    private async Task Show()
    {
        _shown = Case.Version;
        _facts = JsonSerializer.SerializeToElement((await Matters.Show(Me, Case, Gone)).Facts, ApiJson.Options);
    }

    private static JsonElement? Part(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Object } part ? part : null;

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
