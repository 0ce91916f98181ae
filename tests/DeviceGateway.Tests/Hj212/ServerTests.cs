using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SmartCity.DeviceGateway.Hj212;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>The door over real sockets, with many who are idle and some who are slow.</summary>
public sealed class ServerTests
{
    private const string Mn = "010000A8900016F000169DC0";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_port_it_is_not_opened()
    {
        using var gateway = new TestGateway();
        using var server = Server(gateway, new());
        await server.StartAsync(Stop);
        server.Port.ShouldBeNull();
        await server.StopAsync(Stop);
    }

    [Fact]
    public async Task Thousands_of_idle_and_hundreds_of_slow_ones_do_not_hold_up_the_rest()
    {
        using var gateway = new TestGateway();
        gateway.Add(Mn);
        using var server = Server(gateway, new() { Port = 0, PacketLimit = TimeSpan.FromSeconds(4) });
        await server.StartAsync(Stop);
        using var station = await Connect(server);
        var alone = await Rounds(station, 200);

        var before = Environment.WorkingSet;
        var idle = await Many(server, 5000);
        var slow = await Many(server, 500);
        (await Until(() => server.Connections == 5501)).ShouldBeTrue();
        var grown = (Environment.WorkingSet - before) / 5500;
        var dripping = Drip(slow);
        var among = await Rounds(station, 200);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"200 packets: alone {alone.TotalMilliseconds:F0} ms, among 5,500 {among.TotalMilliseconds:F0} ms; "
            + $"{grown} bytes a connection, both ends");
        among.ShouldBeLessThan((alone * 10) + TimeSpan.FromSeconds(2));
        (await Until(() => server.Totals.TooSlow == 500)).ShouldBeTrue("each slow one is cut off after the limit");
        (await Until(() => server.Connections == 5001)).ShouldBeTrue("the idle ones stay");
        await dripping;
        foreach (var socket in idle.Concat(slow)) socket.Dispose();
        await server.StopAsync(Stop);
    }

    [Fact]
    public async Task More_than_the_most_connections_are_refused_and_a_place_that_is_free_again_is_taken()
    {
        using var gateway = new TestGateway();
        gateway.Add(Mn);
        using var server = Server(gateway, new() { Port = 0, MostConnections = 2 });
        await server.StartAsync(Stop);
        using var first = await Connect(server);
        var second = await Connect(server);
        (await Until(() => server.Connections == 2)).ShouldBeTrue();
        using (var third = await Connect(server))
            (await third.ReceiveAsync(new byte[1], Stop)).ShouldBe(0);
        second.Dispose();
        (await Until(() => server.Connections == 1)).ShouldBeTrue();
        using var fourth = await Connect(server);
        await Rounds(fourth, 1);
        await server.StopAsync(Stop);
    }

    [Fact]
    public async Task Memory_is_bounded_while_nothing_can_be_committed()
    {
        using var gateway = new TestGateway(new() { Window = 8, WindowOfAll = 16 });
        gateway.Add(Mn);
        var asked = 0;
        var commit = new TaskCompletionSource();
        gateway.Commit = () =>
        {
            Interlocked.Increment(ref asked);
            return commit.Task;
        };
        using var server = Server(gateway, new() { Port = 0, Window = 8, WindowOfAll = 16 });
        await server.StartAsync(Stop);
        using var station = await Connect(server);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++) await station.SendAsync(Sample.From("C.14 realtime upload").OnTheWire, Stop);
        }, Stop);
        await Task.Delay(300, Stop);
        asked.ShouldBeLessThanOrEqualTo(16);
        commit.SetResult();
        await sending;
        (await Until(() => server.Totals.Packets == 2000)).ShouldBeTrue();
        await server.StopAsync(Stop);
    }

    private static Hj212Server Server(TestGateway gateway, Hj212Options options) =>
        new(options, gateway.Gate.Intake, gateway, gateway, gateway, TimeProvider.System, NullLogger<Hj212Server>.Instance);

    private static async Task<Socket> Connect(Hj212Server server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port!.Value), Stop);
        return socket;
    }

    private static async Task<List<Socket>> Many(Hj212Server server, int count)
    {
        var sockets = new List<Socket>(count);
        while (sockets.Count < count) sockets.Add(await Connect(server));
        return sockets;
    }

    /// <summary>Each sends one byte a second of a packet that never gets whole.</summary>
    private static async Task Drip(List<Socket> sockets)
    {
        foreach (var value in Encoding.ASCII.GetBytes("##0218QN=2016"))
        {
            foreach (var socket in sockets)
            {
                try
                {
                    await socket.SendAsync(new[] { value }, Stop);
                }
                catch (SocketException)
                {
                    return;
                }
            }

            await Task.Delay(1000, Stop);
        }
    }

    private static async Task<TimeSpan> Rounds(Socket socket, int count)
    {
        var (packet, answer) = (Sample.From("C.14 realtime upload").OnTheWire, new byte[200]);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await socket.SendAsync(packet, Stop);
            var length = 0;
            while (length < 2 || answer[length - 1] != '\n') length += await socket.ReceiveAsync(answer.AsMemory(length), Stop);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<bool> Until(Func<bool> condition)
    {
        for (var i = 0; i < 1500 && !condition(); i++) await Task.Delay(10, Stop);
        return condition();
    }
}
