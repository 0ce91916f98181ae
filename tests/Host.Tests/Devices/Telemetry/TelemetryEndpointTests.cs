using System.Text.Json;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;
using static SmartCity.Host.Tests.Devices.Telemetry.Station;

namespace SmartCity.Host.Tests.Devices.Telemetry;

public sealed class TelemetryEndpointTests(SharedHost shared) : IAsyncLifetime
{
    private const string Span = "&from=2026-03-13T12:00:00%2B08:00&to=2026-03-13T14:00:00%2B08:00";
    private string _code = "";
    private Client _reader = null!;

    /// <summary>A station with a value every ten minutes from noon on for two hours, one of them faulty.</summary>
    public async ValueTask InitializeAsync()
    {
        _reader = await shared.District.Integrator;
        var registered = (await _reader.Post("devices", new
        {
            kind = "air-station", name = "测试站", unit = (await _reader.Get("units")).Expect(200)["items"][0].GetProperty("code").GetString(),
            location = new { longitude = 116.33, latitude = 39.73 },
        }, Guid.NewGuid().ToString())).Expect(201);
        _code = registered["code"].GetString()!;
        var device = registered["id"].GetGuid();
        var series = await shared.Host.Service<SeriesBook>().Of(device, "a34004.minute.avg", CancellationToken.None);
        var values = Enumerable.Range(0, 12).Where(i => i != 9).Select(i => new Observation(
            series, Noon + Duration.FromMinutes(10 * i), i, i == 3 ? DataFlag.Fault : DataFlag.Normal)).ToArray();
        await shared.Host.Service<TelemetryWriter>().Write(new(device, Noon, null, values), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Without_a_point_the_newest_value_of_each_is_told()
    {
        var items = await Items("");

        items.ShouldHaveSingleItem().GetProperty("point").GetString().ShouldBe("a34004.minute.avg");
        items[0].GetProperty("value").GetDouble().ShouldBe(11);
        items[0].GetProperty("at").GetString().ShouldBe("2026-03-13T13:50:00+08:00");
    }

    [Fact]
    public async Task Values_come_in_order_of_time_with_their_flags_page_by_page()
    {
        var (all, cursor) = (new List<JsonElement>(), (string?)"");
        while (cursor is not null)
        {
            var page = (await Get("?point=a34004.minute.avg&limit=4" + Span + (cursor == "" ? "" : "&cursor=" + cursor))).Expect(200);
            all.AddRange(page["items"].EnumerateArray());
            cursor = page["nextCursor"].GetString();
        }

        all.Select(v => v.GetProperty("value").GetDouble()).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11]);
        all[3].GetProperty("flag").GetString().ShouldBe("fault");
        all[0].GetProperty("flag").GetString().ShouldBe("normal");
    }

    [Fact]
    public async Task Buckets_of_an_hour_tell_what_is_normal_and_what_is_missing()
    {
        var hours = await Items("?point=a34004.minute.avg&bucket=PT1H" + Span);

        hours.Select(h => h.GetRawText()).ShouldBe(
        [
            """{"at":"2026-03-13T12:00:00+08:00","length":"PT1H","count":6,"normal":5,"min":0,"max":5,"average":2.4,"first":0,"last":5,"flags":"ND","gap":false}""",
            """{"at":"2026-03-13T13:00:00+08:00","length":"PT1H","count":5,"normal":5,"min":6,"max":11,"average":8.4,"first":6,"last":11,"flags":"N","gap":true}""",
        ]);
    }

    [Fact]
    public async Task A_point_that_was_never_named_has_no_values_and_a_device_that_is_none_is_not_found()
    {
        (await Items("?point=nothing.rtd" + Span)).ShouldBeEmpty();
        (await _reader.Get("devices/nothing/telemetry")).Expect(404);
    }

    [Theory]
    [InlineData("?point=a&bucket=PT5M")]
    [InlineData("?point=a&limit=5001")]
    [InlineData("?point=a&from=yesterday")]
    [InlineData("?point=a&cursor=%21")]
    [InlineData("?point=a&from=2026-03-14T00:00:00%2B08:00&to=2026-03-13T00:00:00%2B08:00")]
    public async Task What_cannot_be_meant_is_refused(string search) => (await Get(search)).Expect(400);

    [Fact]
    public async Task Nobody_reads_without_a_token() =>
        (await shared.District.Anonymous.Get($"devices/{_code}/telemetry")).Expect(401);

    private Task<Reply> Get(string search) => _reader.Get($"devices/{_code}/telemetry{search}");

    private async Task<IReadOnlyList<JsonElement>> Items(string search) =>
        [.. (await Get(search)).Expect(200)["items"].EnumerateArray()];
}
