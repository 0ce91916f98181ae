using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.ServiceHall;

/// <summary>The words of tickets.</summary>
internal sealed class TicketWords : IMatterWords
{
    public string Kind => QueueTicket.MatterKind;

    public LocalizedText KindName { get; } = new("排队号票", "Queue ticket");

    public LocalizedText? Event(object e) => e switch
    {
        TicketTaken x => new($"取号 {x.Ticket}", $"Ticket {x.Ticket} taken"),
        TicketCalled x => new($"{x.Window} 号窗口叫号", $"Called to window {x.Window}"),
        TicketRecalled x => new($"{x.Window} 号窗口重呼", $"Called again to window {x.Window}"),
        TicketPassed => new("过号", "Passed: nobody came"),
        TicketTransferred { Window: { } window } => new($"转 {window} 号窗口", $"Passed on to window {window}"),
        TicketTransferred x => new($"转 {x.ServiceName.Zh}", $"Passed on to {x.ServiceName.En}"),
        TicketServingStarted => new("开始办理", "Serving begins"),
        TicketLinked x => new($"收件 {x.MatterNumber}", $"Filed {x.MatterNumber}"),
        TicketFinished => new("办理完毕", "Served"),
        TicketCancelled x => new($"取消：{x.Reason}", $"Cancelled: {x.Reason}"),
        TicketLapsed { Reason: "closing" } => new("大厅下班，号票作废", "Lapsed: the hall closed"),
        TicketLapsed => new("多次未到，号票作废", "Lapsed: nobody came"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        TicketStates.Waiting => new("等候", "Waiting"),
        TicketStates.Called => new("已叫号", "Called"),
        TicketStates.Serving => new("办理中", "Being served"),
        TicketStates.Passed => new("过号", "Passed"),
        TicketStates.Finished => new("已办理", "Served"),
        TicketStates.Cancelled => new("已取消", "Cancelled"),
        TicketStates.Lapsed => new("已作废", "Lapsed"),
        _ => null,
    };
}

/// <summary>The words of windows.</summary>
internal sealed class WindowWords : IMatterWords
{
    public string Kind => ServiceWindow.MatterKind;

    public LocalizedText KindName { get; } = new("服务窗口", "Service window");

    public LocalizedText? Event(object e) =>
        e is WindowCalled called ? new($"呼叫 {called.Ticket}", $"Calls {called.Ticket}") : null;

    public LocalizedText? Status(string status) => status == "open" ? new("开放", "Open") : null;
}

/// <summary>What a matter's view shows of a ticket. There is no personal data in it.</summary>
internal sealed class TicketFacts : IMatterFacts
{
    public string Kind => QueueTicket.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var t = (QueueTicket)matter;
        return new
        {
            t.Ticket,
            t.Service,
            t.ServiceName,
            t.Priority,
            t.ItemCode,
            t.Appointment,
            t.State,
            t.Window,
            OnlyWindow = t.For,
            t.Recalls,
            t.MostRecalls,
            t.FirstCalledAt,
            t.CalledAt,
            t.ServedFrom,
            t.ClosesAt,
            Filed = t.Filed.Select(filed => new { Id = filed.Key, Number = filed.Value }),
        };
    }
}

/// <summary>What a matter's view shows of a window.</summary>
internal sealed class WindowFacts : IMatterFacts
{
    public string Kind => ServiceWindow.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear) => new { ((ServiceWindow)matter).Last };
}
