using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>Air quality over HTTP: the index of a station by hour and day, episodes of heavy pollution, alarms of a device.</summary>
internal static class AirEndpoints
{
    private const string StationKind = "air-station";
    private static readonly Duration Longest = Duration.FromDays(400);

    public static void MapAir(this IEndpointRouteBuilder api)
    {
        api.MapGet("/devices/{code}/aqi", Index).RequireAuthorization(Rights.ReadMatters).WithTags("Devices")
            .WithSummary("Air quality index of a station by hour, or by day with period=day");
        api.MapGet("/devices/{code}/alarms", Alarms).RequireAuthorization(Rights.ReadMatters).WithTags("Devices")
            .WithSummary("Every alarm of a device in a span of event time");
        api.MapGet("/environment/episodes", Episodes).RequireAuthorization(Rights.ReadMatters).WithTags("Devices")
            .WithSummary("Days in a row of heavy air pollution, and the alert they call for");
    }

    private static async Task<IResult> Index(
        string code, HttpContext http, DeviceDesk desk, AirReadings air, IClock clock, string? from, string? to, string? period,
        CancellationToken stop)
    {
        var span = Span(from, to, clock);
        if (period is not (null or "hour" or "day")) throw Malformed("period", "hour | day");
        if (await desk.Visible(http.Actor(), code, stop) is not { } station) return Problem.OfStatus(404).ToResult();
        var hours = await air.Hours(station, span.From, span.To, stop);
        return period == "day"
            ? Results.Ok(new { Items = air.Days(hours).Select(DayView.Of), NextCursor = (string?)null })
            : Results.Ok(new { Items = air.Judged(hours).Select(HourView.Of), NextCursor = (string?)null });
    }

    private static async Task<IResult> Alarms(
        string code, HttpContext http, DeviceDesk desk, AlarmStories stories, IClock clock, string? from, string? to, CancellationToken stop)
    {
        var given = from is not null || to is not null;
        var span = given ? Span(from, to, clock) : new(Instant.MinValue, Instant.MaxValue);
        if (await desk.Visible(http.Actor(), code, stop) is not { } device) return Problem.OfStatus(404).ToResult();
        var alarms = (await stories.Of(device.Id, stop)).Alarms.Where(a => a.RaisedAt < span.To && (a.ClearedAt is null || a.ClearedAt >= span.From));
        return Results.Ok(new { Items = alarms, NextCursor = (string?)null });
    }

    /// <summary>Over the mean of all stations that the caller may know of, or of one.</summary>
    private static async Task<IResult> Episodes(
        HttpContext http, DeviceDesk desk, DevicePlaces places, MatterReader matters, AirReadings air, IClock clock, string? from, string? to,
        string? device, CancellationToken stop)
    {
        var (actor, span) = (http.Actor(), Span(from, to, clock));
        var stations = new List<Device>();
        if (device is not null)
        {
            if (await desk.Visible(actor, device, stop) is not { } one) return Problem.OfStatus(404).ToResult();
            stations.Add(one);
        }
        else
        {
            foreach (var id in await places.OfKind(StationKind, stop))
                if (await matters.Find(id, null, null, stop) is Device station && Sight.Sees(actor, station)) stations.Add(station);
        }
        var hours = new List<AirHour>();
        foreach (var station in stations) hours.AddRange(await air.Hours(station, span.From, span.To, stop));
        var episodes = air.Episodes(air.Days(AirDays.Mean(hours)));
        return Results.Ok(new
        {
            Stations = stations.Select(s => s.Number),
            Items = episodes.Select(e => new
            {
                e.From, e.To, Days = e.Days.Count, e.Highest, e.Colour, Alert = e.Alert?.Name, e.Basis, Daily = e.Days.Select(DayView.Of),
            }),
            NextCursor = (string?)null,
        });
    }

    /// <summary>Dates stand for their days in the district; the last one is in.</summary>
    private static TimeSpanOfData Span(string? from, string? to, IClock clock)
    {
        var until = Moment("to", to, 1) ?? clock.GetCurrentInstant();
        var since = Moment("from", from, 0) ?? until - Duration.FromDays(30);
        if (since > until || until - since > Longest) throw Malformed("from", "from ≤ to, ≤ 400 d");
        return new(since, until);
    }

    private static Instant? Moment(string name, string? text, int daysOn) => text is null ? null
        : NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 3000 } day }
            ? day.PlusDays(daysOn).AtStartOfDayInZone(WorkingCalendar.Zone).ToInstant()
        : NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var at } ? at.ToInstant()
        : throw Malformed(name, "2026-01-31 | 2026-01-31T08:00:00+08:00");

    private static RequestRefused Malformed(string name, string expected) =>
        new(400, "request.malformed", $"参数 {name} 无法识别：{expected}", $"The parameter {name} is not {expected}.");

    private sealed record HourView(
        Instant At, int Aqi, int Level, LocalizedText Name, string Colour, IReadOnlyList<string> Primary, IReadOnlyList<string> Over,
        IReadOnlyDictionary<string, int> Indices, IReadOnlyDictionary<string, decimal> Concentrations, string Set)
    {
        public static HourView Of(AirHourIndex hour) => new(
            hour.At, hour.Index.Value, hour.Index.Level.Level, hour.Index.Level.Name, hour.Index.Level.Colour, hour.Index.Primary,
            hour.Index.Over, hour.Index.Indices, hour.Concentrations, hour.Set);
    }

    private sealed record DayView(
        LocalDate Day, int Hours, int Aqi, int Level, LocalizedText Name, string Colour, IReadOnlyList<string> Primary,
        IReadOnlyDictionary<string, int> Indices, string Set)
    {
        public static DayView Of(AirDay day) => new(
            day.Day, day.Hours, day.Index.Value, day.Index.Level.Level, day.Index.Level.Name, day.Index.Level.Colour, day.Index.Primary,
            day.Index.Indices, day.Set);
    }
}
