namespace SmartCity.Domain.Shared;

/// <summary>
/// Something in a matter that did not go as it should (偏差). It stays in the state once it is there, so that whoever
/// compares the state before and after an event sees each exactly once.
/// </summary>
/// <param name="Cause">What it is, by a word that rules know: <c>step-overdue</c>, <c>statutory-overdue</c>, <c>returned-twice</c> …</param>
/// <param name="Key">What tells it from others of the same cause in the matter, such as a clock's name; empty where there can be one only.</param>
/// <param name="Unit">The unit that answers for it.</param>
public sealed record Deviation(string Cause, string Key, string Unit)
{
    /// <summary>A step took longer than it may.</summary>
    public const string StepOverdue = "step-overdue";

    /// <summary>What each clock of the matter that ran out is called: <c>step-overdue</c>, else the clock's name and <c>-overdue</c>.</summary>
    public static IEnumerable<Deviation> OfClocks(Matter matter) =>
        from clock in matter.Clocks.Values
        where clock.Breached
        orderby clock.Name
        select ClockNames.IsStep(clock.Name)
            ? new Deviation(StepOverdue, clock.Name, UnitOfStep(matter, clock.Name) ?? matter.Unit)
            : new Deviation(clock.Name + "-overdue", "", matter.Unit);

    private static string? UnitOfStep(Matter matter, string clock) =>
        matter.Process?.WorkItems.Values.FirstOrDefault(item => ClockNames.Step(item.Id) == clock)?.Unit;
}
