using NodaTime;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>Messages that a station divides into several packets.</summary>
public sealed class SplitTests : IDisposable
{
    private const string Mn = "010000A8900016F000169DC0";

    private readonly TestGateway _gateway = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task Split_packets_are_each_answered_and_put_together()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(Sample.From("split packet 1 of 2").OnTheWire);
        (await station.Next()).ShouldStartWith("QN=20160801085857534;");
        await station.Send($"QN=20160801085857535;ST=32;CN=2061;PW=123456;MN={Mn};Flag=7;PNUM=2;PNO=2;CP=&&w01018-Avg=40.1&&");
        (await station.Next()).ShouldStartWith("QN=20160801085857535;");
        _gateway.Values.Select(v => v.Value.At).Distinct().ShouldBe([Instant.FromUtc(2016, 8, 1, 0, 0)]);
    }

    [Fact]
    public async Task A_later_part_waits_unanswered_until_its_message_has_begun()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        var second = $"QN=20160801085857535;ST=32;CN=2061;PW=123456;MN={Mn};Flag=7;PNUM=2;PNO=2;CP=&&w01018-Avg=40.1&&";
        await station.Send(second);
        (await station.HearsNothing()).ShouldBeTrue();
        await station.Send(Sample.From("split packet 1 of 2").OnTheWire);
        (await station.Next()).ShouldStartWith("QN=20160801085857534;");
        (await station.Next()).ShouldStartWith("QN=20160801085857535;");
        _gateway.Values.Single(v => v.Point == "w01018.hour.avg").Value.At.ShouldBe(Instant.FromUtc(2016, 8, 1, 0, 0));
        await station.Send(second.Replace("857535", "857999", StringComparison.Ordinal));
        (await station.HearsNothing()).ShouldBeTrue("the second part of another message must not get this one's time");
    }
}
