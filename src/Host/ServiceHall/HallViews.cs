using FluentValidation;
using NodaTime;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.ServiceHall;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.ServiceHall;

/// <param name="Service">Code of the service; left out where the item says it.</param>
/// <param name="Priority"><c>elderly</c> or <c>disabled</c>.</param>
internal sealed record TakeBody(string? Service = null, string? ItemCode = null, string? Priority = null, string? Appointment = null);

/// <summary>Nothing has to be said.</summary>
internal sealed record CallBody;

internal sealed record TransferBody(string? Service = null, string? Window = null);

internal sealed record ApplicationBody(Guid MatterId);

internal sealed class TakeValidator : AbstractValidator<TakeBody>
{
    public TakeValidator()
    {
        RuleFor(x => x.Service).MaximumLength(100);
        RuleFor(x => x.ItemCode).MaximumLength(100);
        RuleFor(x => x.Priority).MaximumLength(100);
        RuleFor(x => x.Appointment).MaximumLength(100);
    }
}

/// <summary>What an act on a ticket is answered with.</summary>
internal sealed record TicketAnswer(
    Guid Id, string Ticket, string State, string Service, string? Window, string? Priority, Instant TakenAt, Instant? CalledAt, int Recalls,
    long Version)
{
    public static TicketAnswer Of(QueueTicket t) => new(
        t.Id, t.Ticket, t.State, t.Service, t.Window, t.Priority, t.OpenedAt, t.CalledAt, t.Recalls, t.Version);

    public static Answer Taken(Matter matter) =>
        JsonAnswer.Of(201, Of((QueueTicket)matter), matter.Version, $"/api/v1/matters/{matter.Id}");

    public static Answer Done(Matter matter) => JsonAnswer.Of(200, Of((QueueTicket)matter), matter.Version);
}

/// <summary>Whom a window called.</summary>
internal sealed record CallAnswer(string Window, Guid TicketId, string Ticket, string Service)
{
    public static Answer Of(Matter matter)
    {
        var last = ((ServiceWindow)matter).Last;
        return JsonAnswer.Of(200, new CallAnswer(last.Window, last.TicketId, last.Ticket, last.Service), matter.Version);
    }
}

/// <summary>One ticket of the queue for those who work at the windows.</summary>
internal sealed record QueueLine(
    Guid Id, string Ticket, string Service, LocalizedText ServiceName, string State, string? Window, string? OnlyWindow, string? Priority,
    Instant TakenAt, Instant? CalledAt, int Recalls, long Version)
{
    public static QueueLine Of(QueueRow row) => new(
        row.Id, row.Ticket, row.Service, new(row.ServiceZh, row.ServiceEn), row.State, row.WindowCode, row.OnlyWindow, row.Priority, row.TakenAt,
        row.CalledAt, row.Recalls, row.Version);
}

internal sealed record DisplayCall(string Ticket, string Window, LocalizedText WindowName, Instant CalledAt);

internal sealed record DisplayService(string Code, LocalizedText Name, int Waiting);

/// <summary>The screen of the hall (叫号屏): numbers and windows, nothing else.</summary>
internal sealed record HallDisplay(Instant At, IReadOnlyList<DisplayCall> Called, IReadOnlyList<DisplayService> Services)
{
    public static HallDisplay Of(HallPlan plan, IReadOnlyList<QueueRow> rows, Instant at) => new(
        at,
        [.. rows.Where(row => row is { State: TicketStates.Called or TicketStates.Serving, WindowCode: not null, CalledAt: not null })
            .OrderByDescending(row => row.CalledAt)
            .Select(row => new DisplayCall(
                row.Ticket, row.WindowCode!, plan.Window(row.WindowCode!)?.Name ?? new(row.WindowCode!, row.WindowCode!), row.CalledAt!.Value))],
        [.. plan.Services.Select(service => new DisplayService(
            service.Code, service.Name, rows.Count(row => row.State == TicketStates.Waiting && row.Service == service.Code)))]);
}

/// <summary>The figures of the hall: of all, of a service or of a window.</summary>
internal sealed record HallFigure(
    string? Code, LocalizedText Name, long Taken, long Served, long Lapsed, long Cancelled, long Open, Minutes WaitingMinutes, Minutes ServingMinutes);

/// <param name="At">What it is as of: asked again as <c>?asOf=</c>, the same comes again.</param>
internal sealed record HallView(
    Instant At, Instant From, Instant To, HallFigure All, IReadOnlyList<HallFigure> ByService, IReadOnlyList<HallFigure> ByWindow)
{
    public static HallView Of(Instant at, Instant from, Instant to, IReadOnlyList<HallCount> counts, HallPlan? plan)
    {
        HallFigure Figure(HallCount c) => new(
            c.Code, Name(c, plan), c.Taken, c.Served, c.Lapsed, c.Cancelled, c.Open, c.Waiting, c.Serving);
        List<HallFigure> By(string what) => [.. counts.Where(c => c.By == what).Select(Figure)];
        return new(at, from, to, By("all")[0], By("service"), By("window"));
    }

    private static LocalizedText Name(HallCount c, HallPlan? plan) => c switch
    {
        { NameZh: { } zh, NameEn: { } en } => new(zh, en),
        { By: "window", Code: { } code } => plan?.Window(code)?.Name ?? new(code, code),
        _ => new("全部", "All"),
    };
}
