using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Shared.WhatIf;

/// <summary>
/// Decides the clocks of a past matter anew (时限重算): what people did stays, each at its moment; limits and calendars are those
/// of a <see cref="ChangedRule"/>. Pure. Under an unchanged rule every clock comes out as it did.
/// </summary>
/// <param name="calendar">The calendar of a name, as decisions keep it.</param>
/// <param name="limitName">The name of a task's limit, by process and element; null where it has none of a name.</param>
public sealed class ClockReplay(Func<string, WorkingCalendar> calendar, Func<ProcessKey, string, string?> limitName)
{
    /// <summary>The clocks at the moment, by name.</summary>
    /// <param name="steps">The events of the matter in order, each with the state before it.</param>
    public ImmutableDictionary<string, Clock> Run(IEnumerable<(Matter? Before, Recorded Event)> steps, ChangedRule rule, Instant until)
    {
        var clocks = ImmutableDictionary<string, Clock>.Empty;
        var names = new Dictionary<string, string>();
        foreach (var (before, e) in steps)
        {
            rule.Follow(before, e);
            if (e.Data is ProcessAdvanced step)
                foreach (var item in step.Opened)
                    if (limitName(step.Process, item.Element) is { } limit) names[ClockNames.Step(item.Id)] = limit;
            if (e.Data is not IClockEvent { Clock: var name }) continue;
            var clock = Passed(clocks.GetValueOrDefault(name), e.OccurredAt);
            clock = Anew(clock, e.Data, names.GetValueOrDefault(name, name), rule).Aggregate(clock, Clock.Evolve);
            if (clock is not null) clocks = clocks.SetItem(name, clock);
        }
        return clocks.ToImmutableDictionary(clock => clock.Key, clock => Passed(clock.Value, until)!);
    }

    /// <summary>What the same act comes to; warnings and breaches come by themselves.</summary>
    private IEnumerable<object> Anew(Clock? clock, object happened, string limit, ChangedRule rule) => (clock, happened) switch
    {
        (_, ClockStarted e) => Start(e, limit, rule),
        (null, _) => [],
        (_, ClockSuspended e) => ClockDecider.Suspend(clock, e.Ground, e.At),
        (_, ClockResumed e) => ClockDecider.Resume(clock, e.At, Calendar(e.CalendarVersion, rule)),
        (_, ClockExtended e) when clock.Limit.CanAdd(e.By) =>
            ClockDecider.Extend(clock, e.By, e.ApprovedBy, e.Reason, Calendar(e.CalendarVersion, rule)),
        (_, ClockLimitChanged e) => ClockDecider.ChangeLimit(clock, rule.Limit(limit, e.Limit), Calendar(e.CalendarVersion, rule)),
        (_, ClockRecomputed e) => ClockDecider.Recompute(clock, Calendar(e.CalendarVersion, rule)),
        (_, ClockStopped e) => ClockDecider.Stop(clock, e.At),
        _ => [],
    };

    /// <summary>A due date that somebody else gave, such as an imported one, follows from no rule and stays.</summary>
    private IReadOnlyList<object> Start(ClockStarted e, string limit, ChangedRule rule)
    {
        var was = calendar(e.CalendarVersion);
        return was.Due(e.Limit, e.At).At == e.DueAt
            ? ClockDecider.Start(e.Clock, rule.Limit(limit, e.Limit), e.At, rule.Calendar(was))
            : [e];
    }

    private WorkingCalendar Calendar(string version, ChangedRule rule) => rule.Calendar(calendar(version));

    /// <summary>The breach that the time until then brought.</summary>
    private static Clock? Passed(Clock? clock, Instant at) =>
        clock is not null && at > clock.DueAt ? ClockDecider.Breach(clock, at).Aggregate((Clock?)clock, Clock.Evolve) : clock;
}
