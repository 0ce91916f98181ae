using NodaTime;
using SmartCity.Application.GridCases.Emergencies;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases.Emergencies;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Emergencies;

/// <summary>
/// Emergencies over HTTP. Who commands is for the domain to say: a member of a command group may have any role.
/// </summary>
internal static class EmergencyEndpoints
{
    public static void MapEmergencies(this IEndpointRouteBuilder api)
    {
        api.MapPost("/grid-cases/{id:guid}/emergency", Raise).RequireAuthorization(Rights.CommandEmergency).WithTags("Emergencies")
            .WithSummary("Make a case an emergency, or change its level").Accepts<RaiseBody>("application/json").Produces<MatterAnswer>();

        var emergencies = api.MapGroup("/emergencies").WithTags("Emergencies");
        emergencies.MapGet("", List).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("Emergencies, those that run first").Produces<Page<EmergencyLine>>();
        emergencies.MapGet("/{id:guid}/situation", Situation).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("The picture of an emergency: now, or as it was known at a moment").Produces<SituationView>();
        emergencies.MapPost("/{id:guid}/stand-down", StandDown).RequireAuthorization(Rights.WorkOnTasks)
            .WithSummary("End the response").Accepts<ReasonBody>("application/json").Produces<MatterAnswer>();
        emergencies.MapPost("/{id:guid}/orders", Order).RequireAuthorization(Rights.WorkOnTasks)
            .WithSummary("Give an order to a unit").Accepts<OrderBody>("application/json").Produces<OrderAnswer>(201);
        emergencies.MapPost("/{id:guid}/orders/{order:guid}/acknowledge", Acknowledge).RequireAuthorization(Rights.TakeOrders)
            .WithSummary("Take an order, by name").Produces<OrderAnswer>();
        emergencies.MapPost("/{id:guid}/orders/{order:guid}/carried-out", CarriedOut).RequireAuthorization(Rights.TakeOrders)
            .WithSummary("Report an order carried out").Accepts<CarriedOutBody>("application/json").Produces<OrderAnswer>();
        emergencies.MapPost("/{id:guid}/resources", Assign).RequireAuthorization(Rights.WorkOnTasks)
            .WithSummary("Assign people, vehicles or material").Accepts<ResourceBody>("application/json").Produces<ResourceAnswer>(201);
        emergencies.MapPost("/{id:guid}/resources/{resource:guid}/release", Release).RequireAuthorization(Rights.WorkOnTasks)
            .WithSummary("Let a resource go").Produces<ResourceAnswer>();
    }

    private static async Task<Page<EmergencyLine>> List(
        HttpContext http, EmergencyList list, bool? running, int? limit, string? cursor, CancellationToken stop)
    {
        var actor = http.Actor();
        var size = Paging.Limit(limit);
        var offset = Paging.Place(cursor, text => int.TryParse(text, out var at) && at >= 0 ? new Offset(at) : null)?.At ?? 0;
        var rows = await list.Page(Sight.SeesAll(actor) ? null : actor.Unit, running, size + 1, offset, stop);
        return Paging.Of(rows, size, EmergencyLine.Of, _ => (offset + size).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed record Offset(int At);

    private static async Task<IResult> Situation(
        Guid id, HttpContext http, MatterDesk desk, MatterReader reader, ResponsePlans plans, UnitDirectory units, IClock clock,
        string? asOf, CancellationToken stop)
    {
        var moment = QueryTimes.Moment("asOf", asOf);
        if (await desk.Visible(http.Actor(), id, stop) is not GridCase now
            || (moment is null ? now : await reader.Find(id, null, moment, stop) as GridCase) is not { Emergency: not null } state)
            return new EmergencyNotFound().ToProblem();
        http.Response.Headers.ETag = CommandHeaders.ETag(state.Version);
        return Results.Ok(SituationView.Of(state, moment ?? clock.GetCurrentInstant(), plans, units));
    }

    private static Task<IResult> Raise(
        Guid id, HttpContext http, CommandDesk desk, MatterProgress progress, ResponsePlans plans) =>
        desk.Run<RaiseBody>(http, "raise-emergency", id, (body, headers, matter, context, _) =>
            EmergencyHandlers.Handle(
                new RaiseEmergency(id, body.Level, body.Plan, body.Reason), headers.Version, matter, plans.InForce(context.Now), context,
                progress),
            MatterAnswer.Of);

    private static Task<IResult> StandDown(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ReasonBody>(http, "stand-down", id, (body, headers, matter, context, _) =>
            EmergencyHandlers.Handle(new StandDown(id, body.Reason), headers.Version, matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Order(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress, UnitDirectory units,
        AccountBook accounts) =>
        desk.Run<OrderBody>(http, "give-order", id, (body, headers, matter, context, _) =>
            EmergencyHandlers.Handle(
                new GiveOrder(id, body.Text, body.ToUnit, body.ToPerson, body.AcknowledgeBy), headers.Version, matter, context, progress),
            matter => OrderAnswer.Of(201, matter, Emergency(matter).Orders[^1]),
            check: async body => await Known(units, "toUnit", body.ToUnit) ?? OrderPersonUnknown.Of(body, accounts));

    private static Task<IResult> Acknowledge(Guid id, Guid order, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run(http, "acknowledge-order", id, (headers, matter, context) =>
            EmergencyHandlers.Handle(new AcknowledgeOrder(id, order), headers.Version, matter, context, progress),
            matter => OrderAnswer.Of(200, matter, Emergency(matter).Orders.Single(o => o.Id == order)));

    private static Task<IResult> CarriedOut(Guid id, Guid order, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<CarriedOutBody>(http, "carry-out-order", id, (body, headers, matter, context, _) =>
            EmergencyHandlers.Handle(new CarryOutOrder(id, order, body.Report), headers.Version, matter, context, progress),
            matter => OrderAnswer.Of(200, matter, Emergency(matter).Orders.Single(o => o.Id == order)));

    private static Task<IResult> Assign(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress, UnitDirectory units) =>
        desk.Run<ResourceBody>(http, "assign-resource", id, (body, headers, matter, context, _) =>
            EmergencyHandlers.Handle(
                new AssignResource(id, body.Kind, body.Name, body.Quantity, body.Unit), headers.Version, matter, context, progress),
            matter => ResourceAnswer.Of(201, matter, Emergency(matter).Resources[^1]),
            check: body => Known(units, "unit", body.Unit));

    private static Task<IResult> Release(Guid id, Guid resource, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run(http, "release-resource", id, (headers, matter, context) =>
            EmergencyHandlers.Handle(new ReleaseResource(id, resource), headers.Version, matter, context, progress),
            matter => ResourceAnswer.Of(200, matter, Emergency(matter).Resources.Single(r => r.Id == resource)));

    private static Emergency Emergency(Matter matter) => ((GridCase)matter).Emergency!;

    private static Task<Refusal?> Known(UnitDirectory units, string field, string unit) =>
        Task.FromResult<Refusal?>(units.Knows(unit) ? null : EmergencyUnitUnknown.Of(field, unit));
}

/// <summary>An order names a person whom its unit does not have: nobody could ever acknowledge it.</summary>
internal sealed record OrderPersonUnknown() : Refusal(RefusalKind.Invalid, "emergency.person-unknown",
    new("该单位没有此人。", "The unit has no such person."))
{
    /// <summary>Asked only where this host knows the district's people; null when somebody of the unit is meant.</summary>
    public static OrderPersonUnknown? Of(OrderBody body, AccountBook accounts) =>
        string.IsNullOrWhiteSpace(body.ToPerson) || accounts.People.Count == 0
        || accounts.People.Any(p => p.Actor is var actor && actor.Unit == body.ToUnit
            && (string.Equals(actor.Id, body.ToPerson.Trim(), StringComparison.OrdinalIgnoreCase) || actor.Name == body.ToPerson.Trim()))
            ? null
            : new() { Fields = new Dictionary<string, string[]> { ["toPerson"] = [body.ToPerson] } };
}
