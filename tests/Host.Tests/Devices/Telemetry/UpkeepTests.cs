using NodaTime;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.Host.Tests.Devices.Telemetry;

/// <summary>Old values go by the configured days; what is asked of that time is answered out of sums.</summary>
public sealed class UpkeepTests : IAsyncLifetime
{
    private const string Point = "a34004.minute.avg";
    private static readonly Instant March = Instant.FromUtc(2026, 2, 28, 16, 0), April = Instant.FromUtc(2026, 3, 31, 16, 0);
    private static readonly Duration Minute = Duration.FromMinutes(1), Hour = Duration.FromHours(1), Day = Duration.FromDays(1);
    private TelemetryRig _rig = null!;
    private Station _station = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await TelemetryRig.Start();
        _station = await _rig.Station();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Buckets_out_of_sums_are_the_same_as_out_of_the_values_that_are_gone()
    {
        await Fill(March + 10.3 * Day, 2_000);
        await Fill(April - 30 * Minute, 60);
        var before = await Everything();

        (await Keep(raw: 30, at: April + 30 * Day)).ShouldBeTrue();

        (await Partitions()).ShouldBe(["telemetry.points_202604"]);
        (await Everything()).ShouldBe(before);
        before.Count(b => b.Size == BucketSize.Hour).ShouldBeGreaterThan(34);

        async Task<List<TelemetryBucket>> Everything() =>
            [.. await Buckets(BucketSize.Minute), .. await Buckets(BucketSize.Hour), .. await Buckets(BucketSize.Day)];
    }

    [Fact]
    public async Task A_month_stays_as_long_as_its_last_day_is_kept_and_nothing_goes_without_a_setting()
    {
        await Fill(March, 10);
        await Keep(raw: 30, at: April + 30 * Day - Minute);
        await Keep(raw: null, at: April + 3_000 * Day);
        (await Partitions()).ShouldBe(["telemetry.points_202603"]);
    }

    [Fact]
    public async Task Values_that_are_not_summed_up_are_never_dropped()
    {
        await Fill(March, 10);
        (await _rig.Sql.Value<bool>("select telemetry.let_go('2026-03-01')")).ShouldBeFalse();
        await _rig.Sql.Execute($"select telemetry.roll_up('{March}')");
        await Fill(March + 5 * Minute + Duration.FromSeconds(1), 1);
        (await _rig.Sql.Value<bool>("select telemetry.let_go('2026-03-01')")).ShouldBeFalse("one more came since");
        await _rig.Sql.Execute($"select telemetry.roll_up('{March}')");
        (await _rig.Sql.Value<bool>("select telemetry.let_go('2026-03-01')")).ShouldBeTrue();
        (await Buckets(BucketSize.Hour)).ShouldHaveSingleItem().Count.ShouldBe(11);
    }

    [Fact]
    public async Task A_late_value_of_a_month_that_has_gone_fills_its_gap_and_a_repeat_of_what_was_summed_up_changes_nothing()
    {
        await Fill(March, 10);
        await Fill(March + 20 * Minute, 40);
        await Keep(raw: 30, at: April + 30 * Day);
        var before = await Buckets(BucketSize.Hour);
        before.ShouldHaveSingleItem().Count.ShouldBe(50);

        await Fill(March, 20);
        await Keep(raw: 30, at: April + 31 * Day);

        var after = (await Buckets(BucketSize.Hour)).ShouldHaveSingleItem();
        (after.Count, after.Gap).ShouldBe((60, false));
        (await Partitions()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sums_go_after_their_own_time_and_of_older_times_coarser_ones_are_told()
    {
        await Fill(March, 3 * 24 * 60);
        await Keep(raw: 30, at: April + 40 * Day, minutes: 69, hours: 70);

        // 40 days after March 31: 69 days back is the 3rd of March, 70 the 2nd.
        (await Buckets(BucketSize.Minute)).GroupBy(b => (b.Size, Day: (int)((b.At - March) / Day))).Select(g => (g.Key.Size, g.Key.Day, g.Count()))
            .ShouldBe([(BucketSize.Day, 0, 1), (BucketSize.Hour, 1, 24), (BucketSize.Minute, 2, 24 * 60)]);
        (await _rig.Sql.Rows("select size, count(*) from telemetry.rollups group by 1 order by 1")).ShouldBe(["d|3", "h|48", "m|1440"]);
    }

    [Fact]
    public async Task Another_node_that_is_at_it_is_left_alone()
    {
        await using var other = new Npgsql.NpgsqlConnection(_rig.OwnersConnection);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var take = new Npgsql.NpgsqlCommand("select pg_advisory_lock(hashtext('smartcity.telemetry.upkeep'))", other);
        await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await Keep(raw: 30, at: April)).ShouldBeFalse();
    }

    private Task<bool> Keep(int? raw, Instant at, int? minutes = null, int? hours = null) =>
        _rig.Upkeep(new() { KeepRawDays = raw, KeepMinuteDays = minutes, KeepHourDays = hours }, at).Turn(CancellationToken.None);

    private async Task Fill(Instant from, int minutes) =>
        await _station.Send([.. Enumerable.Range(0, minutes).Select(m => (Point, from + m * Minute, (double)(m % 97)))]);

    private async Task<IReadOnlyList<TelemetryBucket>> Buckets(BucketSize size)
    {
        var span = (await _rig.Query.Span(_station.Id, Point, CancellationToken.None))!;
        var now = span.Last + 2 * Minute;
        return [.. (await BucketPage.Of(
            _rig.Query, _station.Id, Point, span, size, March, April + 60 * Day, now, 100_000, CancellationToken.None)).Items
            .Where(b => b.Count > 0)];
    }

    private Task<IReadOnlyList<string>> Partitions() => _rig.Sql.Rows(
        "select inhrelid::regclass::text from pg_inherits where inhparent = 'telemetry.points'::regclass order by 1");
}
