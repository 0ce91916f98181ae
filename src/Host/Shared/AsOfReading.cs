using NodaTime;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Shared;

/// <summary>How far the read models of a past moment are; the answer until they are there, with <c>Retry-After</c>.</summary>
/// <param name="State"><c>making</c>.</param>
/// <param name="Done">Events folded so far, of <paramref name="Total"/>.</param>
internal sealed record AsOfMaking(string State, Instant AsOf, long Done, long Total, int Percent)
{
    public static AsOfMaking Of(AsOfPlace place) => new(
        "making", place.At, place.Done, place.Total, place.Total == 0 ? 0 : (int)(100 * Math.Min(place.Done, place.Total) / place.Total));
}

/// <summary>Where a list is read from: the schema, and the moment that it stands for.</summary>
internal readonly record struct ReadFrom(string Schema, Instant At);

/// <summary>
/// <c>?asOf=</c> of lists over inline read models: those of now, or of the moment, which are made when somebody asks for the first
/// time. What takes longer than a request should is told with 202, and asked for again.
/// </summary>
internal static class AsOfReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Where to read; or the answer that says how far its making is.</summary>
    public static async Task<(ReadFrom From, IResult? Making)> Of(
        this AsOfPlaces past, HttpContext http, string? asOf, IClock clock, CancellationToken stop)
    {
        if (QueryTimes.AsOf(asOf, clock) is not { } at) return (new("read", clock.GetCurrentInstant()), null);
        var place = await past.Find(at, Patience, stop);
        if (place.Ready) return (new(place.Place, at), null);
        http.Response.Headers.RetryAfter = "1";
        return (default, Results.Json(AsOfMaking.Of(place), statusCode: StatusCodes.Status202Accepted));
    }
}
