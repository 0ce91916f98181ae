using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;
using Npgsql;
using SmartCity.DeviceGateway.Telemetry;
using static SmartCity.Host.Tests.Devices.Telemetry.Station;

namespace SmartCity.Host.Tests.Devices.Telemetry;

/// <summary>The database goes away, is full, or refuses a value, while devices send.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private TelemetryRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await TelemetryRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task While_connections_break_and_none_is_taken_for_a_while_senders_wait_and_nothing_acknowledged_is_lost()
    {
        var node = await _rig.Node();
        var acknowledged = new ConcurrentBag<(Guid, int)>();
        var failed = 0;
        var until = Stopwatch.StartNew();
        var sending = Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            var station = new Station(node.Series, node.Writer);
            var message = await station.Message(("a34004.rtd", Noon, 0));
            for (var i = 0; until.Elapsed < TimeSpan.FromSeconds(5); i++)
                try
                {
                    var value = message.Observations.Span[0] with { At = Noon + Duration.FromSeconds(i), Value = i };
                    await node.Writer.Write(message with { Observations = new[] { value } }, CancellationToken.None);
                    acknowledged.Add((station.Id, i));
                }
                catch (TelemetryUnavailableException)
                {
                    Interlocked.Increment(ref failed);
                }
        })).ToList();
        await Task.Delay(700);
        await _rig.EndConnections();
        await Task.Delay(700);
        await using (await _rig.TakeAway()) await Task.Delay(2_000);
        await Task.WhenAll(sending);

        failed.ShouldBe(0, "two seconds are shorter than they wait");
        acknowledged.Count.ShouldBeGreaterThan(100);
        (await Missing(acknowledged)).ShouldBe(0);
        TestContext.Current.SendDiagnosticMessage($"{acknowledged.Count} acknowledged across two breaks");
    }

    [Fact]
    public async Task When_the_database_stays_away_senders_are_told_in_time_memory_is_bounded_and_work_goes_on_by_itself()
    {
        var node = await _rig.Node(new() { TakeWithinSeconds = 1, MostWaiting = 500 });
        var stations = new List<DeviceMessage>();
        for (var i = 0; i < 100; i++)
            stations.Add(await new Station(node.Series, node.Writer).Message(
                [.. Enumerable.Range(0, 50).Select(n => ("a34004.rtd", Noon + Duration.FromSeconds(n), (double)n))]));
        var most = 0;
        await using (await _rig.TakeAway())
        {
            for (var round = 0; round < 2; round++)
            {
                var waited = Stopwatch.StartNew();
                var writes = stations.Select(m => node.Writer.Write(m, CancellationToken.None)).ToList();
                var all = Task.WhenAll(writes);
                while (await Task.WhenAny(all, Task.Delay(20)) != all) most = Math.Max(most, node.Writer.Waiting);
                writes.ShouldAllBe(w => w.Exception!.InnerException is TelemetryUnavailableException);
                waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
            }
        }
        most.ShouldBeInRange(1, 500);

        var back = Stopwatch.StartNew();
        await Task.WhenAll(stations.Select(async message =>
        {
            while (true)
                try
                {
                    var written = await node.Writer.Write(message, CancellationToken.None);
                    (written.New + written.Known).ShouldBe(50);
                    break;
                }
                catch (TelemetryUnavailableException)
                {
                    back.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
                }
        }));
        (await _rig.Sql.Value<long>("select count(*) from telemetry.points")).ShouldBe(5_000);
        while (node.Writer.Waiting > 0) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task While_the_disk_is_full_nobody_is_answered_and_when_it_is_not_any_more_the_same_messages_are_kept()
    {
        await _rig.Sql.Execute(
            "create function telemetry.full() returns trigger language plpgsql as "
            + "$$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$; "
            + "create trigger full_disk before insert on telemetry.contacts execute function telemetry.full()");
        var station = await _rig.Station();
        var write = station.Send(("a34004.rtd", Noon, 1));
        await Task.Delay(1_000, TestContext.Current.CancellationToken);
        write.IsCompleted.ShouldBeFalse();
        (await station.Kept(_rig.Sql)).ShouldBeEmpty();

        await _rig.Sql.Execute("drop trigger full_disk on telemetry.contacts");

        (await write).ShouldBe(new Written(1, 0));
        (await station.Kept(_rig.Sql)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_the_database_refuses_fails_alone_and_its_neighbours_of_the_batch_are_kept()
    {
        await _rig.Sql.Execute(
            "create function telemetry.no_devil() returns trigger language plpgsql as "
            + "$$ begin if new.value = 666 then raise exception 'no' using errcode = '22023'; end if; return new; end $$; "
            + "create trigger no_devil before insert on telemetry.points for each row execute function telemetry.no_devil()");
        var node = await _rig.Node(new() { Lanes = 1 });
        var first = await new Station(node.Series, node.Writer).Message(("a34004.rtd", Noon, 0));
        var stations = Enumerable.Range(0, 9).Select(_ => new Station(node.Series, node.Writer)).ToList();
        var messages = new List<DeviceMessage>();
        foreach (var (i, station) in stations.Index()) messages.Add(await station.Message(("a34004.rtd", Noon, i == 4 ? 666 : i)));

        List<Task<Written>> writes;
        await using (await Hold())
        {
            _ = node.Writer.Write(first, CancellationToken.None);
            await Task.Delay(200, TestContext.Current.CancellationToken);
            writes = [.. messages.Select(m => node.Writer.Write(m, CancellationToken.None))];
        }

        await Should.ThrowAsync<PostgresException>(() => writes[4]);
        foreach (var (i, write) in writes.Index())
            if (i != 4) (await write).ShouldBe(new Written(1, 0));
        (await stations[4].Kept(_rig.Sql)).ShouldBeEmpty();
        (await _rig.Sql.Value<long>("select count(*) from telemetry.points")).ShouldBe(9);
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit_and_a_batch_that_breaks_off_in_the_middle_is_written_again()
    {
        var station = await _rig.Station();
        Task<Written> write;
        await using (await Hold())
        {
            write = station.Send(("a34004.rtd", Noon, 1));
            await Task.Delay(500, TestContext.Current.CancellationToken);
            write.IsCompleted.ShouldBeFalse("its transaction waits at the contacts, its values inserted");
            (await station.Kept(_rig.Sql)).ShouldBeEmpty();
            await _rig.EndConnections();
            await Task.Delay(500, TestContext.Current.CancellationToken);
            write.IsCompleted.ShouldBeFalse();
        }

        (await write).ShouldBe(new Written(1, 0));
        (await station.Fresh(_rig.Sql)).Count.ShouldBe(1);
    }

    /// <summary>Lets every batch come to its contacts and no further.</summary>
    private async Task<IAsyncDisposable> Hold()
    {
        var owner = new NpgsqlConnection(_rig.OwnersConnection);
        await owner.OpenAsync();
        await using var take = new NpgsqlCommand("begin; lock table telemetry.contacts in exclusive mode", owner);
        await take.ExecuteNonQueryAsync();
        return owner;
    }

    private async Task<long> Missing(IEnumerable<(Guid Device, int Value)> acknowledged)
    {
        var kept = (await _rig.Sql.Rows("select device_id, value::int from telemetry.points join telemetry.series on id = series")).ToHashSet();
        return acknowledged.Count(a => !kept.Contains($"{a.Device}|{a.Value}"));
    }
}
