using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>What a station hears, and when, from its first packet on.</summary>
public sealed class SessionTests : IDisposable
{
    private const string Mn = "010000A8900016F000169DC0";

    private readonly TestGateway _gateway = new();

    public void Dispose() => _gateway.Dispose();

    private static string Upload(string qn = "20261122080000001", string pw = "123456", string mn = Mn, int flag = 5) =>
        $"QN={qn};ST=22;CN=2011;PW={pw};MN={mn};Flag={flag};CP=&&DataTime=20261122080000;a34004-Rtd=35.5,a34004-Flag=N&&";

    [Fact]
    public async Task An_upload_is_answered_as_the_standard_has_it_and_kept()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(Sample.From("C.14 realtime upload").OnTheWire);
        (await station.Next()).ShouldBe($"QN=20160801085857223;ST=91;CN=9014;PW=123456;MN={Mn};Flag=4;CP=&&&&");
        _gateway.Values.Select(v => v.Point).ShouldBe(["w01001.rtd", "w01018.rtd"]);
    }

    [Fact]
    public async Task The_answer_comes_after_the_commit_and_not_before()
    {
        _gateway.Add(Mn);
        var commit = new TaskCompletionSource();
        _gateway.Commit = () => commit.Task;
        await using var station = _gateway.Connect();
        await station.Send(Upload());
        (await station.HearsNothing()).ShouldBeTrue();
        commit.SetResult();
        (await station.Next()).ShouldContain("CN=9014");
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_answered_and_the_next_one_is()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        _gateway.Commit = () => Task.FromException(new TimeoutException());
        await station.Send(Upload());
        (await station.HearsNothing()).ShouldBeTrue();
        _gateway.Gate.Totals.Unacknowledged.ShouldBe(1);
        _gateway.Commit = () => Task.CompletedTask;
        await station.Send(Upload());
        (await station.Next()).ShouldContain("CN=9014");
    }

    [Fact]
    public async Task Answers_come_in_the_order_of_the_packets_while_commits_wait()
    {
        _gateway.Add(Mn);
        var commit = new TaskCompletionSource();
        _gateway.Commit = () => commit.Task;
        await using var station = _gateway.Connect();
        for (var i = 0; i < 50; i++) await station.Send(Upload($"20261122080000{i:D3}"));
        commit.SetResult();
        for (var i = 0; i < 50; i++) (await station.Next()).ShouldStartWith($"QN=20261122080000{i:D3};");
    }

    [Theory]
    [InlineData("654321", Mn, 3)]
    [InlineData("123456", "0000", 4)]
    [InlineData("123456", "MQTTONLY", 4)]
    [InlineData("123456", "PLANNED", 2)]
    public async Task Who_does_not_prove_itself_is_told_why_and_nothing_is_kept(string pw, string mn, int reason)
    {
        _gateway.Add(Mn);
        _gateway.Add("MQTTONLY", protocol: "mqtt");
        _gateway.Add("PLANNED", lifeCycle: LifeCycle.Planned);
        await using var station = _gateway.Connect();
        await station.Send(Upload(pw: pw, mn: mn));
        (await station.Next()).ShouldBe($"QN=20261122080000001;ST=91;CN=9011;PW={pw};MN={mn};Flag=4;CP=&&QnRtn={reason}&&");
        _gateway.Messages.ShouldBeEmpty();
        station.Connection.IsKnown.ShouldBeFalse();
    }

    [Theory]
    [InlineData("QN=20261122080000001;ST=22;CN=2000;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&&&", 8)]
    [InlineData("QN=20261122080000001;ST=22;CN=20x1;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&&&", 8)]
    [InlineData("QN=20261122080000001;ST=22;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=999;CP=&&&&", 6)]
    [InlineData("QN=2026;ST=22;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&&&", 7)]
    [InlineData("QN=20261122080000001;ST=22;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&a1-Rtd=1&", 100)]
    [InlineData("QN=20261122080000001;ST=22;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&a1-Avg=1&&", 2)]
    [InlineData("QN=20261122080000001;ST=22;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=19990101000000;a1-Avg=1&&", 2)]
    [InlineData("QN=20261122080000001;ST=22;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20261130000000;a1-Avg=1&&", 2)]
    [InlineData("QN=20261122080000001;ST=22;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20161301000000;a1-Rtd=1&&", 2)]
    [InlineData("QN=20261122080000001;ST=22;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=abc;a1-Rtd=1&&", 2)]
    public async Task What_cannot_be_taken_is_told_with_its_reason(string segment, int reason)
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(segment);
        (await station.Next()).ShouldEndWith($"CP=&&QnRtn={reason}&&");
        _gateway.Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_packet_with_more_names_than_a_station_may_have_is_refused_whole()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        for (var packet = 0; packet < 20; packet++)
        {
            await station.Send(Named(packet * 100, 100));
            (await station.Next()).ShouldContain(packet < 19 ? "CN=9014" : "CN=9011");
        }

        _gateway.Values.Count.ShouldBe(1900);
        await station.Send(Named(0, 100));
        (await station.Next()).ShouldContain("CN=9014");
    }

    [Fact]
    public async Task A_point_beyond_those_a_device_may_have_is_refused_and_never_acknowledged()
    {
        _gateway.Add(Mn);
        _gateway.MostPoints = 1;
        await using var station = _gateway.Connect();
        for (var i = 0; i < 2; i++)
        {
            await station.Send(Named(0, 2));
            (await station.Next()).ShouldEndWith("CP=&&QnRtn=2&&");
        }

        _gateway.Values.ShouldBeEmpty();
        await station.Send(Named(0, 1));
        (await station.Next()).ShouldContain("CN=9014");
    }

    private static string Named(int from, int count) =>
        $"QN=20261122080000001;ST=22;CN=2011;PW=123456;MN={Mn};Flag=5;CP=&&DataTime=20261122080000;"
        + string.Join(';', Enumerable.Range(from, count).Select(i => $"a{i:D5}-Rtd=1")) + "&&";

    [Fact]
    public async Task No_answer_goes_where_none_is_wanted()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Send(Upload(flag: 4));
        await station.Send(Upload(pw: "wrong1", flag: 4));
        await station.Settle(Mn);
        _gateway.Values.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_station_of_2005_without_QN_and_Flag_is_kept_and_not_answered()
    {
        _gateway.Add("88888880000001", dialect: new(Version: 0));
        await using var station = _gateway.Connect();
        await station.Send(Sample.From("com.dad.device").OnTheWire);
        await station.Settle("88888880000001");
        _gateway.Values.ShouldContain(v => v.Point == "060.minute.avg" && v.Value.Value == 12.14);
        _gateway.Gate.Totals.Odd.ShouldBe(1);
    }

    [Fact]
    public async Task Facility_states_and_the_restart_become_facts_once()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        for (var i = 0; i < 2; i++)
        {
            await station.Send(Sample.From("C.15 facility state").OnTheWire);
            (await station.Next()).ShouldContain("CN=9014");
        }

        await station.Send(Sample.From("C.24 data logger").OnTheWire);
        (await station.Next()).ShouldContain("CN=9014");
        _gateway.Reported.OfType<DeviceReport.State>().Select(s => $"{s.Component} {s.Value}").ShouldBe(["SB1 running", "SB2 off"]);
        _gateway.Reported.OfType<DeviceReport.Configuration>().Single().Settings["RestartTime"].ShouldBe("20160801085624");
    }

    [Fact]
    public async Task The_skew_is_what_QN_is_ahead()
    {
        _gateway.Add(Mn);
        _gateway.Now = Instant.FromUtc(2026, 11, 22, 0, 0, 30);
        await using var station = _gateway.Connect();
        await station.Send(Upload("20261122080100500"));
        await station.Next();
        _gateway.Messages.Single().Skew.ShouldBe(Duration.FromMilliseconds(30_500));
    }

    [Fact]
    public async Task A_second_connection_of_a_station_takes_over()
    {
        _gateway.Add(Mn);
        await using var first = _gateway.Connect();
        await first.Settle(Mn);
        await using var second = _gateway.Connect();
        await second.Settle(Mn);
        await first.Ended();
        first.Connection.EndedBecause.ShouldNotBeNull();
        await second.Settle(Mn, 1);
    }

    [Fact]
    public async Task A_flood_is_held_back_then_refused_and_told()
    {
        _gateway.Add(Mn);
        var asked = 0;
        _gateway.Admit = _ => asked++ < 2 ? Duration.FromMilliseconds(20) : null;
        await using var station = _gateway.Connect();
        await station.Send(Upload());
        (await station.Next()).ShouldContain("CN=9014");
        asked.ShouldBe(3);
        _gateway.Reported.OfType<DeviceReport.Fault>().Single().Code.ShouldBe("flooding");
        _gateway.Admit = _ => Duration.FromHours(1);
        await station.Send(Upload());
        (await station.Next()).ShouldEndWith("CN=9011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&QnRtn=2&&");
        _gateway.Now += Duration.FromMinutes(2);
        _gateway.Admit = _ => null;
        await station.Send(Upload());
        (await station.Next()).ShouldContain("CN=9014");
        _gateway.Reported.OfType<DeviceReport.FaultGone>().Single().Code.ShouldBe("flooding");
    }

    [Fact]
    public async Task A_flood_of_heartbeats_and_notices_is_limited_too()
    {
        _gateway.Add(Mn);
        await using var station = _gateway.Connect();
        await station.Settle(Mn);
        _gateway.Admit = _ => Duration.FromHours(1);
        foreach (var cn in new[] { 9015, 1013, 1011, 2000 })
        {
            await station.Send($"QN=20261122080000001;ST=91;CN={cn};PW=123456;MN={Mn};Flag=5;CP=&&&&");
            (await station.Next()).ShouldEndWith("CP=&&QnRtn=2&&");
        }

        _gateway.Messages.Count.ShouldBe(1);
    }
}
