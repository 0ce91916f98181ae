using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>
/// What an emergency does to clocks: those of peacetime stand still from the raising to the review (战时冻结), and every
/// order has one of its own until somebody acknowledges it.
/// </summary>
public static class EmergencyClocks
{
    /// <summary>The ground on which the clocks of peacetime stand still.</summary>
    public const string Ground = "emergency";

    private const string OrderPrefix = "order:";

    /// <summary>The clock of an order that is to be acknowledged.</summary>
    public static string Order(Guid order) => OrderPrefix + order.ToString("N");

    /// <summary>
    /// Every clock that counts stands still; one that waits on another ground waits on this one from now. Clocks of tasks are
    /// left alone: the tasks end.
    /// </summary>
    internal static IEnumerable<object> Freeze(GridCase state, StepContext context) =>
        Peacetime(state).SelectMany(clock => Freeze(clock, context));

    /// <summary>What the emergency froze counts again.</summary>
    internal static IEnumerable<object> Thaw(GridCase state, StepContext context) => Peacetime(state)
        .Where(clock => clock.Suspensions is [.., { To: null, Ground: Ground }])
        .SelectMany(clock => ClockDecider.Resume(clock, context.Now, context.Calendar));

    internal static IEnumerable<object> Stop(GridCase state, Guid order, StepContext context) =>
        state.Clocks.TryGetValue(Order(order), out var clock) ? ClockDecider.Stop(clock, context.Now) : [];

    internal static IEnumerable<object> StopOrders(GridCase state, StepContext context) =>
        state.Emergency!.Orders.SelectMany(order => Stop(state, order.Id, context));

    private static IEnumerable<object> Freeze(Clock clock, StepContext context)
    {
        if (clock.Suspensions is [.., { To: null, Ground: Ground }]) return [];
        var resumed = ClockDecider.Resume(clock, context.Now, context.Calendar);
        var running = resumed.Aggregate((Clock?)clock, Clock.Evolve)!;
        return [.. resumed, .. ClockDecider.Suspend(running, Ground, context.Now)];
    }

    private static IEnumerable<Clock> Peacetime(GridCase state) => state.Clocks.Values
        .Where(clock => clock.State != ClockState.Stopped && !ClockNames.IsStep(clock.Name) && !IsOrder(clock.Name))
        .OrderBy(clock => clock.Name, StringComparer.Ordinal);

    /// <summary>Whether the clock is an order's.</summary>
    public static bool IsOrder(string clock) => clock.StartsWith(OrderPrefix, StringComparison.Ordinal);
}
