using System.Globalization;
using NodaTime;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.GridCases.Patrols;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Patrols;

/// <summary>What a part of a track is answered with; what was known already is received and not added.</summary>
internal sealed record TrackAnswer(int Received, int Added, int CellsPlanned, int CellsVisited, decimal Coverage);

/// <summary>Tracks: points in bulk. They are no commands: a repeat is told by the time of the point.</summary>
internal static class TrackEndpoints
{
    private const int Most = 5_000;

    public static void MapTracks(this IEndpointRouteBuilder shifts)
    {
        shifts.MapPost("/{id:guid}/track", Keep).RequireAuthorization(Rights.WalkPatrols)
            .WithSummary("A part of the track, up to 5,000 points").Produces<TrackAnswer>();
        shifts.MapGet("/{id:guid}/track", Read).RequireAuthorization(Rights.ReadMatters).WithSummary("The track in order of time");
    }

    private static async Task<IResult> Keep(
        Guid id, TrackBody body, HttpContext http, MatterReader reader, PatrolTracks tracks, GridMap map, IClock clock,
        CancellationToken stop)
    {
        if (await PatrolEndpoints.Visible(id, http, reader, stop) is not { } shift) return new ShiftNotFound().ToProblem();
        if (body.Points.Count is 0 or > Most) return new TrackTooLong(Most).ToProblem();
        if (body.Points.Any(point => point is null))
            throw new RequestRefused(422, "patrol.point-missing", "轨迹点不能为 null。", "A point must not be null.");
        var points = body.Points.Select(p => new TrackPoint(p.At, p.Longitude, p.Latitude, p.Accuracy)).ToList();
        if (PatrolDecider.CheckTrack(shift, points, http.Actor(), clock.GetCurrentInstant()) is { } refusal) return refusal.ToProblem();
        var located = points.Select(p => new LocatedPoint(
            p.At, p.Longitude, p.Latitude, p.Accuracy, map.Locate(p.Longitude, p.Latitude)?.Cell)).ToList();
        var added = await tracks.Keep(id, located, stop);
        var walked = shift.Walked(await tracks.Cells(id, stop));
        return Results.Ok(new TrackAnswer(points.Count, added, shift.Cells.Count, walked, ShiftView.Share(walked, shift.Cells.Count)));
    }

    private static async Task<IResult> Read(
        Guid id, HttpContext http, MatterReader reader, PatrolTracks tracks, int? limit, string? cursor, CancellationToken stop)
    {
        if (await PatrolEndpoints.Visible(id, http, reader, stop) is null) return new ShiftNotFound().ToProblem();
        var size = limit switch
        {
            null => 1_000,
            >= 1 and <= Most => limit.Value,
            _ => throw new RequestRefused(400, "request.limit-out-of-range", $"limit 必须在 1 到 {Most} 之间。", $"limit must be 1 to {Most}."),
        };
        var after = Paging.Place(cursor, text => long.TryParse(text, out var ticks) ? new After(Instant.FromUnixTimeTicks(ticks)) : null);
        var points = await tracks.Page(id, after?.At, size + 1, stop);
        return Results.Ok(Paging.Of(
            points, size, point => point, point => point.At.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)));
    }

    private sealed record After(Instant At);
}
