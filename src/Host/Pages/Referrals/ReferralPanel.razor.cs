using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>What a referral says, and the others of its patient; personal and medical data as this reader may see it.</summary>
public sealed partial class ReferralPanel
{
    private JsonElement? _facts;
    private ReferralSlip? _clear;
    private IReadOnlyList<ChainLink> _others = [];
    private long _shown;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private MatterWords Names { get; set; } = default!;
    [Inject] private ReferralDesk Desk { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    private Referral Case => (Referral)Matter;

    private bool Down => Case.Direction == ReferralDirections.Down;

    private JsonElement? Patient =>
        _facts?.GetProperty("patient") is { ValueKind: JsonValueKind.Object } patient ? patient : null;

    /// <summary>A doctor of an institution that may refer at all, with the patient's data before them.</summary>
    private bool MayReferOn => _clear is not null && Me.Has(Roles.Doctor) && Case.SubmittedAt is not null && Desk.From(Me.Unit).Count > 0;

    protected override Task Open() => Show();

    protected override Task OnParametersSetAsync() => _shown == 0 || _shown == Case.Version ? Task.CompletedTask : Show();

    private async Task Show()
    {
        _shown = Case.Version;
        _facts = JsonSerializer.SerializeToElement((await Matters.Show(Me, Case, Gone)).Facts, ApiJson.Options);
        _clear = Sight.NeedsPersonalData(Me, Case) ? Case.Slip.Value : null;
        _others = await Desk.Others(Me, Case, Gone);
    }

    private string? Text(string name) => _facts?.GetProperty(name).GetString();

    private string? NoteOf(string name) => _facts?.GetProperty(name).GetProperty("note").GetString();

    private static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
