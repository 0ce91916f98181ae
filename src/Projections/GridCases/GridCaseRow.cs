using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.GridCases;

/// <summary>
/// One city case in the inline read model <c>read.grid_cases</c>; a pure function of its state. Columns are the properties.
/// </summary>
/// <param name="Unit">The handling unit; null before the dispatch and after a return.</param>
/// <param name="ResponseDueAt">When the reporter must be spoken to; null where nobody is to be any more, and while it waits.</param>
/// <param name="ResponseMet">Whether the reporter was spoken to in time; null while that is open, and where it never came to it.</param>
/// <param name="TotalDueAt">When the case must be done; null before the acceptance and while its clock stands still.</param>
/// <param name="DisposedInTime">Whether the handling was done before that; null while it is going on.</param>
/// <param name="TotalMet">Whether it was done and seen to be done before that; null while that is open.</param>
/// <param name="ReturnedBy">The units that sent it back, by code, each once.</param>
/// <param name="DispatchDueAt">When a case that waits for its dispatch must have a unit; null otherwise.</param>
/// <param name="CheckDueAt">When a case that waits for its check on site must be checked; null otherwise.</param>
/// <param name="Solved">What the reporter said; null while nobody said anything.</param>
public sealed record GridCaseRow(
    Guid Id, string Number, string Title, string? Kind, string? Major, string Cell, string Town, double Longitude,
    double Latitude, long Tile, int? Severity, string Channel, string? Unit, Instant ReportedAt, Instant? AcceptedAt,
    Instant? DispatchedAt, Instant? ContactedAt, Instant? ResolvedAt, Instant? ArchivedAt, bool HasReporter,
    Instant? ResponseDueAt, bool? ResponseMet, Instant? TotalDueAt, bool? DisposedInTime, bool? TotalMet, int Returns,
    int Reworks, int Reopenings, int Extensions, string? Closure, bool? Solved, bool? Satisfied, Guid? MergedInto, IReadOnlyList<string> ReturnedBy,
    bool? FiledInTime, bool? DispatchedInTime, Instant? DispatchDueAt, bool? CheckedInTime, Instant? CheckDueAt)
{
    public const string Table = "read.grid_cases";

    public static InlineTable Inline { get; } = InlineTable.Of<GridCase, GridCaseRow>(Table, Of);

    /// <summary>The same rows with the times in which they stood, for figures as of a past moment.</summary>
    public static SpanTable Spans { get; } = SpanTable.Of<GridCase, GridCaseRow>("read.grid_case_spans", (c, _) => Of(c));

    public static SchemaPart Schema { get; } = SchemaPart.File("GridCases/schema.sql");

    public static GridCaseRow Of(GridCase c)
    {
        var (response, first) = (c.Clocks.GetValueOrDefault(GridCaseClocks.Response), c.Clocks.GetValueOrDefault(GridCaseClocks.Total));
        // Each reopening counts its own time.
        var total = c.Clocks.GetValueOrDefault(GridCaseClocks.Reopened(c.Reopenings)) ?? first;
        return new(
            c.Id, c.Number, c.Title.Zh, c.KindCode, c.Classified?.Major, c.Place.Cell, c.Place.Town, c.Location.Longitude,
            c.Location.Latitude, GridTile.Of(c.Location.Longitude, c.Location.Latitude), c.Severity, c.Channel,
            c.HandlingUnit, c.OpenedAt, c.AcceptedAt, c.DispatchedAt, c.ContactedAt, c.ResolvedAt, c.ArchivedAt,
            c.Reports.Exists(report => report.Reporter is not null), response is { State: ClockState.Running } ? response.DueAt : null, Answered(c, response), Due(total),
            c.ResolvedAt is { } resolved && total is not null ? resolved <= total.DueAt : null,
            Met(first) is false ? false : Met(total), c.Returns, c.Reworks, c.Reopenings, c.Extensions, c.Closure, c.Satisfaction?.Solved,
            c.Satisfaction?.Satisfied, c.MergedInto?.Case, c.ReturnsBy.IsEmpty ? [] : [.. c.ReturnsBy.Keys.Order(StringComparer.Ordinal)],
            c.FiledInTime, c.DispatchedInTime, GridCaseClocks.StepDue(c, "dispatch"), c.CheckedInTime, GridCaseClocks.StepDue(c, "verification"));
    }

    /// <summary>A case that ended before anybody had to speak to the reporter is neither kept nor missed.</summary>
    private static bool? Answered(GridCase c, Clock? response) => response is null ? null
        : c.ContactedAt is { } at ? at <= response.DueAt
        : response.Breached ? false : null;

    private static Instant? Due(Clock? clock) => clock is { State: not ClockState.Suspended } ? clock.DueAt : null;

    private static bool? Met(Clock? clock) => clock switch
    {
        { Breached: true } => false,
        { State: ClockState.Stopped } => clock.StoppedAt <= clock.DueAt,
        _ => null,
    };
}
