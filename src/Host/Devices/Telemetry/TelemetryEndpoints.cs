using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Devices.Telemetry;

/// <summary>What devices measured, over HTTP.</summary>
internal static class TelemetryEndpoints
{
    private const int Default = 1_000, Most = 5_000;
    private static readonly Duration Usual = Duration.FromDays(1);

    public static void MapTelemetry(this IEndpointRouteBuilder api) =>
        api.MapGet("/devices/{code}/telemetry", Read).RequireAuthorization(Rights.ReadMatters).WithTags("Devices")
            .WithSummary("Without a point: the newest value of each. With one: its values, or its buckets of PT1M, PT1H or P1D, "
                + "from a time on and before another (the last day)")
            .Produces<Page<LatestValue>>().Produces<Page<KeptValue>>().Produces<Page<BucketView>>();

    private static async Task<IResult> Read(
        string code, [AsParameters] TelemetrySearch search, HttpContext http, DeviceDesk desk, TelemetryQuery query, IClock clock,
        CancellationToken stop)
    {
        if (await desk.Visible(http.Actor(), code, stop) is not { } device) return new DeviceNotFound().ToProblem();
        var size = Limit(search.Limit);
        var bucket = BucketView.Parse(search.Bucket);
        var now = clock.GetCurrentInstant();
        var to = QueryTimes.Moment("to", search.To) ?? now + AcceptedValues.MostAhead;
        var from = Paging.Place(search.Cursor, Place.Parse)?.From ?? QueryTimes.Moment("from", search.From)
            ?? Instant.Min(to, now) - Usual;
        if (from > to)
            throw new RequestRefused(400, "request.bad-time", "from 不得晚于 to。", "from must not be after to.");
        if (string.IsNullOrEmpty(search.Point))
            return Results.Ok(new Page<LatestValue>(await query.Latest(device.Id, null, stop), null));
        if (await query.Span(device.Id, search.Point, stop) is not { } span)
            return Results.Ok(new Page<KeptValue>([], null));
        if (bucket is not { } length)
            return Results.Ok(Paging.Of(
                await query.Values(device.Id, search.Point, from, to, size + 1, stop), size, value => value,
                value => Place.After(value.At)));
        var page = await BucketPage.Of(query, device.Id, search.Point, span, length, from, to, now, size, stop);
        return Results.Ok(new Page<BucketView>(
            [.. page.Items.Select(BucketView.Of)], page.Next is { } next ? Paging.Cursor(Place.At(next)) : null));
    }

    private static int Limit(int? limit) => limit switch
    {
        null => Default,
        >= 1 and <= Most => limit.Value,
        _ => throw new RequestRefused(
            400, "request.limit-out-of-range", $"limit 必须在 1 到 {Most} 之间。", $"limit must be 1 to {Most}."),
    };

    /// <summary>Where the next page begins; values are kept by the microsecond.</summary>
    private sealed record Place(Instant From)
    {
        public static Place? Parse(string text) =>
            MomentCursor.Moment(text) is { } at ? new(at) : null;

        public static string At(Instant from) => MomentCursor.Text(from);

        public static string After(Instant at) => At(at + Duration.FromTicks(10));
    }
}

/// <summary>What is asked for in the address.</summary>
internal sealed record TelemetrySearch(string? Point, string? From, string? To, string? Bucket, int? Limit, string? Cursor);
