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

    [Fact]
    public async Task A_repeated_later_part_gets_the_time_of_its_own_message_though_another_has_begun()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(Part("20160801090000001", 1, "DataTime=20160801080000;w01018-Avg=1"));
        await station.Send(Part("20160801100000001", 1, "DataTime=20160801090000;w01018-Avg=2"));
        await station.Send(Part("20160801090000002", 2, "w01019-Avg=1"));
        await station.Send(Part("20160801100000002", 2, "w01019-Avg=2"));
        await station.Send(Part("20160801090000002", 2, "w01019-Avg=1"));
        for (var i = 0; i < 5; i++) (await station.Next()).ShouldContain("CN=9014");
        _gateway.Values.Where(v => v.Point == "w01019.hour.avg").Select(v => (v.Value.Value, v.Value.At)).ShouldBe([
            (1, Instant.FromUtc(2016, 8, 1, 0, 0)), (2, Instant.FromUtc(2016, 8, 1, 1, 0)), (1, Instant.FromUtc(2016, 8, 1, 0, 0)),
        ]);
    }

    [Fact]
    public async Task A_later_part_does_not_go_to_an_older_message_that_lost_its_own()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(Part("20160801090000001", 1, "DataTime=20160801080000;w01018-Avg=1", pnum: 3));
        await station.Send(Part("20160801090000003", 3, "w01020-Avg=1", pnum: 3));
        await station.Send(Part("20160801100000001", 1, "DataTime=20160801090000;w01018-Avg=2", pnum: 3));
        await station.Send(Part("20160801100000002", 2, "w01019-Avg=2", pnum: 3));
        for (var i = 0; i < 4; i++) (await station.Next()).ShouldContain("CN=9014");
        _gateway.Values.Single(v => v.Point == "w01019.hour.avg").Value.At.ShouldBe(Instant.FromUtc(2016, 8, 1, 1, 0));
    }

    private static string Part(string qn, int pno, string cp, int pnum = 2) =>
        $"QN={qn};ST=32;CN=2061;PW=123456;MN={Mn};Flag=7;PNUM={pnum};PNO={pno};CP=&&{cp}&&";
}
