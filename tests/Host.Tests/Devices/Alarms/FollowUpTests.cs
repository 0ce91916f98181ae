using System.Text.Json;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Alarms;

/// <summary>From a value to an alarm, and what follows; each once, whatever is repeated.</summary>
public sealed class FollowUpTests(SharedHost shared)
{
    private readonly RunningHost _host = shared.Host;
    private static readonly Instant Now = SystemClock.Instance.GetCurrentInstant();

    private static Instant Minute(int minute) => Now - Duration.FromMinutes(60) + Duration.FromMinutes(minute);

    private static (string, Instant, double)[] Levels(int from, params double[] levels) =>
        [.. levels.Select((level, i) => ("waterLevel", Minute(from + i), level))];

    [Fact]
    public async Task Water_on_a_road_becomes_a_case_once_and_the_alarm_is_cleared_when_it_is_gone()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        await lamp.Send(Levels(0, 3, 20, 20, 20));
        var alarm = (await lamp.Alarms()).ShouldHaveSingleItem();
        alarm.GetProperty("rule").GetString().ShouldBe("street-flooded");
        alarm.GetProperty("raisedAt").GetDateTimeOffset().ShouldBe(Minute(3).ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        var followed = alarm.GetProperty("followUp");
        followed.GetProperty("number").GetString()!.ShouldStartWith("DX-GC-");
        var opened = await _host.District.Matter(followed.GetProperty("matterId").GetGuid());
        opened.Text("kind").ShouldBe("grid-case");
        opened.Body.ShouldContain("event-0406");

        await lamp.Send(Levels(0, 3, 20, 20, 20));
        await lamp.Send(Levels(4, 20, 20, 5));
        var cleared = (await lamp.Alarms()).ShouldHaveSingleItem();
        cleared.GetProperty("clearedAt").GetDateTimeOffset().ShouldBe(Minute(6).ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        (await Cases(lamp)).ShouldBe(1);
    }

    [Fact]
    public async Task Looking_again_after_a_crash_finds_nothing_new()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        await lamp.Send(Levels(0, 3, 20, 20, 20, 4));
        await lamp.Looked();
        var before = await Events(lamp);
        await _host.Sql.Execute(
            $"insert into telemetry.fresh (device_id, from_at, to_at) values ('{lamp.Id}', now() - interval '2 hours', now())");
        await lamp.Looked();
        (await Events(lamp)).ShouldBe(before);
        (await Cases(lamp)).ShouldBe(1);
    }

    [Fact]
    public async Task Deep_water_is_an_emergency_at_its_level()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        await lamp.Send(Levels(0, 60, 60, 60, 60));
        var deep = (await lamp.Alarms()).Single(a => a.GetProperty("rule").GetString() == "street-flooded-deep");
        deep.GetProperty("followUp").GetProperty("consequence").GetString().ShouldBe("emergency");
        var opened = await _host.District.Matter(deep.GetProperty("followUp").GetProperty("matterId").GetGuid());
        opened.Body.ShouldContain("flood");
    }

    [Fact]
    public async Task Late_values_correct_an_alarm_and_refute_one()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        await lamp.Send(("waterLevel", Minute(10), 20), ("waterLevel", Minute(12), 20), ("waterLevel", Minute(20), 3));
        (await lamp.Alarms()).ShouldHaveSingleItem().GetProperty("raisedAt").GetDateTimeOffset()
            .ShouldBe(Minute(12).ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        await lamp.Send(("waterLevel", Minute(9), 20), ("waterLevel", Minute(14), 2));
        var corrected = (await lamp.Alarms()).ShouldHaveSingleItem();
        corrected.GetProperty("raisedAt").GetDateTimeOffset().ShouldBe(Minute(12).ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        corrected.GetProperty("clearedAt").GetDateTimeOffset().ShouldBe(Minute(14).ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        await lamp.Send(("waterLevel", Minute(11), 2));
        (await lamp.Alarms()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_open_manhole_cover_is_an_alarm_until_it_is_closed()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        await lamp.Say(new DeviceReport.State("manholeCover", "open", null, Minute(30)));
        var alarm = (await lamp.Alarms()).ShouldHaveSingleItem();
        alarm.GetProperty("followUp").GetProperty("consequence").GetString().ShouldBe("grid-case");
        await lamp.Say(new DeviceReport.State("manholeCover", "closed", null, Minute(40)));
        (await lamp.Alarms()).ShouldHaveSingleItem().GetProperty("clearedAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task What_is_learnt_of_too_late_calls_nobody_out()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        var before = Now - Duration.FromDays(40);
        await lamp.Send(("waterLevel", before, 20), ("waterLevel", before + Duration.FromMinutes(2), 20));
        (await lamp.Alarms()).ShouldHaveSingleItem().TryGetProperty("followUp", out var followUp).ShouldBeTrue();
        followUp.ValueKind.ShouldBe(JsonValueKind.Null);
        (await Cases(lamp)).ShouldBe(0);
    }

    [Fact]
    public async Task A_device_under_maintenance_raises_nothing()
    {
        var lamp = await Watched.Register(_host, "lamp-post");
        (await (await _host.District.Admin).Post($"devices/{lamp.Code}/maintenance", new { reason = "换传感器" })).Expect(200);
        var later = SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(1);
        await lamp.Send(("waterLevel", later, 20), ("waterLevel", later + Duration.FromMinutes(2), 20));
        (await lamp.Alarms()).ShouldBeEmpty();
    }

    private Task<long> Cases(Watched device) => _host.Sql.Value<long>(
        $"select count(*) from ledger.mt_events where type = 'grid_case_reported' and data::text like '%{device.Code}%'");

    /// <summary>What it says of alarms; that it came online may be recorded at any moment.</summary>
    private Task<long> Events(Watched device) => _host.Sql.Value<long>(
        $"select count(*) from ledger.mt_events where stream_id = '{device.Id}' and type like 'alarm%'");
}
