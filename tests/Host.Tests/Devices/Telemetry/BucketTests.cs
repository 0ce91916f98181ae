using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Telemetry;

public sealed class BucketTests(SharedHost shared)
{
    private const string Point = "a34004.minute.avg";
    private static readonly Instant Midnight = Instant.FromUtc(2026, 3, 12, 16, 0);
    private static readonly Duration Minute = Duration.FromMinutes(1), Hour = Duration.FromHours(1), Day = Duration.FromDays(1);
    private readonly TelemetryQuery _query = new(shared.Host.Service<Npgsql.NpgsqlDataSource>());
    private readonly Station _station = Station.Of(shared.Host);

    [Fact]
    public async Task An_hour_has_count_minimum_maximum_average_first_and_last_of_its_normal_values()
    {
        await Write((0, 5, 'N'), (10, 1, 'N'), (20, 999, 'D'), (30, 9, 'N'), (40, 3, 'N'), (50, 7, 'N'), (60, 100, 'N'));

        var hours = await Buckets(BucketSize.Hour, Midnight, Midnight + Hour);

        hours.Items.ShouldBe([new(Midnight, BucketSize.Hour, 6, 5, 1, 9, 5, 5, 7, "ND", false)]);
    }

    [Fact]
    public async Task A_day_begins_at_midnight_of_the_district()
    {
        await Write((-1, 1, 'N'), (0, 2, 'N'), (24 * 60 - 1, 4, 'N'), (24 * 60, 8, 'N'));

        var days = await Buckets(BucketSize.Day, Midnight - Day, Midnight + 2 * Day);

        days.Items.Select(d => (d.At - Midnight, d.Count, d.Average)).ShouldBe([(-Day, 1L, 1.0), (Duration.Zero, 2, 3), (Day, 1, 8)]);
    }

    [Fact]
    public async Task Where_reports_are_missing_there_is_a_gap_and_an_empty_bucket_stands_only_for_one()
    {
        await Write([.. Enumerable.Range(0, 300).Where(m => m % 10 == 0 && m is < 90 or (> 180 and < 300) && m % 10 == 0)
            .Select(m => (m, 1.0, 'N'))]);

        var hours = await Buckets(BucketSize.Hour, Midnight, Midnight + 5 * Hour, now: Midnight + 5 * Hour);

        hours.Items.Select(h => ((h.At - Midnight) / Hour, h.Count, h.Gap)).ShouldBe(
            [(0, 6L, false), (1, 3, true), (2, 0, true), (3, 5, true), (4, 6, false)]);
        (await Buckets(BucketSize.Minute, Midnight, Midnight + Hour)).Items.ShouldAllBe(m => !m.Gap);
        (await Buckets(BucketSize.Hour, Midnight, Midnight + 9 * Hour, now: Midnight + 5.5 * Hour)).Items.Count.ShouldBe(
            5, "what is not over has no gap");
    }

    [Fact]
    public async Task Pages_of_buckets_together_are_the_whole()
    {
        await Write([.. Enumerable.Range(0, 600).Where(m => m is < 200 or > 400).Select(m => (m, (double)m, 'N'))]);
        var whole = await Buckets(BucketSize.Hour, Midnight - Day, Midnight + Day, now: Midnight + Day);

        var (pages, from) = (new List<TelemetryBucket>(), (Instant?)(Midnight - Day));
        while (from is { } next)
        {
            var page = await Buckets(BucketSize.Hour, next, Midnight + Day, now: Midnight + Day, limit: 3);
            pages.AddRange(page.Items);
            from = page.Next;
        }

        pages.ShouldBe(whole.Items);
        whole.Items.Count.ShouldBe(24);
        whole.Items.Count(h => h.Gap).ShouldBe(18);
    }

    [Fact]
    public async Task The_newest_value_of_every_point_is_told_also_as_of_a_moment()
    {
        await Write((0, 1, 'N'), (5, 2, 'N'));
        await _station.Send(("SB1.rs", Midnight, 1));

        (await _query.Latest(_station.Id, null, CancellationToken.None)).ShouldBe(
            [new("SB1.rs", Midnight, 1, DataFlag.Normal), new(Point, Midnight + 5 * Minute, 2, DataFlag.Normal)]);
        (await _query.Latest(_station.Id, Midnight + 4 * Minute, CancellationToken.None))[1].Value.ShouldBe(1);
        (await _query.Latest(_station.Id, Midnight - Minute, CancellationToken.None)).ShouldBeEmpty();
        (await _query.Points(_station.Id, CancellationToken.None)).ShouldBe(["SB1.rs", Point]);
    }

    private async Task Write(params (int Minute, double Value, char Flag)[] values)
    {
        var message = await _station.Message([.. values.Select(v => (Point, Midnight + v.Minute * Minute, v.Value))]);
        var flagged = message.Observations.ToArray().Zip(values, (o, v) => o with { Flag = (DataFlag)(byte)v.Flag }).ToArray();
        await shared.Host.Service<TelemetryWriter>().Write(message with { Observations = flagged }, CancellationToken.None);
    }

    private async Task<BucketPage> Buckets(BucketSize size, Instant from, Instant to, Instant? now = null, int limit = 1_000) =>
        await BucketPage.Of(
            _query, _station.Id, Point, (await _query.Span(_station.Id, Point, CancellationToken.None))!, size, from, to,
            now ?? Midnight + 3 * Day, limit, CancellationToken.None);
}
