using NodaTime;
namespace SmartCity.Domain.Shared;

/// <summary>
/// Something in a matter that did not go as it should (偏差). It stays in the state once it is there, so that whoever
/// compares the state before and after an event sees each exactly once.
/// </summary>
/// <param name="Cause">What it is, by a word that rules know: <c>step-overdue</c>, <c>statutory-overdue</c>, <c>returned-twice</c> …</param>
/// <param name="Key">What tells it from others of the same cause in the matter, such as a clock's name; empty where there can be one only.</param>
/// <param name="Unit">The unit that answers for it.</param>
/// <param name="DueAt">When the time for it was over; null where no time was, and it happened when it was recorded.</param>
public sealed record Deviation(string Cause, string Key, string Unit, Instant? DueAt = null)
{
    /// <summary>A step took longer than it may.</summary>
    public const string StepOverdue = "step-overdue";

    private const string Overdue = "-overdue";

    /// <summary>What the matter's clock that ran out is called, such as <c>statutory-overdue</c>.</summary>
    public static string OfClock(string clock) => clock + Overdue;

    /// <summary>
    /// What each clock of the matter that ran out is called: <c>step-overdue</c>, else the clock's name and <c>-overdue</c>.
    /// Those of <see cref="Matter.TheirClocks"/> are nobody's fault.
    /// </summary>
    /// <param name="said">Clocks, and elements of the process, that another deviation already tells of.</param>
    public static IEnumerable<Deviation> OfClocks(Matter matter, params IReadOnlyCollection<string> said) =>
        from late in matter.LateForUnits
        where !said.Contains(late.Value.Element ?? late.Key)
        orderby ClockNames.IsStep(late.Key), late.Key
        select ClockNames.IsStep(late.Key)
            ? new Deviation(StepOverdue, late.Key, late.Value.Unit, late.Value.DueAt)
            : new Deviation(OfClock(late.Key), "", late.Value.Unit, late.Value.DueAt);
}
