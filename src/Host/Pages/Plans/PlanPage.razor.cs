using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Plans;
using SmartCity.Projections.Plans;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Pages.Plans;

/// <summary>The initiatives of the plan, by area, lead and light, now or as of a moment.</summary>
public sealed partial class PlanPage
{
    private static readonly string[] Lights = ["red", "yellow", "green"];
    private IReadOnlyList<InitiativeRow> _rows = [];
    private IReadOnlyList<string> _leads = [];
    private string _area = "", _unit = "", _light = "";
    private DateTime? _asOf;
    private Instant? _at;

    [Inject] private PlanBook Book { get; set; } = default!;
    [Inject] private Snapshots Snapshots { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    protected override Task Open() => Search();

    private async Task Search()
    {
        var (at, rows) = await Snapshots.Read(
            Moment(_asOf, Clock), async snapshot => (snapshot.At, await InitiativeList.Read(snapshot, Gone)), Gone);
        _leads = [.. rows.SelectMany(row => row.LeadUnits).Distinct().Order(StringComparer.Ordinal)];
        _rows = [.. rows.Where(row => (_area.Length == 0 || row.Area == _area) && (_unit.Length == 0 || row.LeadUnits.Contains(_unit))
            && (_light.Length == 0 || row.Light(at) == _light))];
        _at = at;
    }

    /// <summary>What was chosen, in Beijing time; a moment to come is now.</summary>
    internal static Instant? Moment(DateTime? chosen, IClock clock) =>
        chosen is { } local && LocalDateTime.FromDateTime(local).InZoneLeniently(WorkingCalendar.Zone).ToInstant() is var moment
        && moment < clock.GetCurrentInstant() ? moment : null;

    private bool MayOpen(InitiativeRow row) => Sight.SeesAll(Me) || row.Units.Contains(Me.Unit);

    /// <summary>The unit of today; a group by its name in the plan.</summary>
    private string Leads(InitiativeRow row) => row.LeadUnits is [var one]
        ? T(Units.Name(one))
        : string.Join(T("、", ", "), row.Lead.Select(party => party.Name));
}
