using NodaTime.Text;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases;

/// <summary>What supervision looks into at a city case (案件偏差).</summary>
public static class GridCaseDeviations
{
    /// <summary>两次退回: units sent it back twice; the one that did so last answers.</summary>
    public const string ReturnedTwice = "returned-twice";

    /// <summary>两次核实不通过.</summary>
    public const string VerificationFailedTwice = "verification-failed-twice";

    /// <summary>漏报情况报告: a fixed moment of an emergency passed without a report; the moment is the key.</summary>
    public const string SituationReportMissed = "situation-report-missed";

    /// <summary>指令未及时签收: an order was not acknowledged in time; the order is the key.</summary>
    public const string OrderOverdue = "order-overdue";

    /// <summary>The task of a situation report: the missed moment says it all.</summary>
    private const string SituationReport = "situation-report";

    internal static IEnumerable<Deviation> Of(GridCase state)
    {
        if (state is { Returns: > 1, ReturnedBy: { } last }) yield return new(ReturnedTwice, "", last);
        if (state.VerificationsFailed > 1) yield return new(VerificationFailedTwice, "", state.Unit);
        foreach (var (moment, unit) in state.ReportsMissed.OrderBy(missed => missed.Key))
            yield return new(SituationReportMissed, InstantPattern.ExtendedIso.Format(moment), unit, moment);
        foreach (var deviation in Deviation.OfClocks(state, SituationReport))
            yield return true switch
            {
                _ when GridCaseClocks.IsReopening(deviation.Cause) =>
                    deviation with { Cause = Deviation.OfClock(GridCaseClocks.Total), Key = deviation.Cause },
                _ when EmergencyClocks.IsOrder(deviation.Cause) =>
                    deviation with { Cause = OrderOverdue, Key = deviation.Cause, Unit = UnitOf(state, deviation) },
                _ => deviation,
            };
    }

    private static string UnitOf(GridCase state, Deviation order) =>
        state.Emergency?.Orders.Find(given => Deviation.OfClock(EmergencyClocks.Order(given.Id)) == order.Cause)?.ToUnit ?? order.Unit;
}
