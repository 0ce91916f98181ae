using System.Text.Json;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Host.Devices;
using SmartCity.Host.Tests.Ledger;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Tests.Devices;

/// <summary>设备登记 over the network: kinds, codes, credentials, life cycle.</summary>
public sealed class RegistryTests(SharedHost host)
{
    private readonly DevicePark _park = new(host.Host);

    [Fact]
    public async Task Every_kind_is_published_and_says_what_it_can_be_told()
    {
        var kinds = (await (await host.District.Integrator).Get("device-kinds?limit=200")).Expect(200);
        DevicePark.Items(kinds).Select(k => k.GetProperty("code").GetString()).ShouldBe(
        [
            "air-station", "bicycle-beacon", "bus-stop-sign", "charging-pile", "elderly-wearable", "emission-monitor", "lamp-post",
            "noise-station", "parking-counter", "pipe-gallery-sensor", "traffic-signal", "vehicle-remote-sensing", "video-camera",
            "water-station", "weather-station",
        ]);
        var lamp = (await (await host.District.Integrator).Get("device-kinds/lamp-post")).Expect(200);
        var light = lamp["commands"].EnumerateArray().Single(c => c.GetProperty("code").GetString() == "light-on");
        light.GetProperty("parameterSchema").GetProperty("properties").GetProperty("brightness").GetProperty("maximum").GetDouble().ShouldBe(100);
        (await (await host.District.Integrator).Get("device-kinds/hovercraft")).Refused(404, "request.not-found");
        var file = File.ReadAllText(Path.Combine(Repository.Catalog, "device-kinds", "lamp-post.json"));
        (await (await host.District.Admin).Post("device-kinds", file)).Expect(200);
        (await (await host.District.Admin).Post("device-kinds", file.Replace("\"reportsEverySeconds\": 300", "\"reportsEverySeconds\": 301")))
            .Refused(409, "device-kind.version-exists");
        (await (await host.District.Admin).Post("device-kinds", "{}")).Refused(400, "request.malformed");
    }

    [Fact]
    public async Task A_device_is_registered_and_known_at_once()
    {
        var reply = (await (await host.District.Integrator).Post("devices", DevicePark.Body("air-station"))).Expect(201);
        var device = DevicePark.Read(reply);
        DeviceCode.Fits(device.Code, "92002").ShouldBeTrue();
        reply.Location.ShouldBe($"/api/v1/devices/{device.Code}");
        device.Secret.ShouldMatch("^[0-9a-f]{40}$");
        device.Pw!.Length.ShouldBe(6);
        var directory = host.Host.Service<IDeviceDirectory>();
        var card = directory.ByMn(device.Code).ShouldNotBeNull();
        (card.Id, card.StationPassword, card.LifeCycle, card.MaySpeak).ShouldBe((device.Id, device.Pw, LifeCycle.InService, true));
        directory.ByCode(device.Code).ShouldBe(card);
        directory.Proves(card, device.Secret).ShouldBeTrue();
        directory.Proves(card, device.Secret + "0").ShouldBeFalse();
        var twin = await _park.Twin(device.Code);
        (twin.Text("lifeCycle"), twin.Text("connectivity"), twin.Text("mn")).ShouldBe(("in-service", "unknown", device.Code));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_secret_and_nobody_keeps_it()
    {
        var (integrator, key) = (await host.District.Integrator, Guid.NewGuid().ToString());
        var first = (await integrator.Post("devices", DevicePark.Body("air-station"), key)).Expect(201);
        (await integrator.Post("devices", DevicePark.Body("air-station"), key)).Expect(201).Body.ShouldBe(first.Body);
        var device = DevicePark.Read(first);
        foreach (var kept in new[] { "select count(*) from desk.receipts t", "select count(*) from ledger.mt_events t", "select count(*) from read.devices t" })
            (await host.Host.Sql.Value<long>($"{kept} where t::text like '%{device.Secret}%'")).ShouldBe(0);
        (await Passwords(device)).ShouldBe(1, "what was prepared in vain is forgotten");
        (await _park.Act(device.Code, $"credentials/{device.Credential}/revoke", new { reason = "lost" }, "admin")).Expect(200);
        (await integrator.Post("devices", DevicePark.Body("air-station"), key)).Expect(201)["credentials"].GetProperty("token").ValueKind
            .ShouldBe(JsonValueKind.Null, "a secret that counts no more is not told again");
    }

    [Fact]
    public async Task A_code_is_one_device_s_also_when_two_ask_at_once()
    {
        var (integrator, code) = (await host.District.Integrator, DeviceCode.Of("91001", Random.Shared.Next(500_000, 900_000)));
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => integrator.Post("devices", DevicePark.Body(code: code))));
        replies.Select(r => r.Status).Order().ShouldBe([201, 409, 409, 409]);
        (await integrator.Post("devices", DevicePark.Body(code: code))).Refused(409, "device.code-taken");
        (await integrator.Post("devices", DevicePark.Body(code: "1"))).Refused(422, "device.field-invalid");
        (await integrator.Post("devices", DevicePark.Body("hovercraft"))).Refused(422, "device.kind-unknown");
        (await integrator.Post("devices", DevicePark.Body(unit: "DX-NIX"))).Refused(422, "device.unit-unknown");
        (await (await host.District.As(DevicePark.Stranger)).Post("devices", DevicePark.Body())).Refused(403, "device.not-allowed");
        (await (await host.District.As("auditor-1")).Post("devices", DevicePark.Body())).Expect(403);
    }

    [Fact]
    public async Task A_revoked_secret_opens_no_door_and_a_rotated_one_takes_its_place()
    {
        var (device, directory) = (await _park.Register("air-station"), host.Host.Service<DeviceDirectory>());
        var rotated = DevicePark.Read((await _park.Act(device.Code, "credentials", new { revokeOthers = true })).Expect(201));
        var card = directory.ById(device.Id)!;
        (directory.Proves(card, device.Secret), directory.Proves(card, rotated.Secret), card.StationPassword).ShouldBe((false, true, rotated.Pw));
        (await Passwords(device)).ShouldBe(1, "the one before is kept no more");
        await host.Host.Service<DeviceRegister>().ChangePassword(device.Id, "QWERTZ", CancellationToken.None);
        await directory.Follow(CancellationToken.None);
        directory.ById(device.Id)!.StationPassword.ShouldBe("QWERTZ", "the station has taken another");
        (await _park.Act(device.Code, $"credentials/{rotated.Credential}/revoke", new { reason = "lost" })).Expect(200);
        card = directory.ById(device.Id)!;
        (directory.Proves(card, rotated.Secret), card.StationPassword).ShouldBe((false, null));
        (await Passwords(device)).ShouldBe(0);
        (await _park.Act(device.Code, $"credentials/{Guid.NewGuid()}/revoke", new { reason = "x" })).Refused(404, "device.credential-not-found");
    }

    [Fact]
    public async Task A_life_from_plan_to_retirement()
    {
        var reply = await (await host.District.As(DevicePark.Officer)).Post("devices", new
        {
            kind = "lamp-post", name = "新杆", unit = DevicePark.Unit, lifeCycle = "planned", location = new { longitude = 116.3, latitude = 39.7 },
        });
        var code = DevicePark.Read(reply.Expect(201)).Code;
        (await _park.Act(code, "commission")).Refused(409, "device.step-not-now");
        (await _park.Act(code, "install", new { on = "2026-01-05" })).Expect(200).Text("status").ShouldBe("installed");
        (await _park.Act(code, "commission")).Expect(200).Text("status").ShouldBe("in-service");
        (await _park.Act(code, "maintenance", new { reason = "换灯" })).Expect(200);
        (await _park.Act(code, "maintenance/end")).Expect(200);
        (await _park.Act(code, "details", new { name = "旧杆", attributes = new { road = "兴华大街" } })).Expect(200);
        (await _park.Act(code, "calibrations", new { on = "2026-01-06", certificate = "JZ-1" })).Expect(200);
        var version = (await _park.Twin(code))["version"].GetInt64();
        (await (await host.District.As(DevicePark.Officer)).Post($"devices/{code}/retire", new { reason = "拆除" }, version: version - 1))
            .Refused(412, "request.stale-version");
        (await _park.Act(code, "details", new { name = "x" }, DevicePark.Stranger)).Refused(404, "device.not-found");
        (await (await host.District.As(DevicePark.Stranger)).Get("devices/" + code)).Refused(404, "device.not-found");
        (await _park.Act(code, "retire", new { reason = "拆除" })).Expect(200).Text("stage").ShouldBe("archive");
        var twin = await _park.Twin(code);
        (twin.Text("lifeCycle"), twin.Text("name"), twin["attributes"].GetProperty("road").GetString()).ShouldBe(("retired", "旧杆", "兴华大街"));
        (await _park.Act(code, "details", new { name = "x" })).Refused(409, "device.retired");
        (await _park.Act("11011591001999999", "retire", new { reason = "x" })).Refused(404, "device.not-found");
    }

    [Fact]
    public async Task Devices_are_listed_by_what_is_asked_and_to_whom_they_belong()
    {
        var device = await _park.Register("traffic-signal");
        async Task<IReadOnlyList<string?>> Codes(string query, string by = DevicePark.Officer) =>
            [.. DevicePark.Items((await (await host.District.As(by)).Get("devices?limit=200&" + query)).Expect(200)).Select(d => d.GetProperty("code").GetString())];
        (await Codes("kind=traffic-signal&connectivity=unknown&alarm=none&lifeCycle=in-service&q=" + device.Code[..12])).ShouldContain(device.Code);
        (await Codes("kind=traffic-signal&alarm=any")).ShouldNotContain(device.Code);
        (await Codes("kind=lamp-post")).ShouldNotContain(device.Code);
        (await Codes("kind=traffic-signal", DevicePark.Stranger)).ShouldBeEmpty();
        (await (await host.District.Integrator).Get("devices?alarm=loud")).Refused(400, "request.unknown-word");
        var page = (await (await host.District.Integrator).Get("devices?limit=1")).Expect(200);
        var next = (await (await host.District.Integrator).Get("devices?limit=1&cursor=" + page.Text("nextCursor"))).Expect(200);
        string.CompareOrdinal(next["items"][0].GetProperty("code").GetString(), page["items"][0].GetProperty("code").GetString()).ShouldBeGreaterThan(0);
    }

    private Task<long> Passwords(Registered device) =>
        host.Host.Sql.Value<long>($"select count(*) from desk.station_passwords where device_id = '{device.Id}'");

    [Fact]
    public void Every_event_of_a_device_has_words_of_its_own()
    {
        var words = host.Host.Service<IEnumerable<SmartCity.Host.Shared.IMatterWords>>().Single(w => w.Kind == Device.DeviceStream);
        foreach (var e in DeviceSamples.All.Where(e => e is not Domain.Devices.Catalogue.DeviceKindPublished))
            words.Event(e).ShouldNotBeNull(e.GetType().Name);
        foreach (var cycle in Enum.GetValues<LifeCycle>()) words.Status(DeviceWords.Of(cycle)).ShouldNotBeNull();
    }
}
