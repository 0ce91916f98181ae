using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Sources;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Violations;

namespace SmartCity.Host.Violations;

/// <summary>What an officer is shown for the verification and the search for the source.</summary>
/// <param name="Checks">Flag, calibration, second station, as the data has them.</param>
/// <param name="Method"><c>upwind</c>, <c>upstream</c> or <c>nearby</c>.</param>
/// <param name="Wind">The wind of the hours before, where it was asked for.</param>
internal sealed record CandidatesAnswer(
    Exceedance? Exceedance, IReadOnlyList<CheckedExceedance> Checks, string Method, IReadOnlyList<Wind> Wind,
    IReadOnlyList<CandidateAnswer> Candidates);

internal sealed record CandidateAnswer(
    int Rank, string Enterprise, LocalizedText Name, string CreditCode, string Industry, int Metres, int Bearing, double Score);

/// <summary>Suggestions, computed when they are asked for: nothing of them is a fact before a person decides on it.</summary>
internal sealed class SourceDesk(Measurements measurements, EnterpriseRegister enterprises)
{
    public async Task<CandidatesAnswer> Suggest(Violation violation, CancellationToken stop)
    {
        var exceedance = violation.Exceedance;
        var grounds = exceedance is null ? null : await measurements.Of(exceedance, stop);
        IReadOnlyList<Wind> wind = violation.Terms.Medium == "air"
            ? await measurements.Wind(violation.Location, exceedance?.At ?? violation.OpenedAt, stop) : [];
        var found = SourceSearch.Suggest(enterprises, violation.Terms.Medium, violation.Location, wind);
        return new(
            exceedance, ExceedanceReview.Suggest(grounds, exceedance?.Limit), found.Method, wind,
            [.. found.Candidates.Select(candidate => new CandidateAnswer(
                candidate.Rank, candidate.Enterprise.Code, candidate.Enterprise.Name, candidate.Enterprise.CreditCode,
                candidate.Enterprise.Industry, (int)candidate.Metres, (int)candidate.Bearing, Math.Round(candidate.Score, 3)))]);
    }
}

internal static class CandidateEndpoints
{
    public static void MapCandidates(this IEndpointRouteBuilder violations) =>
        violations.MapGet("/{id:guid}/candidates", Candidates).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("What the data suggests: checks, wind, and the enterprises it may come from")
            .Produces<CandidatesAnswer>();

    private static async Task<IResult> Candidates(
        Guid id, HttpContext http, MatterDesk desk, SourceDesk sources, CancellationToken stop) =>
        await desk.Visible(http.Actor(), id, stop) is Violation violation
            ? Results.Ok(await sources.Suggest(violation, stop))
            : new ViolationNotFound().ToProblem();
}
