using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Shared;

/// <summary>A task that was not done within its limit (环节超时), as it stood when the limit passed.</summary>
/// <param name="Element">Id of the user task in the process.</param>
/// <param name="Unit">The unit that had it.</param>
public sealed record LateStep(string Element, string Unit, Instant DueAt)
{
    /// <summary>The step whose clock ran out; null for a clock that is no step's.</summary>
    internal static LateStep? Of(ProcessState? process, ClockBreached late) =>
        ClockNames.IsStep(late.Clock)
        && process?.WorkItems.Values.FirstOrDefault(item => ClockNames.Step(item.Id) == late.Clock) is { } item
            ? new(item.Element, item.Unit, late.DueAt)
            : null;
}
