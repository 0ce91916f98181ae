using System.Text.Json;
using NodaTime;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Violations;

namespace SmartCity.Host.Violations;

/// <summary>Readings of vehicles, from the roadside and from inspection stations.</summary>
internal static class VehicleReadingEndpoints
{
    public static void MapVehicleReadings(this IEndpointRouteBuilder violations) =>
        violations.MapPost("/vehicle-readings", Read).RequireAuthorization(Rights.ReportViolation)
            .WithSummary("A reading of a vehicle's exhaust; the second failed one in six months is a violation")
            .Accepts<VehicleReadingBody>("application/json").Produces<MatterAnswer>();

    /// <summary>
    /// A reading that was passed by a vehicle of which nothing is open is no business of anybody: nothing is stored.
    /// </summary>
    private static async Task<IResult> Read(
        HttpContext http, CommandDesk desk, VehicleMatters vehicles, ViolationReporting reporting, IClock clock)
    {
        var peeked = await Peek(http);
        var (id, goesOn) = peeked?.Plate is { } plate
            ? await vehicles.Of(plate.ToUpperInvariant(), http.RequestAborted)
            : (Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset()), false);
        if (peeked is { Passed: true } && !goesOn) return Results.Ok(new { Recorded = false });
        return await desk.Run<VehicleReadingBody>(
            http, "record-vehicle-reading", id, (body, _, matter, context, number) =>
                reporting.Read(id, body with { Plate = body.Plate.ToUpperInvariant() }, matter, context, number),
            MatterAnswer.Of, goesOn ? null : ViolationReporting.NumberPrefix);
    }

    /// <summary>
    /// Whose reading it is, before the desk reads it: the matter is found by that. Bound as the desk binds it; null where
    /// the desk refuses it.
    /// </summary>
    private static async Task<VehicleReadingBody?> Peek(HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) return null;
        http.Request.EnableBuffering();
        try
        {
            return await JsonSerializer.DeserializeAsync<VehicleReadingBody>(
                http.Request.Body, ApiJson.Options, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            http.Request.Body.Position = 0;
        }
    }
}
