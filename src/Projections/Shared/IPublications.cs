namespace SmartCity.Projections.Shared;

/// <summary>Something published that every node holds in memory and keeps up with.</summary>
public interface IPublications
{
    /// <summary>Takes over what this node or another has published since; asks the store for one number when nothing is new.</summary>
    Task Follow(CancellationToken stop);
}
