using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>What an act on a matter is answered with.</summary>
internal static class MatterAnswer
{
    public static Answer Of(Matter matter) => JsonAnswer.Of(
        200, new { matter.Id, matter.Number, matter.Stage, matter.Status, matter.Version }, matter.Version);
}
