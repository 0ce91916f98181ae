using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Doors;

/// <summary>What devices send over HTTP.</summary>
public sealed class HttpIntakeTests(SharedHost host)
{
    private const string Noon = "2026-03-13T12:00:00+08:00", Later = "2026-03-13T12:01:00+08:00";

    [Fact]
    public async Task Values_are_kept_when_it_is_answered_and_a_repeat_changes_nothing()
    {
        var device = await Registered.New(host.Host);
        var batch = new[] { Registered.Item("air.pm2.5", 35.5, Noon), Registered.Item("air.pm2.5", 36, Later) };
        var (status, body, _) = await device.Post("telemetry", batch);
        status.ShouldBe(200, body.ToString());
        (body.GetProperty("accepted").GetInt32(), body.GetProperty("known").GetInt32()).ShouldBe((2, 0));
        (await device.Kept()).ShouldBe(["air.pm2.5|2026-03-13 04:00:00|35.5|N", "air.pm2.5|2026-03-13 04:01:00|36|N"]);
        (await device.HeardAt()).ShouldNotBeEmpty();

        (_, body, _) = await device.Post("telemetry", new { items = batch, sentAt = Later });
        (body.GetProperty("accepted").GetInt32(), body.GetProperty("known").GetInt32()).ShouldBe((0, 2));
        (await device.Kept()).Count.ShouldBe(2);
        (await host.Host.Sql.Value<bool>($"select skew_ms < 0 from telemetry.contacts where device_id = '{device.Id}'")).ShouldBeTrue();
    }

    [Fact]
    public async Task One_wrong_value_refuses_the_batch_and_says_which_and_nothing_is_kept()
    {
        var device = await Registered.New(host.Host);
        var good = Registered.Item("p", 1, Noon);
        (await Refused(new[] { good, Registered.Item("not a name", 1, Noon) })).ShouldBe("[1].point");
        (await Refused(new[] { good, Registered.Item("p", 1, "2026-03-13T12:00:00") })).ShouldBe("[1].at");
        (await Refused(new[] { good, Registered.Item("p", 1, "1999-12-31T12:00:00Z") })).ShouldBe("[1].at");
        (await Refused(new { items = new[] { good, good, new { point = "p", at = Noon } } })).ShouldBe("items[2].value");
        (await Refused($$"""[{"point":"p","value":1e999,"at":"{{Noon}}"}]""")).ShouldBe("[0].value");
        (await Refused($$"""{"point":"p","value":"1","at":"{{Noon}}"}""")).ShouldBe("value");
        (await Refused($$"""[{"point":"p","value":1,"at":"{{Noon}}","flag":"X"}]""")).ShouldBe("[0].flag");
        (await Refused($$"""[{"point":"p","value":1,"at":"{{Noon}}","colour":1}]""")).ShouldBe("[0].colour");
        (await Refused(Enumerable.Repeat(good, 5001).ToArray())).ShouldBe("$");
        (await device.Kept()).ShouldBeEmpty();

        var (status, body, _) = await device.Post("telemetry", "[{");
        (status, body.GetProperty("code").GetString()).ShouldBe((400, "request.malformed-json"));

        async Task<string> Refused(object body)
        {
            var (status, problem, _) = await device.Post("telemetry", body);
            status.ShouldBe(422, problem.ToString());
            problem.GetProperty("code").GetString().ShouldBe("telemetry.invalid");
            return problem.GetProperty("errors").EnumerateObject().Single().Name;
        }
    }

    [Fact]
    public async Task Five_thousand_values_are_taken_at_once()
    {
        var device = await Registered.New(host.Host);
        var noon = DateTimeOffset.Parse(Noon, System.Globalization.CultureInfo.InvariantCulture);
        var (status, body, _) = await device.Post(
            "telemetry", Enumerable.Range(0, 5000).Select(i => new { point = "p", value = i, at = noon.AddSeconds(i) }).ToArray());
        status.ShouldBe(200, body.ToString());
        body.GetProperty("accepted").GetInt32().ShouldBe(5000);
    }

    [Fact]
    public async Task Only_the_device_itself_sends_its_values()
    {
        var (device, other) = (await Registered.New(host.Host), await Registered.New(host.Host));
        var batch = new[] { Registered.Item("p", 1, Noon) };
        (await device.Post("telemetry", batch, token: "")).Status.ShouldBe(401);
        (await device.Post("telemetry", batch, token: new string('0', 40))).Status.ShouldBe(401);
        (await device.Post("telemetry", batch, token: other.Secret)).Status.ShouldBe(401);
        (await device.Post("telemetry", batch, code: "110115930010999999")).Status.ShouldBe(401);
        (await (await host.District.Integrator).Post($"devices/{device.Code}/telemetry", batch)).Status.ShouldBe(401);
        (await device.Kept()).ShouldBeEmpty();
        // And its token opens nothing else.
        (await new Client(new HttpClient { BaseAddress = host.District.Address }, device.Secret).Get("matters")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_device_that_is_not_installed_yet_is_told_so()
    {
        var device = await Registered.New(host.Host, lifeCycle: "planned");
        var (status, body, _) = await device.Post("telemetry", new[] { Registered.Item("p", 1, Noon) });
        (status, body.GetProperty("code").GetString()).ShouldBe((403, "device.may-not-speak"));
    }

    [Fact]
    public async Task A_state_becomes_a_fact_once()
    {
        var device = await Registered.New(host.Host);
        var lamp = new { component = "light", state = "on", at = Noon };
        (await device.Post("state", lamp)).Status.ShouldBe(204);
        (await device.Post("state", lamp)).Status.ShouldBe(204);
        (await device.Events("device_state_reported")).ShouldHaveSingleItem().ShouldContain("light");
        (await device.Post("state", new { component = "light", state = "fault", code = "E7", at = Later })).Status.ShouldBe(204);
        (await device.Events("device_fault_reported")).ShouldHaveSingleItem().ShouldContain("E7");
        (await device.Post("state", new { component = "light" })).Status.ShouldBe(422);
    }
}

/// <summary>A device that floods, on a host that allows little.</summary>
public sealed class FloodTests
{
    [Fact]
    public async Task A_device_that_floods_is_told_how_long_to_wait_and_another_is_not_slowed()
    {
        await using var host = await RunningHost.Start(more:
            ["--DeviceGateway:Telemetry:MostPerDeviceAndSecond=10", "--DeviceGateway:Telemetry:MostPerDeviceAtOnce=20"]);
        var (device, other) = (await Registered.New(host), await Registered.New(host));
        var batch = Enumerable.Range(0, 15).Select(i => new { point = "p", value = i, at = $"2026-03-13T12:00:{i:D2}Z" }).ToArray();
        (await device.Post("telemetry", batch)).Status.ShouldBe(200);
        var (status, body, headers) = await device.Post("telemetry", batch);
        status.ShouldBe(429, body.ToString());
        headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 3);
        (await other.Post("telemetry", batch)).Status.ShouldBe(200);
    }
}
