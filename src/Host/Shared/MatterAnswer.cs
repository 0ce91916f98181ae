using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>What an act on a matter is answered with.</summary>
internal sealed record MatterAnswer(
    Guid Id, string Number, string Stage, string Status, long Version, IReadOnlyList<OpenTask> OpenTasks)
{
    public static Answer Of(Matter matter) => JsonAnswer.Of(
        200, new MatterAnswer(matter.Id, matter.Number, matter.Stage, matter.Status, matter.Version, OpenTask.Of(matter)), matter.Version);
}

/// <summary>What the opening of a matter is answered with.</summary>
internal sealed record OpenedAnswer(Guid Id, string Number, long Version, IReadOnlyList<OpenTask> OpenTasks)
{
    public static Answer Of(Matter matter) => JsonAnswer.Of(
        201, new OpenedAnswer(matter.Id, matter.Number, matter.Version, OpenTask.Of(matter)), matter.Version,
        $"/api/v1/matters/{matter.Id}");
}

/// <summary>A task that a matter waits for now, so that who acted need not look it up.</summary>
internal sealed record OpenTask(Guid Id, string Code, string Role, string Unit)
{
    public static IReadOnlyList<OpenTask> Of(Matter matter) =>
        [.. (matter.Process?.WorkItems.Values ?? []).Select(item => new OpenTask(item.Id, item.Element, item.Role, item.Unit))];
}
