using System.Text;
using SmartCity.DeviceGateway.Hj212;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>What the gateway makes of bytes that are no packet, or that come in pieces.</summary>
public sealed class FramingTests : IDisposable
{
    private const string Mn = "010000A8900016F000169DC0";
    private const string Upload =
        $"QN=20261122080000001;ST=22;CN=2011;PW=123456;MN={Mn};Flag=5;CP=&&DataTime=20261122080000;a34004-Rtd=35.5&&";

    private readonly TestGateway _gateway = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task Broken_packets_are_counted_by_reason_and_never_end_the_connection()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        foreach (var sample in Sample.Of("NEGATIVE")) await station.Send(sample.OnTheWire);
        (await station.Next()).ShouldEndWith("CP=&&QnRtn=100&&");
        await station.Settle(Mn);
        station.Connection.Broken(Fault.Crc).ShouldBe(3);
        station.Connection.Broken(Fault.Length).ShouldBe(2);
        station.Connection.Broken(Fault.Garbage).ShouldBe(1);
        station.Connection.Broken(Fault.Cp).ShouldBe(1);
        _gateway.Gate.Totals.Broken["Crc"].ShouldBe(3);
        _gateway.Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_half_a_packet_the_next_whole_one_is_found()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(Encoding.ASCII.GetBytes("xx##0218QN=2016080108585"));
        await station.Send(Upload);
        (await station.Next()).ShouldContain("CN=9014");
        station.Connection.Broken(Fault.Garbage).ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_without_an_end_are_thrown_away_beyond_the_longest_packet()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        for (var i = 0; i < 100; i++) await station.Send(Encoding.ASCII.GetBytes("##" + new string('x', 2000)));
        await station.Send("\r\n"u8.ToArray());
        await station.Settle(Mn);
        station.Connection.Broken(Fault.NoTail).ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Byte_by_byte_makes_no_difference()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        foreach (var value in Sample.From("C.14 realtime upload").OnTheWire) await station.Send([value]);
        (await station.Next()).ShouldContain("CN=9014");
        _gateway.Values.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_station_with_the_modbus_sum_is_heard_and_answered_in_it()
    {
        _gateway.Add(Mn, dialect: new(ModbusCrc: true));
        await using var station = _gateway.Connect();
        await station.Send(Sample.From("CRC by ordinary MODBUS").OnTheWire);
        (await station.Next()).ShouldContain("CN=9014");
        _gateway.Values.Count.ShouldBe(2);
    }
}
