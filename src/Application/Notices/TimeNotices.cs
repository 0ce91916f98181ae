using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Notices;

/// <summary>
/// What staff are told of a matter of any kind: a limit is near or over, a task was handed to them. A matter without a process,
/// such as one that was imported, tells nobody.
/// </summary>
/// <param name="clockName">What a clock is called.</param>
public sealed class TimeNotices(Func<string, LocalizedText> clockName) : INotifies
{
    private static readonly NoticeOccasion
        Warned = new("limit.near", NoticeAudiences.Staff, "clock", "dueAt"),
        Breached = new("limit.over", NoticeAudiences.Staff, "clock", "dueAt"),
        Delegated = new("task.delegated", NoticeAudiences.Staff);

    public string? Kind => null;

    public IReadOnlyList<NoticeOccasion> Occasions { get; } = [Warned, Breached, Delegated];

    public IEnumerable<NoticeCall> Of(Happening happening) =>
        happening.After.Process is null ? [] : happening.Events.SelectMany(e => Of(e, happening));

    private IEnumerable<NoticeCall> Of(Recorded e, Happening h) => e.Data switch
    {
        ClockWarned x =>
            from to in Holders(x.Clock, h)
            select NoticeCall.Staff(Warned, e, to, ("clock", clockName(x.Clock)), ("dueAt", NoticeValues.At(x.DueAt))),
        ClockBreached x =>
            from to in new StaffAddress[] { new(ItemOf(x.Clock, h)?.Unit ?? h.After.Unit, [Roles.Approver]), new(null, [Roles.Supervisor]) }
            select NoticeCall.Staff(Breached, e, to, ("clock", clockName(x.Clock)), ("dueAt", NoticeValues.At(x.DueAt))),
        WorkItemDelegated x when Items(h).FirstOrDefault(item => item.Id == x.WorkItem) is { } item =>
            [NoticeCall.Staff(Delegated, e, new(item.Unit, [item.Role], x.To))],
        _ => [],
    };

    /// <summary>The units that have a task to do, each with the roles of its tasks; who answers for the matter where nobody has one.</summary>
    private static IEnumerable<StaffAddress> Holders(string clock, Happening h)
    {
        var items = ItemOf(clock, h) is { } step ? [step] : h.After.Process!.WorkItems.Values.ToList();
        return items.Count == 0
            ? [new(h.After.Unit, [Roles.Officer, Roles.Approver])]
            : from item in items
              group item.Role by item.Unit into unit
              orderby unit.Key
              select new StaffAddress(unit.Key, [.. unit.Distinct().Order(StringComparer.Ordinal)]);
    }

    private static WorkItem? ItemOf(string clock, Happening h) => ClockNames.IsStep(clock)
        ? Items(h).FirstOrDefault(item => ClockNames.Step(item.Id) == clock)
        : null;

    private static IEnumerable<WorkItem> Items(Happening h) =>
        (h.After.Process?.WorkItems.Values ?? []).Concat(h.Before?.Process?.WorkItems.Values ?? []);
}
