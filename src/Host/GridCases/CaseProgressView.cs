using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>What a reporter gets to know with the number and the last four digits of their telephone.</summary>
/// <param name="MergedInto">Number of the case that goes on in its place; it is asked about with the same telephone.</param>
internal sealed record CaseProgress(
    string Number, LocalizedText? Kind, string Stage, string Status, LocalizedText? Unit, Instant ReportedAt, Instant? AcceptedAt,
    LocalDate? DueBy, Instant? ResolvedAt, string? MergedInto, IReadOnlyList<string> Parts, Instant? ArchivedAt);

internal sealed class CaseProgressView(UnitDirectory units) : ICitizenView
{
    public string Kind => GridCase.MatterKind;

    /// <summary>Everybody who reported it, also under a number that was merged.</summary>
    public IEnumerable<string> Phones(Matter matter) =>
        ((GridCase)matter).Reports.Select(report => report.Reporter?.Phone).OfType<string>();

    public object Show(Matter matter)
    {
        var c = (GridCase)matter;
        var total = c.Clocks.Values.LastOrDefault(clock =>
            clock.State == ClockState.Running && (clock.Name == GridCaseClocks.Total || clock.Name == GridCaseClocks.Reopened(c.Reopenings)));
        return new CaseProgress(
            c.Number, c.Classified?.Name, c.Stage, c.Status, c.HandlingUnit is { } unit ? units.Name(unit) : null,
            c.OpenedAt, c.AcceptedAt, total?.DueAt.InZone(WorkingCalendar.Zone).Date, c.ResolvedAt, c.MergedInto?.Number,
            [.. c.Parts.Select(part => part.Number)], c.ArchivedAt);
    }
}
