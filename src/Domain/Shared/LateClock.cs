using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared;

/// <summary>A clock that ran out (超时), as things stood then; it stays although the clock may start anew.</summary>
/// <param name="Element">Id of the user task in the process whose clock it was; null for a clock of the matter itself.</param>
/// <param name="Unit">The unit that had the task, else the one that answered for the matter.</param>
public sealed record LateClock(string? Element, string Unit, Instant DueAt)
{
    internal static LateClock Of(Matter matter, ClockBreached late)
    {
        var item = matter.Process?.WorkItems.Values.FirstOrDefault(item => ClockNames.Step(item.Id) == late.Clock);
        return new(item?.Element, item?.Unit ?? matter.Unit, late.DueAt);
    }
}
