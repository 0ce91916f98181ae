using FsCheck.Xunit;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using static SmartCity.Host.Tests.Devices.Telemetry.Station;

namespace SmartCity.Host.Tests.Devices.Telemetry;

/// <summary>The same values come twice, in any order, over several nodes at once.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private TelemetryRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await TelemetryRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Two_nodes_that_write_the_same_values_at_once_keep_each_once_and_one_of_them_counts_it_as_new()
    {
        const int messages = 60, values = 40, distinct = 500;
        var (one, two) = (await _rig.Node(), await _rig.Node());
        var device = Guid.CreateVersion7();
        var series = await one.Series.Of(device, "a34004.rtd", CancellationToken.None);
        (await two.Series.Of(device, "a34004.rtd", CancellationToken.None)).ShouldBe(series);
        var dice = new Random(212);
        DeviceMessage Any() => new(device, Noon, null, Enumerable.Range(0, values).Select(_ => dice.Next(distinct))
            .Select(n => new Observation(series, Noon + Duration.FromSeconds(n), n, DataFlag.Normal)).ToArray());

        var sent = Enumerable.Range(0, messages).Select(_ => Any()).ToList();
        var written = await Task.WhenAll(
            sent.SelectMany(m => new[] { one.Writer.Write(m, CancellationToken.None), two.Writer.Write(m, CancellationToken.None) }));

        var kept = sent.SelectMany(m => m.Observations.ToArray()).Distinct().Count();
        (await _rig.Sql.Value<long>("select count(*) from telemetry.points")).ShouldBe(kept);
        written.Sum(w => w.New).ShouldBe(kept);
        written.Sum(w => w.New + w.Known).ShouldBe(2 * messages * values);
    }

    [Fact]
    public async Task Two_nodes_that_need_the_partition_of_a_month_and_the_number_of_a_point_at_once_share_them()
    {
        var (one, two) = (await _rig.Node(), await _rig.Node());
        for (var year = 2001; year < 2011; year++)
        {
            var at = Instant.FromUtc(year, 6, 1, 12, 0);
            var device = Guid.CreateVersion7();
            Station[] both = [new(one.Series, one.Writer) { Id = device }, new(two.Series, two.Writer) { Id = device }];
            var written = await Task.WhenAll(both.Select(s => s.Send(("Leq.minute", at, year))));
            written.Sum(w => w.New).ShouldBe(1);
        }
        (await _rig.Sql.Value<long>("select count(*) from telemetry.points")).ShouldBe(10);
        (await _rig.Sql.Value<long>("select count(*) from telemetry.series")).ShouldBe(10);
    }

    /// <summary>Whatever order messages come in and however they are cut and repeated, the same is kept.</summary>
    [Property(MaxTest = 15)]
    public async Task The_order_of_messages_and_how_values_are_cut_into_them_do_not_matter(byte[] seconds, int seed)
    {
        var node = await Shared(_rig);
        var dice = new Random(seed);
        var straight = new Station(node.Series, node.Writer);
        await straight.Send([.. seconds.Distinct().Select(s => ("a34004.rtd", Noon + Duration.FromSeconds(s), (double)s))]);

        var shuffled = new Station(node.Series, node.Writer);
        var twice = seconds.Concat(seconds).OrderBy(_ => dice.Next()).ToArray();
        await Task.WhenAll(twice.Chunk(1 + dice.Next(4)).Select(part =>
            shuffled.Send([.. part.Select(s => ("a34004.rtd", Noon + Duration.FromSeconds(s), (double)s))])));

        (await shuffled.Kept(_rig.Sql)).ShouldBe(await straight.Kept(_rig.Sql));
        (await _rig.Sql.Value<bool>(
            $"select (select (min(from_at), max(to_at)) from telemetry.fresh where device_id = '{shuffled.Id}') is not distinct from "
            + $"(select (min(from_at), max(to_at)) from telemetry.fresh where device_id = '{straight.Id}')")).ShouldBeTrue();
    }

    private (SeriesBook Series, TelemetryWriter Writer)? _shared;

    private async Task<(SeriesBook Series, TelemetryWriter Writer)> Shared(TelemetryRig rig) => _shared ??= await rig.Node();
}
