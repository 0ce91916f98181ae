using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared;

/// <summary>One sentence on an event for people; a kind of matter adds the sentences of its own events.</summary>
internal interface IEventSummary
{
    /// <summary>Null for an event that is not of this kind.</summary>
    LocalizedText? Of(object e);
}

/// <summary>Every event's sentence: the capability's own, else the shared one of process and clocks.</summary>
internal sealed class EventSummaries(IEnumerable<IEventSummary> kinds, ProcessRegistry processes)
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");

    public LocalizedText Of(object e) => kinds.Select(kind => kind.Of(e)).FirstOrDefault(text => text is not null) ?? Shared(e);

    /// <summary>A clock's name for people; a step's clock is just that.</summary>
    public static LocalizedText Clock(string name) => name switch
    {
        "statutory" => new("法定时限", "Statutory limit"),
        "promised" => new("承诺时限", "Promised limit"),
        "correction" => new("补正时限", "Correction limit"),
        "delivery" => new("送达时限", "Delivery limit"),
        "rectification" => new("整改时限", "Rectification limit"),
        "planned" => new("计划完成时限", "Planned end"),
        _ when ClockNames.IsStep(name) => new("环节时限", "Step limit"),
        _ => new(name, name),
    };

    private LocalizedText Shared(object e) => e switch
    {
        ProcessAdvanced step => Step(step),
        WorkItemClaimed => new("签收任务", "Task claimed"),
        WorkItemReleased => new("退回任务", "Task released"),
        WorkItemDelegated x => new($"任务转办给 {x.To}", $"Task delegated to {x.To}"),
        WorkItemReopened x => new($"撤回重办：{x.Reason}", $"Completion taken back: {x.Reason}"),
        TimersRescheduled => new("日历变更，期限重新计算", "Calendar changed, due times recomputed"),
        ProcessMigrated x => new($"流程由 {x.From} 迁移到 {x.To}", $"Process migrated from {x.From} to {x.To}"),
        ClockStarted x => On(x, $"开始计时，截止 {Text(x.DueAt)}{Provisional(x.Provisional).Zh}", $"started, due {Text(x.DueAt)}{Provisional(x.Provisional).En}"),
        ClockSuspended x => On(x, "暂停计时", "suspended"),
        ClockResumed x => On(x, $"恢复计时，截止 {Text(x.DueAt)}", $"resumed, due {Text(x.DueAt)}"),
        ClockExtended x => On(x, $"延长，截止 {Text(x.DueAt)}", $"extended, due {Text(x.DueAt)}"),
        ClockLimitChanged x => On(x, $"时限变更，截止 {Text(x.DueAt)}", $"limit changed, due {Text(x.DueAt)}"),
        ClockRecomputed x => On(x, $"重新计算：{Text(x.OldDueAt)} → {Text(x.DueAt)}", $"recomputed: {Text(x.OldDueAt)} → {Text(x.DueAt)}"),
        ClockWarned x => On(x, "黄灯预警", "yellow: four fifths used"),
        ClockBreached x => On(x, "红灯：超时", "red: overdue"),
        ClockStopped x => On(x, "停止计时", "stopped"),
        _ => new(e.GetType().Name, e.GetType().Name),
    };

    private LocalizedText Step(ProcessAdvanced step)
    {
        var opened = step.Opened.Select(item => processes.Task(step.Process, item.Element)?.Name ?? new(item.Element, item.Element)).ToList();
        var next = opened.Count == 0
            ? step.Ended ? new LocalizedText("流程结束", "process ended") : new("流程推进", "process moved on")
            : new($"待办：{string.Join("、", opened.Select(n => n.Zh))}", $"to do: {string.Join(", ", opened.Select(n => n.En))}");
        if (step.Cause.Kind != ProcessCauseKind.WorkItemCompleted) return next;
        var done = processes.Task(step.Process, step.Cause.Element);
        var name = done?.Name ?? new(step.Cause.Element, step.Cause.Element);
        var outcome = done?.Outcomes.FirstOrDefault(o => o.Code == step.Cause.Outcome)?.Name
            ?? new(step.Cause.Outcome ?? "", step.Cause.Outcome ?? "");
        return new($"{name.Zh}：{outcome.Zh}；{next.Zh}", $"{name.En}: {outcome.En}; {next.En}");
    }

    private static LocalizedText On(IClockEvent e, string zh, string en)
    {
        var clock = Clock(e.Clock);
        return new($"{clock.Zh}{zh}", $"{clock.En} {en}");
    }

    private static LocalizedText Provisional(bool provisional) => provisional ? new("（暂定）", " (provisional)") : new("", "");

    private static string Text(Instant at) => Minute.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);
}
