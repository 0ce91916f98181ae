using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>What an act on a matter is answered with.</summary>
internal sealed record MatterAnswer(Guid Id, string Number, string Stage, string Status, long Version)
{
    public static Answer Of(Matter matter) => JsonAnswer.Of(
        200, new MatterAnswer(matter.Id, matter.Number, matter.Stage, matter.Status, matter.Version), matter.Version);
}

/// <summary>What the opening of a matter is answered with.</summary>
internal sealed record OpenedAnswer(Guid Id, string Number, long Version)
{
    public static Answer Of(Matter matter) => JsonAnswer.Of(
        201, new OpenedAnswer(matter.Id, matter.Number, matter.Version), matter.Version, $"/api/v1/matters/{matter.Id}");
}
