using System.Globalization;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>The clocks of a case by name, beside those of its tasks, and what is done to all of them together.</summary>
public static class GridCaseClocks
{
    /// <summary>总时限, from the acceptance to the verified handling; stands still while the reporter is asked.</summary>
    public const string Total = "total";

    /// <summary>响应时限, from the report to the first word with the reporter; only where one is known.</summary>
    public const string Response = "response";

    private const string ReopenedPrefix = "reopened-";

    /// <summary>The ground on which the total clock stands still while the reporter is asked.</summary>
    internal const string CallBackGround = "call-back";

    /// <summary>重新办理时限, the total clock of the n-th reopening.</summary>
    public static string Reopened(int n) => ReopenedPrefix + n.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether it is the total clock of a reopening.</summary>
    public static bool IsReopening(string clock) => clock.StartsWith(ReopenedPrefix, StringComparison.Ordinal);

    internal static IEnumerable<object> Start(GridCase state, string clock, string limit, Instant at, StepContext context) =>
        state.Limits.TryGetValue(limit, out var term) && !state.Clocks.ContainsKey(clock)
            ? ClockDecider.Start(clock, term, at, context.Calendar)
            : [];

    internal static IEnumerable<object> Stop(GridCase state, string clock, Instant at) =>
        state.Clocks.TryGetValue(clock, out var running) ? ClockDecider.Stop(running, at) : [];

    /// <summary>Stops every clock of the case itself; those of tasks stop with their task.</summary>
    internal static IEnumerable<object> StopAll(GridCase state, Instant at) => state.Clocks.Values
        .Where(clock => !ClockNames.IsStep(clock.Name)).OrderBy(clock => clock.Name, StringComparer.Ordinal)
        .SelectMany(clock => ClockDecider.Stop(clock, at));

    /// <summary>Every clock but the reporter's: they are spoken to, whatever the handling waits for.</summary>
    internal static IEnumerable<object> SuspendHandling(GridCase state, string ground, Instant at) =>
        InOrder(state.Clocks.Values.Where(clock => clock.Name != Response))
            .SelectMany(clock => ClockDecider.Suspend(clock, ground, at));

    /// <summary>Lets those go on that stand still on the ground.</summary>
    internal static IEnumerable<object> ResumeAll(GridCase state, string ground, StepContext context) =>
        InOrder(state.Clocks.Values.Where(clock => clock is
            { State: ClockState.Suspended, Suspensions: [.., { To: null } open] } && open.Ground == ground))
            .SelectMany(clock => ClockDecider.Resume(clock, context.Now, context.Calendar));

    /// <summary>While the reporter is asked nobody of the district is late.</summary>
    internal static IEnumerable<object> AwaitReporter(GridCase state, Instant at) =>
        Totals(state).SelectMany(clock => ClockDecider.Suspend(clock, CallBackGround, at));

    /// <summary>The clocks that count the whole case: the first one, and that of each reopening.</summary>
    internal static IEnumerable<Clock> Totals(GridCase state) => InOrder(state.Clocks.Values.Where(clock =>
        clock.Name == Total || IsReopening(clock.Name)));

    /// <summary>The clocks of the open tasks at the element.</summary>
    internal static IEnumerable<Clock> StepsAt(GridCase state, string element) => InOrder(
        state.Process?.WorkItems.Values.Where(item => item.Element == element)
            .Select(item => state.Clocks.GetValueOrDefault(ClockNames.Step(item.Id))).OfType<Clock>() ?? []);

    /// <summary>When what the open tasks at the element are for must be done; null without one, or while its clock stands still.</summary>
    public static Instant? StepDue(GridCase state, string element) =>
        StepsAt(state, element).Where(clock => clock.State == ClockState.Running).Min(clock => (Instant?)clock.DueAt);

    private static IOrderedEnumerable<Clock> InOrder(IEnumerable<Clock> clocks) =>
        clocks.OrderBy(clock => clock.Name, StringComparer.Ordinal);
}
