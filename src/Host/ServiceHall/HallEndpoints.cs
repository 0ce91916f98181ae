using System.Text.Json;
using NodaTime;
using SmartCity.Application.ServiceHall;
using SmartCity.Application.Shared;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.ServiceHall;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.ServiceHall;

/// <summary>The queue of the service hall over HTTP: tickets, windows, the screen.</summary>
internal static class HallEndpoints
{
    public static void MapServiceHall(this IEndpointRouteBuilder api)
    {
        api.MapHallFigures();
        var hall = api.MapGroup("/hall").WithTags("Service hall");
        hall.MapPost("/tickets", Take).RequireAuthorization(Rights.TakeTickets).Accepts<TakeBody>("application/json")
            .Produces<TicketAnswer>(201).WithSummary("Take a ticket, at the window or at the kiosk");
        hall.MapPost("/tickets/{id:guid}/cancel", Cancel).RequireAuthorization(Rights.TakeTickets)
            .Accepts<ReasonBody>("application/json").Produces<TicketAnswer>().WithSummary("Give a ticket up");
        hall.MapGet("/display", Display).AllowAnonymous().RequireRateLimiting(HallRegistration.Limit).Produces<HallDisplay>()
            .WithSummary("The screen: numbers and windows, nothing else");

        var desk = hall.MapGroup("").RequireAuthorization(Rights.ServeHall);
        hall.MapGet("/queue", Queue).RequireAuthorization(Rights.ReadHall).WithSummary("Every ticket that is not done with, in the order in which they are called");
        desk.MapPost("/windows/{window}/call", Call).Produces<CallAnswer>().WithSummary("Call whoever is next at the window");
        desk.MapPost("/tickets/{id:guid}/pass", Pass).Produces<TicketAnswer>().WithSummary("Nobody came");
        desk.MapPost("/tickets/{id:guid}/recall", Recall).Produces<CallAnswer>().WithSummary("Call a passed ticket again, where it was passed");
        desk.MapPost("/tickets/{id:guid}/transfer", Transfer).Accepts<TransferBody>("application/json").Produces<TicketAnswer>()
            .WithSummary("Back to the queue, for another service or for one window");
        desk.MapPost("/tickets/{id:guid}/start", Start).Produces<TicketAnswer>().WithSummary("Serving begins");
        desk.MapPost("/tickets/{id:guid}/application", Link).Accepts<ApplicationBody>("application/json").Produces<TicketAnswer>()
            .WithSummary("What was filed while it was served");
        desk.MapPost("/tickets/{id:guid}/finish", Finish).Produces<TicketAnswer>().WithSummary("Served");
    }

    private static async Task<IResult> Take(HttpContext http, CommandDesk desk, HallPlans plans, IClock clock)
    {
        if (plans.Today is not { } plan) return new HallClosed().ToProblem();
        // Its number is of the series of its service, which the body says.
        var service = await Peek(http) is not { } said ? null : said.Service is { } code ? plan.Service(code) : said.ItemCode is { } item ? plan.ServiceOf(item) : null;
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        return await desk.Run<TakeBody>(http, "take-ticket", id, (body, _, matter, context, number) => TicketHandlers.Handle(
            new TakeTicket(id, number, plan, body.Service, body.ItemCode, body.Priority, body.Appointment), matter, context),
            TicketAnswer.Taken, service is null ? null : $"{plan.Hall}-{service.Prefix}");
    }

    private static async Task<TakeBody?> Peek(HttpContext http)
    {
        http.Request.EnableBuffering();
        try
        {
            return await JsonSerializer.DeserializeAsync<TakeBody>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            http.Request.Body.Position = 0;
        }
    }

    private static async Task<IResult> Call(string window, HttpContext http, CommandDesk desk, HallPlans plans, HallCalls calls)
    {
        if (plans.Today is not { } plan || plan.Window(window) is not { } place) return new WindowNotFound().ToProblem();
        CallGround? ground = null;
        return await desk.RunTogether<CallBody>(
            Bodiless(http), "call-ticket", HallPlans.WindowId(plan, window), null,
            async _ => (ground = await calls.Next(plan, place, http.RequestAborted)).Tickets,
            (_, _, states, context, _) =>
                TicketHandlers.Handle(new CallNext(ground!.Window, plan, window, ground.Last), states, context), CallAnswer.Of);
    }

    private static async Task<IResult> Recall(Guid id, HttpContext http, CommandDesk desk, HallPlans plans, HallCalls calls, MatterReader reader)
    {
        if (plans.Today is not { } plan || await reader.Find(id, null, null, http.RequestAborted) is not QueueTicket ticket)
            return new TicketNotFound().ToProblem();
        if (ticket.Window is not { } window) return new TicketStandsElsewhere(ticket.State).ToProblem();
        CallGround? ground = null;
        return await desk.RunTogether<CallBody>(
            Bodiless(http), "recall-ticket", HallPlans.WindowId(plan, window), null,
            async _ => (ground = await calls.Again(plan, id, window, http.RequestAborted)).Tickets,
            (_, _, states, context, _) =>
                TicketHandlers.Handle(new RecallTicket(id, ground!.Window, ground.Last), states, context), CallAnswer.Of);
    }

    /// <summary>A call says everything by its address.</summary>
    private static HttpContext Bodiless(HttpContext http)
    {
        if (http.Request.ContentLength is > 0) return http;
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream("{}"u8.ToArray());
        return http;
    }

    private static Task<IResult> Pass(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run(http, "pass-ticket", id, (headers, matter, context) =>
            TicketHandlers.Handle(new PassTicket(id), headers.Version, matter, context), TicketAnswer.Done);

    private static Task<IResult> Start(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run(http, "start-serving", id, (headers, matter, context) =>
            TicketHandlers.Handle(new StartServing(id), headers.Version, matter, context), TicketAnswer.Done);

    private static Task<IResult> Finish(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run(http, "finish-ticket", id, (headers, matter, context) =>
            TicketHandlers.Handle(new FinishTicket(id), headers.Version, matter, context), TicketAnswer.Done);

    private static Task<IResult> Cancel(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run<ReasonBody>(http, "cancel-ticket", id, (body, headers, matter, context, _) =>
            TicketHandlers.Handle(new CancelTicket(id, body.Reason), headers.Version, matter, context), TicketAnswer.Done);

    private static Task<IResult> Transfer(Guid id, HttpContext http, CommandDesk desk, HallPlans plans) =>
        desk.Run<TransferBody>(http, "transfer-ticket", id, (body, headers, matter, context, _) => plans.Today is not { } plan
            ? new HallClosed()
            : TicketHandlers.Handle(new TransferTicket(id, plan, body.Service, body.Window), headers.Version, matter, context), TicketAnswer.Done);

    private static async Task<IResult> Link(Guid id, HttpContext http, CommandDesk desk, MatterDesk matters)
    {
        Matter? filed = null;
        return await desk.Run<ApplicationBody>(
            http, "link-ticket", id,
            (body, headers, matter, context, _) =>
                TicketHandlers.Handle(new LinkTicket(id, body.MatterId, filed!.Number), headers.Version, matter, context),
            TicketAnswer.Done,
            check: async body => (filed = await matters.Visible(http.Actor(), body.MatterId, http.RequestAborted)) is null ? new MatterNotFound() : null);
    }

    private static async Task<IResult> Queue(HallPlans plans, HallQueue queue, CancellationToken stop) =>
        Results.Ok(new { items = plans.Today is { } plan ? (await queue.All(plan.Hall, stop)).Select(QueueLine.Of).ToList() : [] });

    private static async Task<IResult> Display(HallPlans plans, HallQueue queue, IClock clock, CancellationToken stop) =>
        plans.Today is { } plan
            ? Results.Ok(HallDisplay.Of(plan, await queue.All(plan.Hall, stop), clock.GetCurrentInstant()))
            : Results.Ok(new HallDisplay(clock.GetCurrentInstant(), [], []));
}
