using System.Collections.Immutable;
using NodaTime;

namespace SmartCity.Domain.Audit;

/// <summary>A request to read a stream in clear, and what became of it.</summary>
/// <param name="Until">When it ends; null while it was not approved.</param>
/// <param name="DecidedBy">Null while it waits.</param>
public sealed record ClearRelease(
    Guid Id, Guid Stream, string Reason, string By, Instant AskedAt, string? DecidedBy = null, Instant? DecidedAt = null, Instant? Until = null,
    string? Declined = null)
{
    /// <summary><c>waiting</c>, <c>approved</c> or <c>declined</c>.</summary>
    public string State => Declined is not null ? "declined" : Until is not null ? "approved" : "waiting";

    /// <summary>Whether who asked reads in clear at the moment.</summary>
    public bool IsOpen(Instant now) => Until is { } until && now < until;
}

/// <summary>Every release (解密查看台账) as its stream tells it; there are few, and they are kept for ever.</summary>
public sealed record ClearReleases(ImmutableSortedDictionary<Guid, ClearRelease> All)
{
    public static ClearReleases None { get; } = new(ImmutableSortedDictionary<Guid, ClearRelease>.Empty);

    /// <summary>The release by which somebody reads a stream in clear at the moment; null where there is none.</summary>
    public ClearRelease? OpenTo(string auditor, Guid stream, Instant now) =>
        All.Values.FirstOrDefault(release => release.By == auditor && release.Stream == stream && release.IsOpen(now));

    /// <summary>The state after one more event.</summary>
    public ClearReleases Evolve(object e, Instant at) => e switch
    {
        ClearReadingRequested x => new(All.SetItem(x.ReleaseId, new(x.ReleaseId, x.Stream, x.Reason, x.By, at))),
        ClearReadingApproved x when All.GetValueOrDefault(x.ReleaseId) is { } known =>
            new(All.SetItem(x.ReleaseId, known with { DecidedBy = x.By, DecidedAt = at, Until = x.Until })),
        ClearReadingDeclined x when All.GetValueOrDefault(x.ReleaseId) is { } known =>
            new(All.SetItem(x.ReleaseId, known with { DecidedBy = x.By, DecidedAt = at, Declined = x.Reason })),
        _ => this,
    };
}
