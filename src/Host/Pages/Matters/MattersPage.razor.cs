using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.Matters;

/// <summary>The matters that the reader may know of, newest first, a page at a time.</summary>
public sealed partial class MattersPage
{
    private const int Size = 50;
    private List<MatterRow> _rows = [];
    private Instant _readAt;
    private string _text = "", _stage = "", _kind = "";
    private bool _overdue, _read, _more;

    [Inject] private MatterList List { get; set; } = default!;
    [Inject] private IEnumerable<IMatterWords> Kinds { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    protected override Task Open() => Search();

    private async Task Search()
    {
        _rows = [];
        await More();
    }

    private async Task More()
    {
        _readAt = Clock.GetCurrentInstant();
        var filter = new MatterFilter(
            Sight.SeesAll(Me) ? null : Me.Unit, Empty(_kind), Empty(_stage), null, _overdue ? true : null, Empty(_text.Trim()));
        var page = await List.Page(filter, _rows.Count == 0 ? null : MatterPlace.Of(_rows[^1]), Size + 1, _readAt, Gone);
        _rows = [.. _rows, .. page.Take(Size)];
        (_more, _read) = (page.Count > Size, true);
    }

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
