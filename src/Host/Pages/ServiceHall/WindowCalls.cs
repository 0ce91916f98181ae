using SmartCity.Application.ServiceHall;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Host.ServiceHall;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.ServiceHall;

/// <summary>How the call panel acts: the same way as the API, without a request in between. A null answer is a yes.</summary>
internal sealed class WindowCalls(GroupCommit ledger, HallCalls calls)
{
    public async Task<Refusal?> Next(Actor actor, HallPlan plan, HallWindow window)
    {
        var ground = await calls.Next(plan, window, CancellationToken.None);
        return await Together(actor, "call-ticket", ground, (states, context) =>
            TicketHandlers.Handle(new CallNext(ground.Window, plan, window.Code, ground.Last), states, context));
    }

    public async Task<Refusal?> Again(Actor actor, HallPlan plan, Guid ticket, string window)
    {
        var ground = await calls.Again(plan, ticket, window, CancellationToken.None);
        return await Together(actor, "recall-ticket", ground, (states, context) =>
            TicketHandlers.Handle(new RecallTicket(ticket, ground.Window, ground.Last), states, context));
    }

    public Task<Refusal?> Pass(Actor actor, Guid ticket) =>
        On(actor, ticket, "pass-ticket", (matter, context) => TicketHandlers.Handle(new PassTicket(ticket), null, matter, context));

    public Task<Refusal?> Start(Actor actor, Guid ticket) =>
        On(actor, ticket, "start-serving", (matter, context) => TicketHandlers.Handle(new StartServing(ticket), null, matter, context));

    public Task<Refusal?> Finish(Actor actor, Guid ticket) =>
        On(actor, ticket, "finish-ticket", (matter, context) => TicketHandlers.Handle(new FinishTicket(ticket), null, matter, context));

    public Task<Refusal?> Transfer(Actor actor, HallPlan plan, Guid ticket, string service) =>
        On(actor, ticket, "transfer-ticket", (matter, context) =>
            TicketHandlers.Handle(new TransferTicket(ticket, plan, service, null), null, matter, context));

    private async Task<Refusal?> On(Actor actor, Guid ticket, string name, Func<Matter?, StepContext, Decision> decide) =>
        (await ledger.Execute(new(ticket, name, actor, (matter, context, _) => decide(matter, context), TicketAnswer.Done)
        {
            CorrelationId = Click(),
        })).Refusal;

    private async Task<Refusal?> Together(
        Actor actor, string name, CallGround ground, Func<IReadOnlyList<Matter?>, StepContext, IReadOnlyList<Decision>> decide) =>
        (await ledger.Execute(new(ground.Window, name, actor, (_, _, _) => Decision.Nothing, CallAnswer.Of)
        {
            Besides = new(ground.Tickets, null, (states, context, _) => decide(states, context)),
            CorrelationId = Click(),
        })).Refusal;

    private static string Click() => $"page/{Guid.CreateVersion7():N}";
}
