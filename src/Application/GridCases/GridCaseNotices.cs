using System.Globalization;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.GridCases;

/// <summary>What reporters, the handling units and those on duty are told of a case.</summary>
public sealed class GridCaseNotices : INotifies
{
    private static readonly NoticeOccasion
        Accepted = Citizen("case.accepted"),
        Refused = Citizen("case.refused"),
        Transferred = Citizen("case.transferred"),
        Merged = Citizen("case.merged", "into"),
        Dispatched = Citizen("case.dispatched"),
        Resolved = Citizen("case.resolved"),
        Rating = Citizen("case.rating"),
        Closed = Citizen("case.closed"),
        Reopened = Citizen("case.reopened"),
        ForUnit = Staff("case.dispatched"),
        Returned = Staff("case.returned"),
        Emergency = Staff("case.emergency", "level"),
        Order = Staff("case.order", "dueAt");

    public string Kind => GridCase.MatterKind;

    public IReadOnlyList<NoticeOccasion> Occasions { get; } =
    [
        Accepted, Refused, Transferred, Merged, Dispatched, Resolved, Rating, Closed, Reopened, ForUnit, Returned, Emergency, Order,
    ];

    public IEnumerable<NoticeCall> Of(Happening happening)
    {
        var c = (GridCase)happening.After;
        return happening.Events.SelectMany(e => Of(e, c)).Concat(Asked(happening, c));
    }

    /// <summary>Once a case, when it is seen to be done; one that is done anew is not asked for again.</summary>
    private static IEnumerable<NoticeCall> Asked(Happening happening, GridCase after) =>
        after is { InvitedAt: not null, Satisfaction: null } && happening.Before is null or GridCase { InvitedAt: null }
            ? [NoticeCall.Once(Rating)] : [];

    /// <summary>Everybody who reported it, also under a number that was merged.</summary>
    public IEnumerable<Citizen> Citizens(Matter matter) =>
        from reporter in ((GridCase)matter).Reports.Select(report => report.Reporter).OfType<Reporter>()
        where reporter.Phone.Length > 0
        select new Citizen(reporter.Name, reporter.Phone);

    public int? EmergencyLevel(Matter matter) => matter is GridCase { Wartime: true, Emergency: { } emergency } ? emergency.Level : null;

    private static IEnumerable<NoticeCall> Of(Recorded e, GridCase c) => e.Data switch
    {
        GridCaseAccepted => [NoticeCall.Citizens(Accepted, e)],
        GridCaseRefused => [NoticeCall.Citizens(Refused, e)],
        GridCaseTransferred => [NoticeCall.Citizens(Transferred, e)],
        GridCaseMerged x => [NoticeCall.Citizens(Merged, e, ("into", NoticeValues.Same(x.Into.Number)))],
        GridCaseDispatched { Mode: DispatchModes.Whistle } x => x.CoUnits.Select(unit => ForOfficers(e, unit)),
        GridCaseDispatched x => [NoticeCall.Citizens(Dispatched, e), .. x.CoUnits.Prepend(x.Unit).Distinct().Select(unit => ForOfficers(e, unit))],
        GridCaseReturned => [NoticeCall.Staff(Returned, e, new(c.Centre, [Roles.Dispatcher]))],
        GridCaseResolved => [NoticeCall.Citizens(Resolved, e)],
        // What ended otherwise was told when it did.
        ReportersTold when c.Closure is null => [NoticeCall.Citizens(Closed, e)],
        GridCaseReopened => [NoticeCall.Citizens(Reopened, e)],
        EmergencyRaised x => Raised(e, x.Terms, x.Level),
        EmergencyLevelChanged x => Raised(e, x.Terms, x.To),
        OrderGiven x => [NoticeCall.Staff(Order, e, new(x.ToUnit, Roles.Handlers), ("dueAt", NoticeValues.At(x.AcknowledgeBy)))],
        _ => [],
    };

    private static NoticeCall ForOfficers(Recorded e, string unit) => NoticeCall.Staff(ForUnit, e, new(unit, [Roles.Officer]));

    private static IEnumerable<NoticeCall> Raised(Recorded e, ResponseTerms terms, int level) =>
        from to in new StaffAddress[] { new(terms.CommandUnit, [Roles.Commander]), new(terms.DutyUnit, [Roles.DutyOfficer]) }
        select NoticeCall.Staff(Emergency, e, to, ("level", NoticeValues.Same(level.ToString(CultureInfo.InvariantCulture))));

    private static NoticeOccasion Citizen(string code, params string[] placeholders) =>
        new(code, NoticeAudiences.Citizen, placeholders);

    private static NoticeOccasion Staff(string code, params string[] placeholders) => new(code, NoticeAudiences.Staff, placeholders);
}
