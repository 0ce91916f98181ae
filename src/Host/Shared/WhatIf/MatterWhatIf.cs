using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Shared.WhatIf;
using SmartCity.Projections.Shared.Following;
using SmartCity.Projections.Shared.WhatIf;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared.WhatIf;

/// <summary>Decides past matters of any kind anew under a changed rule, and compares the lights of their clocks.</summary>
internal sealed class MatterWhatIf(PastMatters past, ProcessRegistry processes, IDocumentStore store)
{
    private const string LimitFact = "=limits.";

    private static readonly (string Light, LocalizedText Name)[] Lights =
    [
        ("green", new("全程绿灯的办件", "Matters that stayed green")), ("yellow", new("亮过黄灯的办件", "Matters with a yellow light")),
        ("red", new("超时的办件", "Matters that were late")),
    ];

    /// <param name="change">The changed rule for one matter.</param>
    /// <param name="more">What else differs, beside the lights; null for nothing.</param>
    public async Task Run<TRule>(
        PastChoice choice, Instant at, Func<TRule> change, Func<TRule, WhatIfCount, IEnumerable<WhatIfDifference>>? more, WhatIfCount count,
        CancellationToken stop) where TRule : ChangedRule
    {
        await using var session = store.QuerySession();
        var calendars = await CalendarHistory.Read(session, stop);
        var replay = new ClockReplay(calendars.Named, LimitName);
        await foreach (var matter in past.Read(choice, stop))
        {
            var changed = change();
            var clocks = replay.Run(matter.Steps, changed, at);
            count.Look(matter.Now, [.. Compare(matter.Now, clocks, at, calendars, count), .. more?.Invoke(changed, count) ?? []]);
        }
    }

    /// <summary>The name in <c>=limits.name</c>.</summary>
    private string? LimitName(ProcessKey process, string element) =>
        processes.Task(process, element)?.Limit is { } limit && limit.StartsWith(LimitFact, StringComparison.Ordinal) ? limit[LimitFact.Length..] : null;

    private static List<WhatIfDifference> Compare(
        Matter matter, IReadOnlyDictionary<string, Clock> would, Instant at, CalendarHistory calendars, WhatIfCount count)
    {
        var (worstWas, worstWould, found) = (-1, -1, new List<WhatIfDifference>());
        foreach (var (name, clock) in matter.Clocks.OrderBy(clock => clock.Key, StringComparer.Ordinal))
        {
            if (!would.TryGetValue(name, out var anew)) continue;
            var before = WhatIfClock.Of(clock, at, calendars.Named(clock.CalendarVersion));
            var after = WhatIfClock.Of(anew, at, calendars.Named(anew.CalendarVersion));
            (worstWas, worstWould) = (Math.Max(worstWas, Place(before.Light)), Math.Max(worstWould, Place(after.Light)));
            count.Count("clock.due-moved", new("届满日变动的时限", "Clocks that would end on another day"), 0, before.DueAt == after.DueAt ? 0 : 1);
            if (before.Light != after.Light) found.Add(new("light", name, before, after));
        }
        for (var i = 0; i < Lights.Length; i++)
            if (worstWas == i || worstWould == i)
                count.Count("light." + Lights[i].Light, Lights[i].Name, worstWas == i ? 1 : 0, worstWould == i ? 1 : 0);
        return found;
    }

    private static int Place(string light) => Array.FindIndex(Lights, known => known.Light == light);
}
