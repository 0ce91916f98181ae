using Microsoft.AspNetCore.Components;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Pages.Supervision.Cards;

/// <summary>The cards of the district with their counts, a page at a time, as of the moment the list was opened.</summary>
public sealed partial class CardsPage
{
    private const int Size = 50;
    private CardsFound? _found;
    private IReadOnlyList<CardCount> _all = [];
    private List<CardRow> _rows = [];
    private string _colour = "", _state = "", _cause = "", _unit = "";

    [Inject] private CardList List { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    protected override async Task Open()
    {
        await Search();
        _all = _found!.Counts;
    }

    private async Task Search()
    {
        _found = await List.Find(Filter, null, Size, null, Gone);
        _rows = [.. _found.Rows];
    }

    private async Task More()
    {
        var last = _rows[^1];
        var next = await List.Find(Filter, new(last.RaisedAt, last.Id), Size, _found!.At, Gone);
        _rows = [.. _rows, .. next.Rows];
    }

    /// <summary>What can be asked for: whatever any card is of.</summary>
    private IEnumerable<CardCount> Choices(string by) => _all.Where(count => count.By == by);

    private CardFilter Filter => new(null, null, Empty(_colour), Empty(_cause), Empty(_unit), Empty(_state));

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
