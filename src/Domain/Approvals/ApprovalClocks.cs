using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>The clocks of an approval by name, and what is done to the two of them that count legal time.</summary>
public static class ApprovalClocks
{
    /// <summary>法定时限, from acceptance to decision.</summary>
    public const string Statutory = "statutory";

    /// <summary>承诺时限, from acceptance to decision.</summary>
    public const string Promised = "promised";

    /// <summary>补正时限, from the one-time notice to the correction.</summary>
    public const string Correction = "correction";

    /// <summary>送达时限, from the decision to its delivery: 10 working days (art. 44).</summary>
    public const string Delivery = "delivery";

    /// <summary>差评整改时限, from a bad rating to the satisfied call back.</summary>
    public const string Rectification = "rectification";

    internal static readonly TimeLimit TenWorkingDays = new(10, TimeUnit.WorkingDays);
    internal static readonly TimeLimit FiveWorkingDays = new(5, TimeUnit.WorkingDays);

    internal static IEnumerable<object> StartLegal(Approval state, Instant at, WorkingCalendar calendar) =>
    [
        .. ClockDecider.Start(Statutory, state.Terms.Statutory, at, calendar),
        .. ClockDecider.Start(Promised, state.Terms.Promised, at, calendar),
    ];

    internal static IEnumerable<object> SuspendLegal(Approval state, string ground, Instant at) =>
        Legal(state).SelectMany(clock => ClockDecider.Suspend(clock, ground, at));

    internal static IEnumerable<object> ResumeLegal(Approval state, StepContext context) =>
        Legal(state).SelectMany(clock => ClockDecider.Resume(clock, context.Now, context.Calendar));

    internal static IEnumerable<object> StopLegal(Approval state, Instant at) =>
        Legal(state).SelectMany(clock => ClockDecider.Stop(clock, at));

    internal static IEnumerable<object> Stop(Approval state, string name, Instant at) =>
        state.Clocks.TryGetValue(name, out var clock) ? ClockDecider.Stop(clock, at) : [];

    internal static IEnumerable<Clock> Legal(Approval state)
    {
        foreach (var name in (string[])[Statutory, Promised])
            if (state.Clocks.TryGetValue(name, out var clock))
                yield return clock;
    }
}
