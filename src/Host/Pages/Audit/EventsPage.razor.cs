using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Audit;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Ledger;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.Audit;

/// <summary>Every event of the ledger, newest first, by what an auditor looks for.</summary>
public sealed partial class EventsPage
{
    private const int Size = 50;
    private static readonly string[] Types = [.. EventVocabulary.All.Select(type => type.Name).Order(StringComparer.Ordinal)];

    private List<AuditedEvent>? _rows;
    private long? _next;
    private bool _failed;
    private string _number = "", _type = "", _actor = "", _unit = "";
    private DateOnly? _from, _to;
    private EventFilter _filter = new();

    [Inject] private AuditDesk Desk { get; set; } = default!;
    [Inject] private MatterList Matters { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    protected override Task Open() => Search();

    private async Task Search()
    {
        var stream = await Stream();
        _failed = _number.Length > 0 && stream is null;
        _filter = new(
            AuditEndpoints.TypeName(_type), _failed ? Guid.Empty : stream, null, Empty(_actor), Empty(_unit), At(_from, 0), At(_to, 1));
        _rows = [];
        await Read(null);
    }

    private Task More() => Read(_next);

    private async Task Read(long? before)
    {
        var found = await Desk.Events(Me, _filter, newest: true, before, Size, Gone);
        _rows!.AddRange(found.Items);
        _next = found.Next;
    }

    /// <summary>The stream that a number, or an id, names; null for none.</summary>
    private async Task<Guid?> Stream() => _number.Trim() is not { Length: > 0 } text ? null
        : Guid.TryParse(text, out var id) ? id
        : await Matters.IdOf(text, Gone);

    private static Instant? At(DateOnly? day, int later) => day is not { } known ? null
        : WorkingCalendar.Zone.AtStartOfDay(LocalDate.FromDateOnly(known).PlusDays(later)).ToInstant();

    private static string? Empty(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}
