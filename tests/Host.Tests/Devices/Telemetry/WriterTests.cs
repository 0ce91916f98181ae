using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;
using static SmartCity.Host.Tests.Devices.Telemetry.Station;

namespace SmartCity.Host.Tests.Devices.Telemetry;

public sealed class WriterTests(SharedHost shared)
{
    private readonly Station _station = Station.Of(shared.Host);

    [Fact]
    public async Task What_was_written_is_there_with_its_own_time_and_flag()
    {
        var written = await _station.Send(("a34004.rtd", Noon, 35.25), ("a34002.rtd", Noon, 80));

        written.ShouldBe(new Written(2, 0));
        (await _station.Kept(shared.Host.Sql)).ShouldBe(["a34002.rtd|2026-03-13 04:00:00|80|N", "a34004.rtd|2026-03-13 04:00:00|35.25|N"]);
        (await _station.Fresh(shared.Host.Sql)).ShouldBe(["2026-03-13 04:00:00|2026-03-13 04:00:00"]);
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_names_no_fresh_values()
    {
        await _station.Send(("a34004.rtd", Noon, 35));

        (await _station.Send(("a34004.rtd", Noon, 99))).ShouldBe(new Written(0, 1));

        (await _station.Kept(shared.Host.Sql)).ShouldBe(["a34004.rtd|2026-03-13 04:00:00|35|N"]);
        (await _station.Fresh(shared.Host.Sql)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_message_that_is_known_in_part_the_new_part_is_added_and_counted()
    {
        var minute = Duration.FromMinutes(1);
        await _station.Send(("a34004.rtd", Noon, 1), ("a34004.rtd", Noon + minute, 2));

        var written = await _station.Send(
            ("a34004.rtd", Noon, 1), ("a34004.rtd", Noon + 2 * minute, 3), ("a34004.rtd", Noon + 2 * minute, 4));

        written.ShouldBe(new Written(1, 2));
        (await _station.Kept(shared.Host.Sql)).Count.ShouldBe(3);
        (await _station.Fresh(shared.Host.Sql)).ShouldBe(
            ["2026-03-13 04:00:00|2026-03-13 04:01:00", "2026-03-13 04:02:00|2026-03-13 04:02:00"]);
    }

    [Fact]
    public async Task Late_values_land_at_their_own_time_and_each_month_of_the_district_has_its_partition()
    {
        var midnight = Instant.FromUtc(2013, 11, 30, 16, 0);
        await _station.Send(("a34004.rtd", Noon, 1));

        await _station.Send(("a34004.rtd", midnight - Duration.FromSeconds(1), 2), ("a34004.rtd", midnight, 3));

        (await _station.Kept(shared.Host.Sql)).ShouldBe(
        [
            "a34004.rtd|2013-11-30 15:59:59|2|N", "a34004.rtd|2013-11-30 16:00:00|3|N", "a34004.rtd|2026-03-13 04:00:00|1|N",
        ]);
        (await shared.Host.Sql.Rows($"select distinct p.tableoid::regclass::text from telemetry.points p join telemetry.series on id = series "
            + $"where device_id = '{_station.Id}' order by 1")).ShouldBe(
            ["telemetry.points_201311", "telemetry.points_201312", "telemetry.points_202603"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_newest_contact_and_the_last_measured_skew()
    {
        var writer = shared.Host.Service<TelemetryWriter>();
        Task<Written> Hear(Instant at, Duration? skew) => writer.Write(new(_station.Id, at, skew, default), CancellationToken.None);

        await Hear(Noon, Duration.FromMilliseconds(-1500));
        await Hear(Noon + Duration.FromSeconds(30), null);
        await Hear(Noon + Duration.FromSeconds(10), Duration.FromHours(1));

        (await shared.Host.Sql.Rows(
            $"select heard_at at time zone 'UTC' = '2026-03-13 04:00:30', skew_ms from telemetry.contacts where device_id = '{_station.Id}'"))
            .ShouldBe(["True|-1500"]);
    }

    [Fact]
    public async Task A_value_of_another_devices_series_or_one_that_is_no_number_is_refused_and_nothing_of_its_message_is_kept()
    {
        var writer = shared.Host.Service<TelemetryWriter>();
        var other = await Station.Of(shared.Host).Message(("a34004.rtd", Noon, 1));
        var mine = await _station.Message(("a34004.rtd", Noon, 1), ("a34004.rtd", Noon + Duration.FromMinutes(1), double.NaN));

        await Should.ThrowAsync<ArgumentException>(() => writer.Write(other with { Device = _station.Id }, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => writer.Write(mine, CancellationToken.None));

        (await _station.Kept(shared.Host.Sql)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_flag_is_kept_as_the_letter_of_the_protocol()
    {
        var series = await shared.Host.Service<SeriesBook>().Of(_station.Id, "a34004.rtd", CancellationToken.None);
        var values = Enum.GetValues<DataFlag>()
            .Select((flag, i) => new Observation(series, Noon + Duration.FromMinutes(i), i, flag)).ToArray();

        await shared.Host.Service<TelemetryWriter>().Write(new(_station.Id, Noon, null, values), CancellationToken.None);

        (await _station.Kept(shared.Host.Sql)).Select(row => row[^1]).ShouldBe(Enum.GetValues<DataFlag>().Select(flag => (char)flag));
    }
}
