using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.GridCases.Emergencies;

namespace SmartCity.Host.GridCases.Emergencies;

internal sealed record PlanView(string Code, int Version, LocalizedText Name);

internal sealed record UnitView(string Code, LocalizedText Name)
{
    public static UnitView Of(string code, UnitDirectory units) => new(code, units.Name(code));
}

internal sealed record GroupView(string Commander, IReadOnlyList<string> Members, string Place);

/// <summary>The first report by one means.</summary>
internal sealed record FirstReportView(Instant DueAt, Instant? MadeAt, bool Overdue);

internal sealed record ReportView(
    int Number, Instant At, string By, string Text, SituationFigures Figures, string Measures, string Needs);

/// <param name="State"><c>unacknowledged</c>, <c>acknowledged</c> or <c>carried-out</c>.</param>
/// <param name="Overdue">Nobody acknowledged it in its time.</param>
internal sealed record OrderView(
    Guid Id, string Text, UnitView ToUnit, string? ToPerson, string By, Instant GivenAt, Instant AcknowledgeBy, string State, bool Overdue,
    string? AcknowledgedBy, Instant? AcknowledgedAt, Instant? CarriedOutAt, string? Report)
{
    public static OrderView Of(Order order, Instant at, UnitDirectory units) => new(
        order.Id, order.Text, UnitView.Of(order.ToUnit, units), order.ToPerson, order.By, order.GivenAt, order.AcknowledgeBy,
        StateOf(order), order.AcknowledgedAt is null && at > order.AcknowledgeBy, order.AcknowledgedBy, order.AcknowledgedAt,
        order.CarriedOutAt, order.Report);

    public static string StateOf(Order order) =>
        order.CarriedOutAt is not null ? "carried-out" : order.AcknowledgedAt is not null ? "acknowledged" : "unacknowledged";
}

/// <summary>The orders: how many in which state, and each of them, what waits longest first.</summary>
internal sealed record OrdersView(int Open, int Unacknowledged, int Acknowledged, int CarriedOut, IReadOnlyList<OrderView> Items)
{
    public static OrdersView Of(Emergency emergency, Instant at, UnitDirectory units)
    {
        var orders = emergency.Orders.Select(order => OrderView.Of(order, at, units)).OrderBy(order => order.State switch
        {
            "unacknowledged" => 0,
            "acknowledged" => 1,
            _ => 2,
        }).ThenBy(order => order.GivenAt).ToList();
        int Of(string state) => orders.Count(order => order.State == state);
        return new(Of("unacknowledged") + Of("acknowledged"), Of("unacknowledged"), Of("acknowledged"), Of("carried-out"), orders);
    }
}

internal sealed record ResourceView(Guid Id, string Kind, string Name, int Quantity, UnitView Unit, bool AtWork, Instant? ReleasedAt);

internal sealed record PlanTaskView(
    string Code, LocalizedText Name, UnitView Unit, string Role, bool Done, string? By, Instant? At, string? Report);

internal sealed record ReviewView(string Assessment, IReadOnlyList<string> Lessons, bool Settled);

/// <summary>The picture of an emergency at a moment (态势).</summary>
/// <param name="Status"><c>running</c>, <c>stood-down</c> or <c>reviewed</c>.</param>
/// <param name="Elapsed">From the raising to the moment, or to the stand-down.</param>
/// <param name="ReportsMissed">Fixed moments that passed without a situation report, the one that is waited for now included.</param>
internal sealed record SituationView(
    Guid Id, string Number, LocalizedText Title, CaseLocation Location, string Town, string Status, int Level, int HighestLevel,
    PlanView Plan, Instant RaisedAt, Instant LevelSince, Instant? StoodDownAt, Instant At, string Elapsed, long ElapsedMinutes, UnitView CommandUnit,
    UnitView DutyUnit, GroupView? CommandGroup, IReadOnlyDictionary<string, FirstReportView> FirstReports, ReportView? LastReport,
    Instant? NextReportDueAt, bool ReportOverdue, int ReportsMissed, OrdersView Orders, IReadOnlyList<ResourceView> Resources,
    int TasksDone, int TasksOpen, IReadOnlyList<PlanTaskView> Tasks, ReviewView? Review, long Version)
{
    public static SituationView Of(GridCase state, Instant at, ResponsePlans plans, UnitDirectory units)
    {
        var e = state.Emergency!;
        var until = e.StoodDownAt is { } over && over < at ? over : at;
        var missed = EmergencyTimes.Missed(e, until);
        return new(
            state.Id, state.Number, state.Title, state.Location, state.Place.Town,
            e.StoodDownAt is null ? "running" : e.Review is null ? "stood-down" : "reviewed", e.Level, e.HighestLevel,
            new(e.Terms.Plan, e.Terms.Version, plans.Find(e.Terms.Plan, e.Terms.Version)?.Name ?? new(e.Terms.Plan, e.Terms.Plan)),
            e.RaisedAt, e.LevelSince, e.StoodDownAt, at, Iso(until - e.RaisedAt), (long)(until - e.RaisedAt).TotalMinutes,
            UnitView.Of(e.Terms.CommandUnit, units), UnitView.Of(e.Terms.DutyUnit, units),
            e.CommandGroup is { } group ? new(group.Commander, group.Members, group.Place) : null,
            Domain.GridCases.Emergencies.FirstReports.All.ToDictionary(means => means, means => First(e, means, until)),
            e.LastReport is { } last && e.LastReportAt is { } reported
                ? new(last.Number, reported, last.By, last.Text, last.Figures, last.Measures, last.Needs)
                : null,
            e.StoodDownAt is null ? e.NextReportDueAt : null, e.StoodDownAt is null && missed > 0, e.ReportsMissed + missed,
            OrdersView.Of(e, at, units),
            [.. e.Resources.Select(r => new ResourceView(
                r.Id, r.Kind, r.Name, r.Quantity, UnitView.Of(r.Unit, units), r.ReleasedAt is null, r.ReleasedAt))],
            e.Tasks.Count(task => e.TasksDone.ContainsKey(task.Code)), e.Tasks.Count(task => !e.TasksDone.ContainsKey(task.Code)),
            [.. e.Tasks.Select(task => Task(e, task, units))],
            e.Review is { } review ? new(review.Assessment, review.Lessons, review.Settled) : null, state.Version);
    }

    /// <summary>Hours and minutes, such as <c>PT26H5M</c>.</summary>
    private static string Iso(Duration elapsed) => $"PT{(long)elapsed.TotalHours}H{elapsed.Minutes}M";

    private static FirstReportView First(Emergency emergency, string means, Instant at)
    {
        var due = EmergencyTimes.FirstReportDue(emergency, means);
        Instant? made = emergency.FirstReports.TryGetValue(means, out var then) ? then : null;
        return new(due, made, (made ?? at) > due);
    }

    private static PlanTaskView Task(Emergency emergency, ResponseTask task, UnitDirectory units)
    {
        var done = emergency.TasksDone.GetValueOrDefault(task.Code);
        return new(task.Code, task.Name, UnitView.Of(task.Unit, units), task.Role, done is not null, done?.By, done?.At, done?.Report);
    }
}
