using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Shared;
using SmartCity.Host.Audit;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.Audit;

/// <summary>A stream, event by event, forwards and backwards: who, when, under which rule, and what became of the state.</summary>
public sealed partial class ReplayPage
{
    private const int LongestText = 300;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ReplayedEventView? _view;
    private Matter? _matter;
    private LocalizedText? _why;
    private long _newest;
    private bool _missing;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery] public long? Version { get; set; }

    [Inject] private AuditDesk Desk { get; set; } = default!;
    [Inject] private StreamReplay Streams { get; set; } = default!;
    [Inject] private MatterReader Reader { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    protected override async Task Open()
    {
        _newest = await Streams.Newest(Id, Gone);
        _missing = _newest == 0;
        if (!_missing) await Go(Math.Clamp(Version ?? _newest, 1, _newest));
    }

    private Task Slide(ChangeEventArgs args) =>
        long.TryParse(args.Value?.ToString(), CultureInfo.InvariantCulture, out var version) ? Go(version) : Task.CompletedTask;

    private async Task Go(long version)
    {
        _view = await Desk.Event(Me, Id, version, Gone);
        _matter = await Reader.Find(Id, version, null, Gone);
        _why = _view is { } view && (await Desk.Decision(Me, view.Event.Sequence, Gone)).View is { } decision
            ? new(decision.Sentence.Zh, decision.Sentence.En) : null;
    }

    private static string? Text(JsonNode? value) => value?.ToJsonString(Indented) switch
    {
        { Length: > LongestText } text => text[..LongestText] + "…",
        var text => text,
    };

    private static string Pretty(JsonNode? state) => state?.ToJsonString(Indented) ?? "—";
}
