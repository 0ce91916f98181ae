using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>What a city case is about: place, kind, who reported, what may be its duplicates; personal data as this reader may see it.</summary>
public sealed partial class GridCasePanel
{
    private IReadOnlyList<DuplicateCandidate> _near = [];
    private JsonElement? _facts;
    private long _shown;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;
    [Inject] private Duplicates Duplicates { get; set; } = default!;
    [Inject] private CaseRulebook Rules { get; set; } = default!;

    private GridCase Case => (GridCase)Matter;

    /// <summary>The kind that the reporter named, by its name.</summary>
    private string? Named => Case.KindCode is { } code && Rules.At(Case.OpenedAt).Kind(code) is { } kind
        ? T($"{kind.Name.Zh}（{kind.Code}），待研判", $"{kind.Name.En} ({kind.Code}), not settled yet") : null;

    protected override Task Open() => Show();

    protected override Task OnParametersSetAsync() => _shown == 0 || _shown == Case.Version ? Task.CompletedTask : Show();

    private async Task Show()
    {
        _shown = Case.Version;
        var read = await Matters.Show(Me, Case, Gone);
        _facts = JsonSerializer.SerializeToElement(read.Facts, ApiJson.Options);
        // Duplicates are the business of those who classify; later nobody merges any more.
        _near = Case.HandlingUnit is null && Case.Closure is null && Me.Unit == Case.Centre
            ? await Duplicates.Near(Case.KindCode, Case.Location.Longitude, Case.Location.Latitude, Case.OpenedAt, Case.Id, Gone) : [];
    }

    private static string Degrees(double degrees) => degrees.ToString("0.0000", CultureInfo.InvariantCulture);
}
