using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Domain.Shared.Process;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared;

/// <summary>The words of events and clocks for people: of a kind of matter, or of a part of one.</summary>
internal interface IEventWords
{
    /// <summary>One sentence on an event; null for one that it does not know.</summary>
    LocalizedText? Event(object e);

    /// <summary>A clock by its name; null for one that it does not know.</summary>
    LocalizedText? Clock(string clock) => null;
}

/// <summary>The words of one kind of matter: those of its events, and of its statuses.</summary>
internal interface IMatterWords : IEventWords
{
    /// <summary>Name of the kind, such as <c>approval</c>.</summary>
    string Kind { get; }

    /// <summary>What a matter of the kind is called.</summary>
    LocalizedText KindName { get; }

    /// <summary>A status word of the kind; null for one that it does not know.</summary>
    LocalizedText? Status(string status);

    /// <summary>What an instance of a task is for, such as a task of a response plan; null where the unit says it all.</summary>
    LocalizedText? Instance(string element, string instance) => null;
}

/// <summary>The words of every kind of matter, and those that all share: of process and clocks.</summary>
internal sealed class MatterWords(IEnumerable<IMatterWords> kinds, IEnumerable<IEventWords> parts, ProcessRegistry processes)
{
    private readonly IReadOnlyList<IEventWords> _all = [.. kinds, .. parts];
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");

    /// <summary>A task's name as its process has it, with what this instance of it is for.</summary>
    public LocalizedText Task(TaskRow row)
    {
        var name = processes.Task(new(row.Definition, row.ProcessVersion), row.Element)?.Name ?? new(row.Element, row.Element);
        return row.Instance is { } instance && kinds.FirstOrDefault(k => k.Kind == row.MatterKind)?.Instance(row.Element, instance) is { } what
            ? new($"{name.Zh}：{what.Zh}", $"{name.En}: {what.En}")
            : name;
    }

    /// <summary>An event's sentence: the capability's own, else the shared one.</summary>
    public LocalizedText Event(object e) => Of(kind => kind.Event(e)) ?? Shared(e);

    /// <summary>A status for people; an unknown one stands for itself.</summary>
    public LocalizedText Status(string kind, string status) =>
        kinds.FirstOrDefault(k => k.Kind == kind)?.Status(status) ?? new(status, status);

    /// <summary>A clock's name for people; a step's clock is just that.</summary>
    public LocalizedText Clock(string name) => ClockNames.IsStep(name)
        ? new("环节时限", "Step limit") : Of(kind => kind.Clock(name)) ?? new(name, name);

    private LocalizedText? Of(Func<IEventWords, LocalizedText?> word) => _all.Select(word).FirstOrDefault(text => text is not null);

    private LocalizedText Shared(object e) => e switch
    {
        ProcessAdvanced step => Step(step),
        WorkItemClaimed => new("签收任务", "Task claimed"),
        WorkItemReleased => new("退回任务", "Task released"),
        WorkItemDelegated x => new($"任务转办给 {x.To}", $"Task delegated to {x.To}"),
        WorkItemReopened x => new($"撤回重办：{x.Reason}", $"Completion taken back: {x.Reason}"),
        TimersRescheduled => new("日历变更，期限重新计算", "Calendar changed, due times recomputed"),
        ReviewWithheld x => new($"评价不予公开：{x.Reason}", $"What was said of it is not published: {x.Reason}"),
        ReviewReleased => new("评价内容准予公开", "What was written of it may be published"),
        PersonErased => new("个人信息已删除", "Personal data erased"),
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

    private LocalizedText On(IClockEvent e, string zh, string en)
    {
        var clock = Clock(e.Clock);
        return new($"{clock.Zh}{zh}", $"{clock.En} {en}");
    }

    private static LocalizedText Provisional(bool provisional) => provisional ? new("（暂定）", " (provisional)") : new("", "");

    private static string Text(Instant at) => Minute.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);
}
