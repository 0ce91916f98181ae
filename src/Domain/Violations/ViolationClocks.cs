using System.Collections.Immutable;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Violations;

/// <summary>The clocks of a violation by name, beside those of its tasks.</summary>
public static class ViolationClocks
{
    /// <summary>办案期限, from the filing to the decision: 90 days (行政处罚法第六十条).</summary>
    public const string Case = "case";

    /// <summary>缴款期限, from the delivery to the payment: 15 days (第六十七条).</summary>
    public const string Payment = "payment";

    /// <summary>
    /// The time of a hearing is not counted: 生态环境行政处罚办法 (2023) leaves out hearing, announcement, monitoring,
    /// testing and appraisal [K medium].
    /// </summary>
    internal const string HearingGround = "hearing";

    /// <summary>Clocks and tasks whose time is the party's: to answer, to pay, to put right, to be inspected.</summary>
    internal static IReadOnlySet<string> OfTheParty { get; } =
        ImmutableHashSet.Create(Payment, "response", "hearing-option", "rectification", "vehicle-inspection");

    internal static IEnumerable<object> Start(Violation state, string clock, string limit, StepContext context) =>
        state.Terms.Limits.TryGetValue(limit, out var term) && !state.Clocks.ContainsKey(clock)
            ? ClockDecider.Start(clock, term, context.Now, context.Calendar)
            : [];

    internal static IEnumerable<object> Stop(Violation state, string clock, StepContext context) =>
        state.Clocks.TryGetValue(clock, out var running) ? ClockDecider.Stop(running, context.Now) : [];

    internal static IEnumerable<object> Suspend(Violation state, StepContext context) =>
        state.Clocks.TryGetValue(Case, out var running) ? ClockDecider.Suspend(running, HearingGround, context.Now) : [];

    internal static IEnumerable<object> Resume(Violation state, StepContext context) =>
        state.Clocks.TryGetValue(Case, out var still) ? ClockDecider.Resume(still, context.Now, context.Calendar) : [];

    /// <summary>Stops every clock of the matter itself; those of tasks stop with their task.</summary>
    internal static IEnumerable<object> StopAll(Violation state, StepContext context) => state.Clocks.Values
        .Where(clock => !ClockNames.IsStep(clock.Name)).OrderBy(clock => clock.Name, StringComparer.Ordinal)
        .SelectMany(clock => ClockDecider.Stop(clock, context.Now));
}
