using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared.WhatIf;

/// <summary>
/// What would have held instead, while one matter is decided anew (假设规则). It is told each event before the clocks of the
/// matter are, so that what it says may follow from what happened.
/// </summary>
public abstract class ChangedRule
{
    /// <summary>An event is about to be decided anew, on the state that really was.</summary>
    public virtual void Follow(Matter? before, Recorded e)
    {
    }

    /// <summary>The limit that would have held in place of the one that did.</summary>
    /// <param name="name">What the limit is called: <c>statutory</c>, <c>promised</c>, or the name that the process asks for, such as <c>handling</c>.</param>
    public virtual TimeLimit Limit(string name, TimeLimit was) => was;

    /// <summary>The calendar that would have been in force in place of the one that was.</summary>
    public virtual WorkingCalendar Calendar(WorkingCalendar was) => was;
}

/// <summary>Other limits of a catalogue item (事项时限), by name.</summary>
public sealed class ChangedLimits(IReadOnlyDictionary<string, TimeLimit> limits) : ChangedRule
{
    /// <inheritdoc/>
    public override TimeLimit Limit(string name, TimeLimit was) => limits.GetValueOrDefault(name, was);
}

/// <summary>Another calendar year (工作日历).</summary>
public sealed class ChangedCalendar(CalendarYear year) : ChangedRule
{
    private readonly Dictionary<string, WorkingCalendar> _changed = [];

    /// <inheritdoc/>
    public override WorkingCalendar Calendar(WorkingCalendar was)
    {
        if (_changed.TryGetValue(was.Version, out var changed)) return changed;
        return _changed[was.Version] = was.With(was.Version, year);
    }
}
