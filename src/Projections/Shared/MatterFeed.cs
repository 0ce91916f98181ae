using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>Tells pages on this node that a matter changed, after it is durable; a listener must return at once.</summary>
public sealed class MatterFeed
{
    public event Action<Matter>? Changed;

    internal void Tell(Matter matter) => Changed?.Invoke(matter);
}
