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
        var plate = await Peek(http);
        var (id, goesOn) = plate is null
            ? (Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset()), false)
            : await vehicles.Of(plate.Value.Plate, http.RequestAborted);
        if (plate is { Passed: true } && !goesOn) return Results.Ok(new { Recorded = false });
        return await desk.Run<VehicleReadingBody>(
            http, "record-vehicle-reading", id, (body, _, matter, context, number) =>
                reporting.Read(id, body with { Plate = body.Plate.ToUpperInvariant() }, matter, context, number),
            MatterAnswer.Of, goesOn ? null : ViolationReporting.NumberPrefix);
    }

    /// <summary>
    /// Whose reading it is, before the desk reads it: the matter is found by that. Null where nothing can be read.
    /// </summary>
    private static async Task<(string Plate, bool Passed)?> Peek(HttpContext http)
    {
        http.Request.EnableBuffering();
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            var root = body.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("plate", out var plate) && plate.ValueKind == JsonValueKind.String
                && root.TryGetProperty("passed", out var passed)
                && passed.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? (plate.GetString()!.ToUpperInvariant(), passed.GetBoolean())
                : null;
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
