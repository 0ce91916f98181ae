using NodaTime;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases.Emergencies;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Emergencies;

/// <summary>One emergency in a list.</summary>
internal sealed record EmergencyLine(
    Guid Id, string Number, string Title, string Town, string Status, int Level, int HighestLevel, string Plan, Instant RaisedAt,
    Instant? StoodDownAt, Instant? NextReportDueAt)
{
    public static EmergencyLine Of(EmergencyRow row) => new(
        row.Id, row.Number, row.Title, row.Town, row.StoodDownAt is null ? "running" : row.Reviewed ? "reviewed" : "stood-down",
        row.Level, row.HighestLevel, row.Plan, row.RaisedAt, row.StoodDownAt, row.StoodDownAt is null ? row.NextReportDueAt : null);
}

/// <summary>What an act on an order is answered with; <c>id</c> is the order's.</summary>
internal sealed record OrderAnswer(
    Guid Id, Guid Emergency, string State, string ToUnit, string? ToPerson, Instant GivenAt, Instant AcknowledgeBy,
    string? AcknowledgedBy, Instant? AcknowledgedAt, Instant? CarriedOutAt, long Version)
{
    public static Answer Of(int status, Matter matter, Order order) => JsonAnswer.Of(
        status,
        new OrderAnswer(
            order.Id, matter.Id, OrderView.StateOf(order), order.ToUnit, order.ToPerson, order.GivenAt, order.AcknowledgeBy,
            order.AcknowledgedBy, order.AcknowledgedAt, order.CarriedOutAt, matter.Version),
        matter.Version, status == 201 ? $"/api/v1/emergencies/{matter.Id}/situation" : null);
}

/// <summary>What an act on a resource is answered with; <c>id</c> is the resource's.</summary>
internal sealed record ResourceAnswer(
    Guid Id, Guid Emergency, string Kind, string Name, int Quantity, string Unit, Instant? ReleasedAt, long Version)
{
    public static Answer Of(int status, Matter matter, Resource resource) => JsonAnswer.Of(
        status,
        new ResourceAnswer(
            resource.Id, matter.Id, resource.Kind, resource.Name, resource.Quantity, resource.Unit, resource.ReleasedAt, matter.Version),
        matter.Version, status == 201 ? $"/api/v1/emergencies/{matter.Id}/situation" : null);
}
