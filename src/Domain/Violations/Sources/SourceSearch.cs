using NodaTime;

namespace SmartCity.Domain.Violations.Sources;

/// <summary>
/// The wind of an hour (风): where it comes from, in degrees clockwise from north, and its speed in metres a second.
/// </summary>
public sealed record Wind(Instant At, double From, double Speed);

/// <summary>An enterprise that the source may be (疑似污染源).</summary>
/// <param name="Rank">1 is the likeliest.</param>
/// <param name="Metres">As the crow flies; for water along the river.</param>
/// <param name="Bearing">From the place measured to the enterprise, in degrees clockwise from north.</param>
/// <param name="Score">0 to 1: how well wind, or river, and distance speak for it.</param>
public sealed record SourceCandidate(int Rank, MonitoredEnterprise Enterprise, double Metres, double Bearing, double Score);

/// <summary>How candidates were found, and who they are.</summary>
/// <param name="Method"><c>upwind</c>, <c>upstream</c> or <c>nearby</c>, where neither wind nor river is known.</param>
public sealed record SourceSuggestion(string Method, IReadOnlyList<SourceCandidate> Candidates);

/// <summary>
/// Where what was measured may come from (溯源). Suggestions for a person, no decision. Weights and distances are ours [P].
/// </summary>
public static class SourceSearch
{
    /// <summary>Half of the sector into the wind in which a source is looked for.</summary>
    public const double HalfSector = 45;

    /// <summary>Below this speed the wind says nothing about where it comes from.</summary>
    public const double Calm = 0.5;

    private const double FarthestAir = 15_000, FarthestWater = 40_000, FarthestNearby = 5_000, RiverWithin = 3_000;

    /// <summary>Upwind for air, upstream for water, else nearby.</summary>
    public static SourceSuggestion Suggest(
        EnterpriseRegister register, string? medium, ViolationLocation at, IReadOnlyList<Wind> wind) => medium switch
    {
        "air" when wind.Any(hour => hour.Speed >= Calm) => new("upwind", Upwind(register, at, wind)),
        "water" when ReachOf(register, at) is { } reach => new("upstream", Upstream(register, at, reach)),
        _ => new("nearby", Nearby(register, medium, at)),
    };

    /// <summary>
    /// Each hour speaks for those in its sector, the more the nearer its middle; the hours count alike, calm ones not at
    /// all. The score falls with the distance to nought.
    /// </summary>
    private static SourceCandidate[] Upwind(
        EnterpriseRegister register, ViolationLocation at, IReadOnlyList<Wind> wind)
    {
        var hours = wind.Where(hour => hour.Speed >= Calm).ToList();
        return Ranked(Near(register, "air", at, FarthestAir).Select(near => near with
        {
            Score = hours.Average(hour => Math.Max(0, 1 - Geometry.Between(hour.From, near.Bearing) / HalfSector))
                * (1 - near.Metres / FarthestAir),
        }));
    }

    /// <summary>Those that let into the reach above the place, or into one that flows into it.</summary>
    private static SourceCandidate[] Upstream(EnterpriseRegister register, ViolationLocation at, RiverReach reach)
    {
        var start = Geometry.ToLine(at.Longitude, at.Latitude, reach.Line).Along;
        var metres = new Dictionary<string, double> { [reach.Code] = start };
        var open = new Queue<RiverReach>([reach]);
        while (open.TryDequeue(out var here))
            foreach (var above in register.Reaches.Where(r => r.Into == here.Code))
                if (metres.TryAdd(above.Code, metres[here.Code] + Geometry.Length(above.Line))) open.Enqueue(above);

        return Ranked(
            from enterprise in register.Enterprises
            from outlet in enterprise.Outlets
            where outlet is { Medium: "water", Reach: { } reached } && metres.ContainsKey(reached)
            let line = register.Reaches.First(r => r.Code == outlet.Reach).Line
            let away = metres[outlet.Reach!] - Geometry.ToLine(enterprise.Longitude, enterprise.Latitude, line).Along
            where away is > 0 and <= FarthestWater
            group away by enterprise into ways
            select Candidate(ways.Key, at, ways.Min()) with { Score = 1 - ways.Min() / FarthestWater });
    }

    private static SourceCandidate[] Nearby(EnterpriseRegister register, string? medium, ViolationLocation at) =>
        Ranked(Near(register, medium, at, FarthestNearby)
            .Select(near => near with { Score = 1 - near.Metres / FarthestNearby }));

    /// <summary>The reach that the place lies at; null where there is none.</summary>
    private static RiverReach? ReachOf(EnterpriseRegister register, ViolationLocation at)
    {
        var nearest = register.Reaches
            .Select(reach => (Reach: reach, Geometry.ToLine(at.Longitude, at.Latitude, reach.Line).Away))
            .OrderBy(found => found.Away).ThenBy(found => found.Reach.Code, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Reach is not null && nearest.Away <= RiverWithin ? nearest.Reach : null;
    }

    private static IEnumerable<SourceCandidate> Near(
        EnterpriseRegister register, string? medium, ViolationLocation at, double within) =>
        register.Enterprises.Where(enterprise => medium is null || enterprise.LetsOut(medium))
            .Select(enterprise => Candidate(
                enterprise, at, Geometry.Metres(at.Longitude, at.Latitude, enterprise.Longitude, enterprise.Latitude)))
            .Where(candidate => candidate.Metres <= within);

    private static SourceCandidate Candidate(MonitoredEnterprise enterprise, ViolationLocation at, double metres) => new(
        0, enterprise, metres, Geometry.Bearing(at.Longitude, at.Latitude, enterprise.Longitude, enterprise.Latitude), 0);

    private static SourceCandidate[] Ranked(IEnumerable<SourceCandidate> candidates) =>
    [
        .. candidates.Where(candidate => candidate.Score > 0)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Enterprise.Code, StringComparer.Ordinal)
            .Select((candidate, i) => candidate with { Rank = i + 1 }),
    ];
}
