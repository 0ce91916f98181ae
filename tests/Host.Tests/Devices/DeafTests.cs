using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Devices;

/// <summary>离线巡检: it was the gateway that was deaf, and no device that was silent.</summary>
public sealed class DeafTests(TimeHost time) : IClassFixture<TimeHost>
{
    private readonly DevicePark _park = new(time.Host);

    [Fact]
    public async Task While_nothing_can_be_kept_no_device_falls_silent_and_afterwards_only_who_stays_so()
    {
        var (silent, lively) = (await _park.Register(every: 60), await _park.Register(every: 60));
        foreach (var device in new[] { silent, lively })
        {
            await _park.Heard(device.Id);
            await _park.Until(device.Code, t => t.Text("connectivity") == "online");
        }
        var heard = (await _park.Twin(silent.Code))["lastSeen"].GetDateTimeOffset();
        await time.Host.Sql.Execute(
            "create function telemetry.full() returns trigger language plpgsql as "
            + "$$ begin raise exception 'No space left on device' using errcode = '53100'; end $$; "
            + "create trigger full_disk before insert on telemetry.contacts execute function telemetry.full()");
        var speaking = _park.Heard(lively.Id);
        while (!time.Host.Service<TelemetryWriter>().IsDeaf) await Task.Delay(20, TestContext.Current.CancellationToken);
        await time.Pass("PT5M");
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        (await Connectivity(silent), await Connectivity(lively)).ShouldBe(("online", "online"), "nobody can be heard");

        await time.Host.Sql.Execute("drop trigger full_disk on telemetry.contacts");
        await speaking;
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        (await Connectivity(silent), await Connectivity(lively)).ShouldBe(("online", "online"), "nobody was listened to for a minute yet");
        await time.Pass("PT50S");
        await _park.Heard(lively.Id);
        await time.Pass("PT20S");
        var twin = await _park.Until(silent.Code, t => t.Text("connectivity") == "offline");
        twin["connectivitySince"].GetDateTimeOffset().ShouldBe(heard + TimeSpan.FromSeconds(60));
        (await Connectivity(lively)).ShouldBe("online");
        (await _park.Count(lively.Id, "DeviceWentOffline")).ShouldBe(0);
    }

    private async Task<string> Connectivity(Registered device) => (await _park.Twin(device.Code)).Text("connectivity");
}
