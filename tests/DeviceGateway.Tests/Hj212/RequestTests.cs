using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>What the platform asks of a station, and what becomes of it.</summary>
public sealed class RequestTests : IDisposable
{
    private const string Mn = "010000A8900016F000169DC0";

    private readonly TestGateway _gateway = new();

    public void Dispose() => _gateway.Dispose();

    private static string Answer(string request, int cn, string cp) =>
        $"{request[..20]};ST=91;CN={cn};PW=123456;MN={Mn};Flag=4;CP=&&{cp}&&";

    private async Task<(TestStation Station, DeviceCard Card)> Connected(Hj212Dialect? dialect = null)
    {
        var card = _gateway.Add(Mn, dialect: dialect);
        var station = _gateway.Connect();
        await station.Settle(Mn);
        return (station, card);
    }

    private async Task<T> Outcome<T>() where T : DeviceReport
    {
        for (var i = 0; i < 500; i++)
        {
            if (_gateway.Reported.OfType<T>().FirstOrDefault() is { } report) return report;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException(string.Join(", ", _gateway.Reported));
    }

    [Theory]
    [InlineData("set-realtime-interval", """{"seconds":30}""", "CN=1062", "CP=&&RtdInterval=30&&")]
    [InlineData("set-minute-interval", """{"minutes":10}""", "CN=1064", "CP=&&MinInterval=10&&")]
    [InlineData("set-timeout", """{"seconds":5,"repeats":3}""", "CN=1000", "CP=&&OverTime=5;ReCount=3&&")]
    [InlineData("set-time", """{"factor":"w01018"}""", "CN=1012", "CP=&&PolId=w01018;SystemTime=20261122080000&&")]
    [InlineData("fetch-minute", """{"from":"2016-08-01T08:40:00+08:00","to":"20160801084000"}""", "CN=2051",
        "CP=&&BeginTime=20160801084000;EndTime=20160801084000&&")]
    [InlineData("fetch-day", """{"from":"20160801000000","to":"20160802000000"}""", "CN=2031",
        "CP=&&BeginTime=20160801000000;EndTime=20160802000000&&")]
    [InlineData("calibrate", """{"factor":"w01018"}""", "CN=3011", "CP=&&PolId=w01018&&")]
    public void A_command_becomes_the_request_of_annex_C(string name, string parameters, string cn, string cp)
    {
        var (request, problem) = Requests.Of(name, parameters, _gateway.Now);
        problem.ShouldBeNull();
        $"CN={request!.Cn}".ShouldBe(cn);
        $"CP=&&{request.Cp}&&".ShouldBe(cp);
    }

    [Theory]
    [InlineData("fly", "{}", "unknown-command")]
    [InlineData("set-realtime-interval", """{"seconds":29}""", "parameter")]
    [InlineData("set-realtime-interval", "{}", "parameter")]
    [InlineData("set-minute-interval", """{"minutes":7}""", "parameter")]
    [InlineData("fetch-hour", """{"from":"yesterday","to":"20160801084000"}""", "parameter")]
    [InlineData("fetch-hour", """{"from":"20160801084000","to":"20160801080000"}""", "parameter")]
    [InlineData("calibrate", "{}", "parameter")]
    [InlineData("sample", """{"factor":"x;CN=1072"}""", "parameter")]
    [InlineData("sample", "[]", "parameter")]
    public void A_command_that_cannot_be_a_request_is_refused(string name, string parameters, string code) =>
        Requests.Of(name, parameters, _gateway.Now).Problem!.Code.ShouldBe(code);

    [Fact]
    public async Task A_request_is_told_answered_executed_and_confirmed()
    {
        var (station, card) = await Connected();
        await using var _ = station;
        var command = _gateway.Command("get-realtime-interval");
        (await _gateway.Links.TrySend(card, command, TestContext.Current.CancellationToken)).ShouldBeTrue();
        var request = await station.Next();
        request.ShouldBe($"QN=20261122080000000;ST=22;CN=1061;PW=123456;MN={Mn};Flag=5;CP=&&&&");
        await station.Send(Answer(request, 9011, "QnRtn=1"));
        await station.Send(Answer(request, 1061, "RtdInterval=30").Replace("ST=91", "ST=22", StringComparison.Ordinal));
        await station.Send(Answer(request, 9012, "ExeRtn=1"));
        var done = await Outcome<DeviceReport.CommandDone>();
        done.CommandId.ShouldBe(command.Id);
        done.Result.ShouldBe("""{"RtdInterval":"30"}""");
        _gateway.Reported.OfType<DeviceReport.Configuration>().Single().Settings["RtdInterval"].ShouldBe("30");
    }

    [Fact]
    public async Task A_station_of_2005_names_the_exchange_inside_CP()
    {
        var (station, card) = await Connected(new(Version: 0));
        await using var _ = station;
        await _gateway.Links.TrySend(card, _gateway.Command("set-realtime-interval", """{"seconds":60}"""), TestContext.Current.CancellationToken);
        var request = await station.Next();
        request.ShouldContain("Flag=3;");
        await station.Send($"ST=91;CN=9011;PW=123456;MN={Mn};Flag=0;CP=&&{request[..20]};QnRtn=1&&");
        await station.Send($"ST=91;CN=9012;PW=123456;MN={Mn};CP=&&{request[..20]};ExeRtn=1&&");
        await Outcome<DeviceReport.CommandDone>();
    }

    [Fact]
    public async Task History_is_kept_and_counted()
    {
        var (station, card) = await Connected();
        await using var _ = station;
        await _gateway.Links.TrySend(
            card, _gateway.Command("fetch-hour", """{"from":"20160801080000","to":"20160801090000"}"""), TestContext.Current.CancellationToken);
        var request = await station.Next();
        await station.Send(Answer(request, 9011, "QnRtn=1"));
        await station.Send($"{request[..20]};ST=32;CN=2061;PW=123456;MN={Mn};Flag=4;CP=&&DataTime=20160801080000;w01018-Avg=40.1&&");
        await station.Send(Answer(request, 9012, "ExeRtn=1"));
        (await Outcome<DeviceReport.CommandDone>()).Result.ShouldBe("""{"packets":"1"}""");
        _gateway.Values.Single().Value.At.ShouldBe(Instant.FromUtc(2016, 8, 1, 0, 0));
        _gateway.Messages.Where(m => m.Observations.Length > 0).ShouldAllBe(m => m.Skew == null);
    }

    [Theory]
    [InlineData(9011, "QnRtn=2", "qnrtn-2")]
    [InlineData(9012, "ExeRtn=100", "exertn-100")]
    public async Task What_a_station_will_not_or_cannot_do_is_told(int cn, string cp, string code)
    {
        var (station, card) = await Connected();
        await using var _ = station;
        await _gateway.Links.TrySend(card, _gateway.Command("sample", """{"factor":"w01018"}"""), TestContext.Current.CancellationToken);
        await station.Send(Answer(await station.Next(), cn, cp));
        (await Outcome<DeviceReport.CommandRefused>()).Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_silent_station_is_told_again_and_then_given_up()
    {
        var (station, card) = await Connected();
        await using var _ = station;
        await _gateway.Links.TrySend(card, _gateway.Command("get-time"), TestContext.Current.CancellationToken);
        var first = await station.Next();
        (await station.Next()).ShouldBe(first);
        (await Outcome<DeviceReport.CommandRefused>()).Code.ShouldBe("no-answer");
        (await station.HearsNothing()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_command_is_told_once_and_none_to_who_is_not_there()
    {
        var stranger = _gateway.Add("0002");
        var (station, card) = await Connected();
        await using var _ = station;
        var command = _gateway.Command("stop-realtime");
        (await _gateway.Links.TrySend(stranger, command, TestContext.Current.CancellationToken)).ShouldBeFalse();
        await _gateway.Links.TrySend(card, command, TestContext.Current.CancellationToken);
        (await _gateway.Links.TrySend(card, command, TestContext.Current.CancellationToken)).ShouldBeTrue();
        await station.Send(Answer(await station.Next(), 9013, ""));
        await Outcome<DeviceReport.CommandDone>();
        (await station.HearsNothing()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_station_that_asks_for_its_time_gets_it()
    {
        var (station, _) = await Connected();
        await using var owned = station;
        await station.Send(Sample.From("C.4 time calibration notice").OnTheWire);
        (await station.Next()).ShouldBe($"QN=20160801085857223;ST=91;CN=9013;PW=123456;MN={Mn};Flag=4;CP=&&&&");
        (await station.Next()).ShouldEndWith(";CN=1012;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&SystemTime=20261122080000&&");
    }

    [Fact]
    public async Task A_new_password_counts_from_the_moment_the_station_has_it()
    {
        var (station, card) = await Connected();
        await using var _ = station;
        await _gateway.Links.TrySend(card, _gateway.Command("set-password"), TestContext.Current.CancellationToken);
        var request = await station.Next();
        var password = request[(request.IndexOf("NewPW=", StringComparison.Ordinal) + 6)..^2];
        password.Length.ShouldBe(6);
        await station.Send(Answer(request, 9011, "QnRtn=1"));
        await station.Send(Answer(request, 9012, "ExeRtn=1").Replace("PW=123456", "PW=" + password, StringComparison.Ordinal));
        (await Outcome<DeviceReport.CommandDone>()).Result.ShouldBeNull();
        _gateway.ByMn(Mn)!.StationPassword.ShouldBe(password);
        await station.Send($"QN=20261122080000001;ST=91;CN=9015;PW={password};MN={Mn};Flag=9;CP=&&&&");
        (await station.Next()).ShouldContain("CN=9014");
    }

    [Fact]
    public async Task A_command_that_was_not_answered_when_the_line_broke_may_be_told_again()
    {
        var (first, card) = await Connected();
        var command = _gateway.Command("get-time");
        await _gateway.Links.TrySend(card, command, TestContext.Current.CancellationToken);
        await first.Next();
        await first.DisposeAsync();
        await using var second = _gateway.Connect();
        await second.Settle(Mn);
        for (var i = 0; i < 100 && second.Connection.Outbox.SendingSince == 0; i++)
        {
            await _gateway.Links.TrySend(card, command, TestContext.Current.CancellationToken);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        (await second.Next()).ShouldContain("CN=1011");
    }

    [Fact]
    public async Task However_often_a_station_asks_for_the_time_it_is_set_one_at_a_time()
    {
        using var gateway = new TestGateway();
        gateway.Add(Mn);
        await using var station = gateway.Connect();
        for (var i = 0; i < 5; i++) await station.Send($"QN=2026112208000000{i};ST=22;CN=1013;PW=123456;MN={Mn};Flag=5;CP=&&&&");
        var heard = new List<string>();
        while (heard.Count < 6) heard.Add(await station.Next());
        await station.Send($"QN=20261122080000099;ST=22;CN=9015;PW=123456;MN={Mn};Flag=5;CP=&&&&");
        do heard.Add(await station.Next());
        while (!heard[^1].StartsWith("QN=20261122080000099", StringComparison.Ordinal));
        heard.Where(h => h.Contains("CN=1012")).DistinctBy(h => h[..20]).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Who_came_with_a_password_that_counts_no_more_hears_no_command_until_it_proves_itself_anew()
    {
        using var gateway = new TestGateway();
        var card = gateway.Add(Mn);
        await using var station = gateway.Connect();
        await station.Settle(Mn);
        card = gateway.Change(card with { StationPassword = "NEWPW1" });
        (await gateway.Links.TrySend(card, gateway.Command("get-time"), CancellationToken.None)).ShouldBeFalse();
        (await station.HearsNothing()).ShouldBeTrue("the new password is in every request");
        await station.Send($"QN=20261122080000099;ST=22;CN=9015;PW=NEWPW1;MN={Mn};Flag=5;CP=&&&&");
        await station.Next();
        (await gateway.Links.TrySend(card, gateway.Command("get-time"), CancellationToken.None)).ShouldBeTrue();
        (await station.Next()).ShouldContain("CN=1011;PW=NEWPW1");
    }
}
