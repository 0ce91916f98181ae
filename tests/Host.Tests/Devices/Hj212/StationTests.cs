using System.Diagnostics;
using System.Globalization;
using NodaTime;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Hj212;

/// <summary>From a registration over the API to values, states and answers over TCP, on the real host.</summary>
public sealed class StationTests(SharedHost shared)
{
    private RunningHost Host => shared.Host;

    private Task<IReadOnlyList<string>> Kept(TcpStation station) => Host.Sql.Rows(
        "select s.point, to_char(p.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), p.value, p.flag from telemetry.points p "
        + $"join telemetry.series s on s.id = p.series where s.device_id = '{station.Id}' order by 1, 2");

    [Fact]
    public async Task What_a_station_sends_is_kept_before_it_is_answered_and_a_repeat_changes_nothing()
    {
        using var station = await TcpStation.Register(Host);
        const string Values = "DataTime=20260301080000;a34004-Avg=61.0,a34004-Flag=N;a34002-Avg=118.0,a34002-Flag=D";
        await station.Send(station.Upload(2051, Values));
        (await station.Next()).ShouldBe($"QN=20260301080500001;ST=91;CN=9014;PW={station.Pw};MN={station.Mn};Flag=4;CP=&&&&");
        var kept = await Kept(station);
        kept.ShouldBe(["a34002.minute.avg|2026-03-01 00:00|118|D", "a34004.minute.avg|2026-03-01 00:00|61|N"]);
        await station.Send(station.Upload(2051, Values.Replace("61.0", "99", StringComparison.Ordinal)));
        (await station.Next()).ShouldContain("CN=9014");
        (await Kept(station)).ShouldBe(kept);
    }

    [Fact]
    public async Task Late_hours_days_and_noise_land_at_their_own_time()
    {
        using var station = await TcpStation.Register(Host, "noise-station");
        await station.Send(station.Upload(2031, "DataTime=20260302000000;Ld-DayData=52.5;Ln-NightData=42.5"));
        await station.Send(station.Upload(2061, "DataTime=20260228230000;Leq-Data=50.0"));
        for (var i = 0; i < 2; i++) (await station.Next()).ShouldContain("CN=9014");
        (await Kept(station)).ShouldBe(
            ["Ld.day|2026-03-01 16:00|52.5|N", "Leq.hour|2026-02-28 15:00|50|N", "Ln.day|2026-03-01 16:00|42.5|N"]);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_nothing_is_kept()
    {
        using var station = await TcpStation.Register(Host);
        var right = station.Pw;
        station.Pw = "000000";
        await station.Send(station.Upload(2011, "DataTime=20260301080000;a34004-Rtd=61.0"));
        (await station.Next()).ShouldBe($"QN=20260301080500001;ST=91;CN=9011;PW=000000;MN={station.Mn};Flag=4;CP=&&QnRtn=3&&");
        (await Kept(station)).ShouldBeEmpty();
        station.Pw = right;
        await station.Send(station.Upload(2011, "DataTime=20260301080000;a34004-Rtd=61.0"));
        (await station.Next()).ShouldContain("CN=9014");
    }

    [Fact]
    public async Task Facilities_the_restart_and_the_skew_show_in_the_twin()
    {
        using var station = await TcpStation.Register(Host, "emission-monitor");
        var ahead = SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(7);
        var qn = ahead.InUtc().LocalDateTime.PlusHours(8).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "000";
        await station.Send(station.Upload(2021, "DataTime=20260301080000;SB1-RS=4;SB2-RS=0", qn));
        await station.Send(station.Upload(2081, "DataTime=20260301080000;RestartTime=20260301075959", qn));
        for (var i = 0; i < 2; i++) (await station.Next()).ShouldContain("CN=9014");
        var twin = (await (await Host.District.Admin).Get("devices/" + station.Code)).Expect(200).Body;
        twin.ShouldContain("\"alarm\"");
        twin.ShouldContain("20260301075959");
        (await Host.Sql.Value<long>($"select skew_ms from telemetry.contacts where device_id = '{station.Id}'")).ShouldBeInRange(415_000, 421_000);
    }

    [Fact]
    public async Task Many_stations_that_do_not_wait_are_all_answered_and_everything_is_there()
    {
        const int Stations = 20, Packets = 100;
        var stations = await Task.WhenAll(Enumerable.Range(0, Stations).Select(_ => TcpStation.Register(Host)));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(stations.Select(async station =>
        {
            await station.Connect();
            var sending = Task.Run(async () =>
            {
                for (var i = 0; i < Packets; i++)
                    await station.Send(station.Upload(2061, $"DataTime=2026{1 + i / 24 / 28:D2}{1 + i / 24 % 28:D2}{i % 24:D2}0000;"
                        + "a34004-Avg=61,a34004-Flag=N;a34002-Avg=118,a34002-Flag=N;a21026-Avg=8,a21026-Flag=N;a05024-Avg=70,a05024-Flag=N"));
            });
            for (var i = 0; i < Packets; i++) (await station.Next()).ShouldContain("CN=9014");
            await sending;
        }));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Stations * Packets} packets of four values acknowledged in {seconds:F2} s"));
        var ids = string.Join("','", stations.Select(s => s.Id));
        (await Host.Sql.Value<long>(
            $"select count(*) from telemetry.points p join telemetry.series s on s.id = p.series where s.device_id in ('{ids}')"))
            .ShouldBe(Stations * Packets * 4);
        foreach (var station in stations) station.Dispose();
    }
}
