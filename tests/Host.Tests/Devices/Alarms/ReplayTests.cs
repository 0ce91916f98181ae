using System.Text.Json;
using NodaTime;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Alarms;

/// <summary>A host of its own: it looks at all stations.</summary>
public sealed class ReplayHost : HostFixture;

/// <summary>
/// Sixty days of real air through the system, and the same file counted by a plain loop. One station sends in order, the other
/// sends its days in no order at all.
/// </summary>
public sealed class ReplayTests(ReplayHost fixture) : IClassFixture<ReplayHost>
{
    private readonly RunningHost _host = fixture.Host;

    [Fact]
    public async Task Hours_exceedances_alarms_and_episodes_agree_with_the_raw_file_counted_another_way()
    {
        var (dongsi, nongzhanguan) = (RawHour.Read("dongsi"), RawHour.Read("nongzhanguan"));
        var first = await Watched.Register(_host, "air-station", null, 116.3436, 39.7287);
        var second = await Watched.Register(_host, "air-station", null, 116.4011, 39.7553);
        await Replay(first, dongsi.Chunk(24));
        await Replay(second, Shuffled(nongzhanguan.Chunk(24)));
        await Agrees(first, dongsi);
        await Agrees(second, nongzhanguan);

        var episodes = (await (await _host.District.Integrator).Get("environment/episodes?from=2016-12-10&to=2017-02-07")).Expect(200);
        TestContext.Current.TestOutputHelper?.WriteLine(episodes.Body[..Math.Min(3000, episodes.Body.Length)]);
        episodes["stations"].GetArrayLength().ShouldBe(2);
        var december = episodes["items"].EnumerateArray().Single(e => e.GetProperty("from").GetString()!.StartsWith("2016-12-1", StringComparison.Ordinal)
            && string.CompareOrdinal(e.GetProperty("to").GetString(), "2016-12-20") >= 0);
        december.GetProperty("colour").GetString().ShouldBe("red", "Beijing had its red alert from 16 to 21 December 2016");

        var before = await _host.Sql.EventCount();
        await Replay(first, dongsi.Chunk(24));
        await Replay(second, nongzhanguan.Chunk(24));
        (await _host.Sql.EventCount()).ShouldBe(before, "a second replay changes nothing");
    }

    private static async Task Replay(Watched station, IEnumerable<RawHour[]> days)
    {
        foreach (var day in days)
            await station.Send([.. day.SelectMany(hour => hour.Values().Select(v => (v.Point, hour.Instant, v.Value)))]);
        await station.Looked();
    }

    private static RawHour[][] Shuffled(IEnumerable<RawHour[]> days)
    {
        var shuffled = days.ToArray();
        new Random(20161216).Shuffle(shuffled);
        return shuffled;
    }

    private async Task Agrees(Watched station, IReadOnlyList<RawHour> raw)
    {
        var hours = (await (await _host.District.Integrator).Get($"devices/{station.Code}/aqi?from=2016-12-10&to=2017-02-07")).Expect(200)["items"]
            .EnumerateArray().ToList();
        var judged = raw.Where(hour => hour.Aqi() is not null).ToList();
        hours.Select(h => h.GetProperty("aqi").GetInt32()).ShouldBe(judged.Select(hour => hour.Aqi()!.Value));
        var byLevel = judged.CountBy(hour => RawHour.LevelOf(hour.Aqi()!.Value)).OrderBy(l => l.Key).ToList();
        hours.CountBy(h => h.GetProperty("level").GetInt32()).OrderBy(l => l.Key).ShouldBe(byLevel);

        int Over(string pollutant) => hours.Count(h => h.GetProperty("over").EnumerateArray().Any(p => p.GetString() == pollutant));
        Over("NO2").ShouldBe(raw.Count(hour => hour.No2 > 200));
        Over("O3").ShouldBe(raw.Count(hour => hour.O3 > 200));
        Over("PM2.5").ShouldBe(raw.Count(hour => hour.Pm25 > 75));

        var alarms = await station.Alarms();
        Spans(alarms, "air-no2-hour").ShouldBe(Runs(raw, hour => hour.No2, 200, 200, 0));
        Spans(alarms, "air-o3-hour").ShouldBe(Runs(raw, hour => hour.O3, 200, 200, 0));
        Spans(alarms, "air-so2-hour").ShouldBe(Runs(raw, hour => hour.So2, 500, 500, 0));
        Spans(alarms, "air-aqi-heavy").ShouldBe(Runs(raw, hour => hour.Aqi(), 200, 150, 2));
        Spans(alarms, "air-aqi-severe").ShouldBe(Runs(raw, hour => hour.Aqi(), 300, 250, 2));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{raw.Count} hours, {judged.Count} with an index; by level {string.Join(", ", byLevel.Select(l => $"{l.Key}: {l.Value}"))}; "
            + $"NO2 over {Over("NO2")}, O3 over {Over("O3")}; alarms "
            + string.Join(", ", alarms.CountBy(a => a.GetProperty("rule").GetString()!).Select(a => $"{a.Key}: {a.Value}")));
    }

    private static IEnumerable<(Instant, Instant?)> Spans(IReadOnlyList<JsonElement> alarms, string rule) => alarms
        .Where(a => a.GetProperty("rule").GetString() == rule)
        .Select(a => (
            Instant.FromDateTimeOffset(a.GetProperty("raisedAt").GetDateTimeOffset()),
            a.GetProperty("clearedAt").ValueKind == JsonValueKind.Null
                ? null : (Instant?)Instant.FromDateTimeOffset(a.GetProperty("clearedAt").GetDateTimeOffset())));

    /// <summary>When it went above a limit for so many hours after the first, until it came back to another.</summary>
    private static List<(Instant, Instant?)> Runs(IReadOnlyList<RawHour> raw, Func<RawHour, int?> of, int above, int back, int hours)
    {
        var runs = new List<(Instant, Instant?)>();
        Instant? raised = null, since = null, last = null;
        foreach (var (at, value) in raw.Where(hour => of(hour) is not null).Select(hour => (hour.Instant, of(hour)!.Value)))
        {
            if (raised is not null)
            {
                if (value <= back)
                {
                    runs.Add((raised.Value, at));
                    (raised, since) = (null, null);
                }
            }
            else if (value > above)
            {
                if (since is null || at - last > Duration.FromHours(hours)) since = at;
                if (at - since >= Duration.FromHours(hours)) raised = at;
            }
            else
            {
                since = null;
            }
            last = at;
        }
        if (raised is not null) runs.Add((raised.Value, null));
        return runs;
    }
}
