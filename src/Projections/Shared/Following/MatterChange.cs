using JasperFx.Events;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared.Following;

/// <summary>What one commit did to one matter, as those see it who follow the ledger.</summary>
/// <param name="Before">Null when the commit opened it.</param>
/// <param name="RecordedAt">When it was recorded: from this moment on everybody could know of it.</param>
/// <param name="Events">All of the commit's events of this matter, in order.</param>
public sealed record MatterChange(Matter? Before, Matter After, Instant RecordedAt, IReadOnlyList<IEvent> Events)
{
    /// <summary>The last of its events in the ledger's global order.</summary>
    public long Sequence => Events[^1].Sequence;
}
