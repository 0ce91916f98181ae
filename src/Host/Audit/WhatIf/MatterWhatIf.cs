using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Audit.WhatIf;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Audit.WhatIf;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;
using SmartCity.Workflows;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>Decides past matters anew under other limits, another calendar or other tables of cases: their lights, severity, unit.</summary>
internal sealed class MatterWhatIf(PastMatters past, PublishedTables tables, ProcessRegistry processes, UnitDirectory units)
{
    private const string LimitFact = "=limits.";

    public async Task Run(WhatIfRule rule, Instant from, Instant to, Instant at, CalendarHistory calendars, WhatIfCount count, CancellationToken stop)
    {
        var choice = rule switch
        {
            OtherLimits limits => new PastChoice(from, to, Approval.MatterKind, limits.Item),
            OtherCaseTable => new PastChoice(from, to, GridCase.MatterKind),
            _ => new PastChoice(from, to),
        };
        var replay = new ClockReplay(calendars.Named, LimitName);
        var change = Change(rule);
        await foreach (var matter in past.Read(choice, stop))
        {
            var changed = change();
            var clocks = replay.Run(matter.Steps, changed, at);
            var differences = Lights(matter.Now, clocks, at, calendars, count).ToList();
            if (changed is ChangedCaseTables cases) differences.AddRange(OfCase(cases, count));
            count.Look(matter.Now, differences);
        }
    }

    private Func<ChangedRule> Change(WhatIfRule rule)
    {
        switch (rule)
        {
            case OtherLimits limits: return () => new ChangedLimits(limits.ByName);
            case OtherCalendar calendar:
                var year = new ChangedCalendar(calendar.Year);
                return () => year;
            case OtherCaseTable table:
                var (was, would) = (new TablesByDay(tables, null, units.Handles), new TablesByDay(tables, table.Given, units.Handles));
                return () => new ChangedCaseTables(was.At, would.At);
            default: throw new ArgumentOutOfRangeException(nameof(rule), rule, null);
        }
    }

    /// <summary>The name in <c>=limits.name</c>.</summary>
    private string? LimitName(ProcessKey process, string element) =>
        processes.Task(process, element)?.Limit is { } limit && limit.StartsWith(LimitFact, StringComparison.Ordinal) ? limit[LimitFact.Length..] : null;

    private static IEnumerable<WhatIfDifference> Lights(
        Matter matter, IReadOnlyDictionary<string, Clock> would, Instant at, CalendarHistory calendars, WhatIfCount count)
    {
        var (worstWas, worstWould) = ("", "");
        foreach (var (name, clock) in matter.Clocks.OrderBy(clock => clock.Key, StringComparer.Ordinal))
        {
            if (!would.TryGetValue(name, out var anew)) continue;
            var (before, after) = (WhatIfClock.Of(clock, at, calendars.Named(clock.CalendarVersion)), WhatIfClock.Of(anew, at, calendars.Named(anew.CalendarVersion)));
            (worstWas, worstWould) = (Worse(worstWas, before.Light), Worse(worstWould, after.Light));
            count.Count("clock.due-moved", new("届满日变动的时限", "Clocks that would end on another day"), 0, before.DueAt == after.DueAt ? 0 : 1);
            if (before.Light != after.Light) yield return new("light", name, before, after);
        }
        foreach (var (light, label) in Named)
            if (worstWas == light || worstWould == light)
                count.Count("light." + light, label, worstWas == light ? 1 : 0, worstWould == light ? 1 : 0);
    }

    private static readonly (string Light, LocalizedText Name)[] Named =
    [
        ("green", new("全程绿灯的办件", "Matters that stayed green")), ("yellow", new("亮过黄灯的办件", "Matters with a yellow light")),
        ("red", new("超时的办件", "Matters that were late")),
    ];

    private static string Worse(string one, string other) =>
        Array.FindIndex(Named, light => light.Light == one) >= Array.FindIndex(Named, light => light.Light == other) ? one : other;

    private IEnumerable<WhatIfDifference> OfCase(ChangedCaseTables changed, WhatIfCount count)
    {
        if (changed.Severity is var (was, would))
        {
            count.Count($"severity.{was}", new($"紧急程度 {was}", $"Severity {was}"), 1, 0);
            count.Count($"severity.{would}", new($"紧急程度 {would}", $"Severity {would}"), 0, 1);
            if (was != would) yield return new("severity", null, was, would);
        }
        if (changed.Unit is not var (sent, wouldBe)) yield break;
        foreach (var (unit, before, after) in ((string?, int, int)[])[(sent, 1, 0), (wouldBe, 0, 1)])
            count.Count("unit." + (unit ?? "by-hand"), unit is null ? new("由派遣员指定", "Left to a dispatcher") : units.Name(unit), before, after);
        if (sent != wouldBe) yield return new("unit", null, sent, wouldBe);
    }
}

/// <summary>The tables of cases in force on each day, one of them replaced by another.</summary>
internal sealed class TablesByDay(PublishedTables tables, DecisionTable? instead, Func<string, bool> isUnit)
{
    private readonly Dictionary<LocalDate, ICaseRules> _known = [];
    private readonly Dictionary<string, PreparedTable> _prepared = [];

    public ICaseRules At(Instant moment)
    {
        var day = moment.InZone(WorkingCalendar.Zone).Date;
        return _known.TryGetValue(day, out var known) ? known : _known[day] = Of(day);
    }

    private CaseTables Of(LocalDate day)
    {
        var inForce = new Dictionary<string, PreparedTable>();
        foreach (var (code, history) in tables.Current.Tables)
            if ((code == instead?.Code ? instead : history.InForce(day) ?? history.Versions[0]) is { } table)
                inForce[code] = _prepared.TryGetValue(table.Key + (table == instead), out var ready) ? ready : _prepared[table.Key + (table == instead)] = new(table);
        return new(new Dictionary<string, CaseKindTerms>(), inForce, isUnit);
    }
}
