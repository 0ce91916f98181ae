using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>Orders (指令): given by who commands, taken by name, carried out.</summary>
internal static class OrderRules
{
    /// <summary>By when an order is acknowledged that says nothing of it [P].</summary>
    private static readonly Duration Usual = Duration.FromMinutes(30);

    private static readonly Duration Longest = Duration.FromDays(7);

    internal static Decision Give(GridCase? state, GiveOrder command, StepContext context)
    {
        if (EmergencyDecider.NotRunning(state) is { } over) return over;
        if (!EmergencyAuthority.Commands(state!.Emergency!, context.Actor)) return new CommandNeeded();
        if (string.IsNullOrWhiteSpace(command.Text)) return EmergencyFieldInvalid.Required("text");
        if (string.IsNullOrWhiteSpace(command.ToUnit)) return EmergencyFieldInvalid.Required("toUnit");
        var by = command.AcknowledgeBy ?? context.Now + Usual;
        if (by <= context.Now || by > context.Now + Longest)
            return EmergencyFieldInvalid.Of(
                "acknowledgeBy", "确认时限须在现在之后、七日之内。", "It is acknowledged later than now, and within seven days.");
        var id = context.NewId();
        var minutes = (int)Math.Ceiling((by - context.Now).TotalMinutes);
        return Decision.Of(
        [
            new OrderGiven(id, command.Text.Trim(), command.ToUnit, Named(command.ToPerson), context.Actor.Id, by),
            .. ClockDecider.Start(
                EmergencyClocks.Order(id), new(minutes, TimeUnit.Minutes), context.Now, context.Calendar),
        ]);
    }

    internal static Decision Acknowledge(GridCase? state, AcknowledgeOrder command, StepContext context) =>
        Find(state, command.Order, context.Actor) switch
        {
            (_, { } refusal) => refusal,
            ({ AcknowledgedById: null }, _) => Decision.Of(
            [
                new OrderAcknowledged(command.Order, context.Actor.Id, context.Actor.Name),
                .. EmergencyClocks.Stop(state!, command.Order, context),
            ]),
            ({ AcknowledgedById: var by }, _) when by == context.Actor.Id => Decision.Nothing,
            var (order, _) => new OrderAlreadyAcknowledged(order!.AcknowledgedBy!),
        };

    internal static Decision CarryOut(GridCase? state, CarryOutOrder command, StepContext context) =>
        Find(state, command.Order, context.Actor) switch
        {
            (_, { } refusal) => refusal,
            ({ CarriedOutAt: not null }, _) => Decision.Nothing,
            ({ AcknowledgedAt: null }, _) => new OrderNotAcknowledged(),
            _ when string.IsNullOrWhiteSpace(command.Report) => EmergencyFieldInvalid.Required("report"),
            _ => Decision.Of(new OrderCarriedOut(command.Order, context.Actor.Id, command.Report.Trim())),
        };

    /// <summary>The order, or why it is not this person's to act on. Until the review it can be, also after the stand-down.</summary>
    private static (Order?, Refusal?) Find(GridCase? state, Guid id, Actor actor)
    {
        if (state?.Emergency is not { } emergency) return (null, new EmergencyNotFound());
        return emergency.Orders.Find(order => order.Id == id) switch
        {
            null => (null, new OrderNotFound()),
            { ToUnit: var unit } when unit != actor.Unit => (null, new OrderForAnotherUnit(unit)),
            { ToPerson: { } person } when !EmergencyAuthority.IsPerson(person, actor) =>
                (null, new OrderForAnotherPerson(person)),
            _ when emergency.Review is not null => (null, new EmergencyOver()),
            var order => (order, null),
        };
    }

    private static string? Named(string? person) => string.IsNullOrWhiteSpace(person) ? null : person.Trim();
}
