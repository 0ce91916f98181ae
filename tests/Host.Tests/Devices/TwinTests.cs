using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Host.Devices;
using SmartCity.Host.Tests.Time;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Devices;

/// <summary>设备孪生: what is heard, silence, commands, as it was, as it is rebuilt.</summary>
public sealed class TwinTests(TimeHost time) : IClassFixture<TimeHost>
{
    private const string Rows =
        "select string_agg((to_jsonb(d) - 'changed_by')::text, '|' order by d.id) from read.devices d";

    private readonly DevicePark _park = new(time.Host);

    [Fact]
    public async Task A_device_is_online_when_heard_offline_once_when_silent_and_back_once()
    {
        var device = await _park.Register(every: 600);
        await _park.Heard(device.Id, ("power", 42.5));
        var twin = await _park.Until(device.Code, t => t.Text("connectivity") == "online");
        twin["clockSkewMilliseconds"].GetInt64().ShouldBe(1500);
        var heard = twin["lastSeen"].GetDateTimeOffset();
        var value = twin["latest"].EnumerateArray().ShouldHaveSingleItem();
        (value.GetProperty("point").GetString(), value.GetProperty("value").GetDouble(), value.GetProperty("unit").GetString(), value.GetProperty("flag").GetString())
            .ShouldBe(("power", 42.5, "W", "N"));

        await time.Pass("PT9M");
        await Task.Delay(1500);
        (await _park.Twin(device.Code)).Text("connectivity").ShouldBe("online", "nine minutes of ten");
        await time.Pass("PT2M");
        twin = await _park.Until(device.Code, t => t.Text("connectivity") == "offline");
        twin["connectivitySince"].GetDateTimeOffset().ShouldBe(heard + TimeSpan.FromSeconds(600), "from the moment on at which it was due");
        twin.Text("offlineCause").ShouldBe("silence");
        await time.Pass("PT3H");
        await Task.Delay(1500);
        await _park.Heard(device.Id);
        await _park.Until(device.Code, t => t.Text("connectivity") == "online");
        await Task.Delay(1500);
        (await _park.Count(device.Id, "DeviceWentOffline")).ShouldBe(1);
        (await _park.Count(device.Id, "DeviceCameOnline")).ShouldBe(2);
    }

    [Fact]
    public async Task A_will_is_offline_at_once()
    {
        var device = await _park.Register();
        await _park.Heard(device.Id);
        await _park.Until(device.Code, t => t.Text("connectivity") == "online");
        await Report(device.Id, new DeviceReport.Gone(time.Now, "will"));
        (await _park.Twin(device.Code)).Text("offlineCause").ShouldBe("will");
        (await _park.Act(device.Code, "commands", new { name = "light-on" })).Refused(409, "device.silent");
        await _park.Heard(device.Id);
        await _park.Until(device.Code, t => t.Text("connectivity") == "online");
    }

    [Fact]
    public async Task A_command_goes_out_once_and_is_confirmed_or_times_out()
    {
        var (device, link) = (await _park.Register(), new Wire("mqtt"));
        using var dispatcher = new CommandDispatcher(
            time.Host.Service<DeviceDirectory>(), time.Host.Service<MatterReader>(), [link], time.Host.Service<IClock>(),
            NullLogger<CommandDispatcher>.Instance);
        await dispatcher.StartAsync(CancellationToken.None);
        (await _park.Act(device.Code, "commands", new { name = "light-on", parameters = new { brightness = 500 } })).Refused(422, "device.parameters-invalid");
        (await _park.Act(device.Code, "commands", new { name = "fly" })).Refused(422, "device.command-unknown");
        var sent = (await _park.Act(device.Code, "commands", new { name = "light-on", parameters = new { brightness = 80 } })).Expect(202)["id"].GetGuid();
        await link.Sent(sent);
        link.Parameters.ShouldBe("""{"brightness":80}""");
        (await _park.Twin(device.Code))["commands"].GetArrayLength().ShouldBe(1);
        await Report(device.Id, new DeviceReport.CommandDone(sent, "亮"), new DeviceReport.State("light", "on", null, time.Now));
        var done = await State(device.Code, sent);
        (done.Text("state"), done.Text("result"), done["late"].GetBoolean()).ShouldBe(("confirmed", "亮", false));
        var twin = await _park.Twin(device.Code);
        twin["commands"].GetArrayLength().ShouldBe(0);
        twin["reported"][0].GetProperty("state").GetString().ShouldBe("on");
        await Report(device.Id, new DeviceReport.CommandDone(sent, "again"), new DeviceReport.State("light", "on", null, time.Now));
        (await _park.Twin(device.Code))["version"].GetInt64().ShouldBe(twin["version"].GetInt64(), "a repeat changes nothing");

        var lost = (await _park.Act(device.Code, "commands", new { name = "light-off" })).Expect(202)["id"].GetGuid();
        await link.Sent(lost);
        await time.Pass("PT1M");
        (await State(device.Code, lost)).Text("state").ShouldBe("timed-out");
        await Report(device.Id, new DeviceReport.CommandDone(lost, null));
        (await State(device.Code, lost))["late"].GetBoolean().ShouldBeTrue();
        link.Times(sent).ShouldBe(1, "offered again, told once");
        await dispatcher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_device_can_be_asked_as_it_was_and_its_table_is_rebuilt_as_it_is()
    {
        var device = await _park.Register("air-station");
        var before = (await time.District.Anonymous.Get("demo/clock")).Text("now");
        await Task.Delay(20);
        (await _park.Act(device.Code, "maintenance", new { reason = "滤膜更换" })).Expect(200);
        await Report(device.Id, new DeviceReport.Fault("pump", "堵塞", time.Now), new DeviceReport.Configuration(new Dictionary<string, string> { ["fw"] = "1" }));
        var integrator = await time.District.Integrator;
        (await integrator.Get($"devices/{device.Code}?asOf={Uri.EscapeDataString(before)}")).Expect(200).Text("lifeCycle").ShouldBe("in-service");
        (await integrator.Get($"devices/{device.Code}?asOf=2020-01-01T00:00:00%2B08:00")).Refused(404, "device.not-found");
        var twin = await _park.Twin(device.Code);
        (twin.Text("lifeCycle"), twin["faults"][0].GetProperty("fault").GetString()).ShouldBe(("maintenance", "pump"));
        (await _park.Count(device.Id, "DeviceFaultReported")).ShouldBe(1);
        (await time.District.Matter(device.Id)).Text("kind").ShouldBe("device");
        (await integrator.Get("matters?kind=device")).Expect(200)["items"].GetArrayLength().ShouldBe(0, "nobody must finish a device");

        var live = await time.Host.Sql.Value<string>(Rows);
        await time.Host.Sql.Execute("delete from read.devices");
        (await (await time.District.Admin).Post("operations/rebuild")).Expect(200);
        (await time.Host.Sql.Value<string>(Rows)).ShouldBe(live, "a rebuilt read model equals the live one");
    }

    [Fact]
    public async Task A_calibration_lapses_by_itself()
    {
        var device = await _park.Register("noise-station");
        var today = time.Now.InZone(Domain.Shared.Clocks.WorkingCalendar.Zone).Date;
        (await _park.Act(device.Code, "calibrations", new { on = today.ToString("uuuu-MM-dd", null) })).Expect(200);
        (await _park.Twin(device.Code))["calibrationLapsed"].GetBoolean().ShouldBeFalse();
        await time.Pass("P31D");
        (await _park.Twin(device.Code))["calibrationLapsed"].GetBoolean().ShouldBeTrue();
        (await _park.Count(device.Id, "DeviceCalibrationLapsed")).ShouldBe(1);
    }

    private Task Report(Guid device, params DeviceReport[] reports) =>
        time.Host.Service<IDeviceReports>().Report(device, reports, CancellationToken.None);

    private async Task<Shared.Reply> State(string code, Guid command) =>
        (await (await time.District.Integrator).Get($"devices/{code}/commands/{command}")).Expect(200);

    /// <summary>A way that reaches every device.</summary>
    private sealed class Wire(string protocol) : IDeviceLink
    {
        private readonly List<OpenDeviceCommand> _sent = [];

        public string Protocol => protocol;

        public string Parameters => _sent[0].Parameters;

        public int Times(Guid command) => _sent.Count(c => c.Id == command);

        public Task<bool> TrySend(DeviceCard device, OpenDeviceCommand command, CancellationToken stop)
        {
            lock (_sent) _sent.Add(command);
            return Task.FromResult(true);
        }

        public async Task Sent(Guid command)
        {
            for (var end = DateTime.UtcNow.AddSeconds(20); Times(command) == 0; await Task.Delay(50)) DateTime.UtcNow.ShouldBeLessThan(end);
        }
    }
}
