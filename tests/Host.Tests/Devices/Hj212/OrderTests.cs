using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Hj212;

/// <summary>Commands from the API to a station over TCP, and its answers back.</summary>
public sealed class OrderTests(SharedHost shared)
{
    private RunningHost Host => shared.Host;

    [Fact]
    public async Task A_command_goes_out_and_is_confirmed_with_what_the_station_says()
    {
        using var station = await Connected();
        var command = await Order(station, "get-realtime-interval", new { });
        var request = await station.Next();
        request.ShouldContain($"CN=1061;PW={station.Pw};MN={station.Mn};Flag=5;CP=&&&&");
        await station.Send(station.Answer(request, 9011, "QnRtn=1"));
        await station.Send(station.Answer(request, 1061, "RtdInterval=60"));
        await station.Send(station.Answer(request, 9012, "ExeRtn=1"));
        (await Became(station, command, "confirmed")).Body.ShouldContain("60");
        (await (await Host.District.Admin).Get("devices/" + station.Code)).Expect(200)["settings"].GetProperty("RtdInterval").GetString().ShouldBe("60");
    }

    [Fact]
    public async Task What_the_station_refuses_is_told()
    {
        using var station = await Connected();
        var command = await Order(station, "set-realtime-interval", new { seconds = 30 });
        await station.Send(station.Answer(await station.Next(), 9011, "QnRtn=2"));
        (await Became(station, command, "failed")).Body.ShouldContain("qnrtn-2");
    }

    [Fact]
    public async Task A_new_password_is_taken_over_and_the_old_one_counts_no_more()
    {
        using var station = await Connected();
        var command = await Order(station, "set-password", new { });
        var request = await station.Next();
        request.ShouldContain("CN=1072");
        await station.Send(station.Answer(request, 9011, "QnRtn=1"));
        var old = station.Pw;
        station.Pw = request[(request.IndexOf("NewPW=", StringComparison.Ordinal) + 6)..^2];
        await station.Send(station.Answer(request, 9012, "ExeRtn=1"));
        await Became(station, command, "confirmed");
        for (var i = 0; i < 2; i++)
        {
            await station.Send(station.Upload(9015, ""));
            (await station.Next()).ShouldContain("CN=9014");
            await Task.Delay(2500, TestContext.Current.CancellationToken);
        }

        station.Pw = old;
        await station.Send(station.Upload(9015, ""));
        (await station.Next()).ShouldEndWith("QnRtn=3&&");
    }

    private async Task<TcpStation> Connected()
    {
        var station = await TcpStation.Register(Host);
        await station.Send(station.Upload(9015, ""));
        (await station.Next()).ShouldContain("CN=9014");
        return station;
    }

    private async Task<Guid> Order(TcpStation station, string name, object parameters) =>
        (await (await Host.District.Integrator).Post($"devices/{station.Code}/commands", new { name, parameters }, Guid.NewGuid().ToString()))
            .Expect(202)["id"].GetGuid();

    private async Task<Reply> Became(TcpStation station, Guid command, string state)
    {
        Reply reply = null!;
        for (var i = 0; i < 200; i++)
        {
            reply = (await (await Host.District.Admin).Get($"devices/{station.Code}/commands/{command}")).Expect(200);
            if (reply.Text("state") == state) return reply;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        reply.Text("state").ShouldBe(state, reply.Body);
        return reply;
    }
}
