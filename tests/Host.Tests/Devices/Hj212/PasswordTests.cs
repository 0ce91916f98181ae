using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Hj212;

/// <summary>The six characters of a station are changed without a gap.</summary>
public sealed class PasswordTests(SharedHost shared)
{
    private const string Values = "DataTime=20260301080000;a34004-Rtd=61.0";

    [Fact]
    public async Task A_station_speaks_under_every_password_that_counts_and_under_no_other()
    {
        using var station = await TcpStation.Register(shared.Host);
        var (park, older) = (new DevicePark(shared.Host), station.Pw);
        var code = await shared.Host.Sql.Value<string>($"select code from read.devices where id = '{station.Id}'");
        var newer = DevicePark.Read((await park.Act(code, "credentials", new { revokeOthers = false }, "admin")).Expect(201));
        foreach (var password in new[] { older, newer.Pw! })
        {
            station.Pw = password;
            await station.Send(station.Upload(2011, Values));
            (await station.Next()).ShouldContain("CN=9014", customMessage: password == older ? "the one it is set to" : "the new one");
        }

        var first = await shared.Host.Sql.Value<Guid>($"select credential_id from desk.station_passwords where device_id = '{station.Id}' and password = '{older}'");
        (await park.Act(code, $"credentials/{first}/revoke", new { reason = "changed" }, "admin")).Expect(200);
        station.Pw = older;
        await station.Send(station.Upload(2011, Values));
        (await station.Next()).ShouldContain("QnRtn=3");
    }
}
