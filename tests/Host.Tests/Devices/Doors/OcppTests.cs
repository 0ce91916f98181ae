using System.Net.WebSockets;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Ocpp;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Doors;

/// <summary>Charging piles over OCPP 1.6J.</summary>
public sealed class OcppTests(SharedHost host)
{
    private const string Noon = "2026-03-13T04:00:00Z", Later = "2026-03-13T05:00:00Z";
    private const string Card = "DX-CARD-0001";

    [Fact]
    public async Task A_pile_boots_charges_and_tells_its_meter()
    {
        var device = await Registered.New(host.Host, "charging-pile");
        await using var pile = await Pile.Connected(device);
        pile.Socket.SubProtocol.ShouldBe("ocpp1.6");
        var (boot, _) = await pile.Call("BootNotification", new { chargePointVendor = "DX", chargePointModel = "P1", firmwareVersion = "1.2" });
        boot.GetProperty("status").GetString().ShouldBe("Accepted");
        boot.GetProperty("interval").GetInt32().ShouldBePositive();
        (await device.Events("device_configured")).ShouldHaveSingleItem().ShouldContain("1.2");
        (await pile.Call("Heartbeat", new { })).Payload.GetProperty("currentTime").GetString()!.ShouldEndWith("Z");
        (await Status(pile, Card)).ShouldBe("Accepted");

        var start = new { connectorId = 1, idTag = Card, meterStart = 1000, timestamp = Noon };
        var (begun, _) = await pile.Call("StartTransaction", start);
        var transaction = begun.GetProperty("transactionId").GetInt32();
        begun.GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe("Accepted");
        (await device.Events("charging_started")).ShouldHaveSingleItem();
        (await pile.Call("StartTransaction", start)).Payload.GetProperty("transactionId").GetInt32().ShouldBe(transaction);
        (await device.Events("charging_started")).ShouldHaveSingleItem();

        (await pile.Call("MeterValues", new
        {
            connectorId = 1, transactionId = transaction,
            meterValue = new[]
            {
                new
                {
                    timestamp = Later,
                    sampledValue = new object[] { new { value = "1.5", unit = "kWh" }, new { value = "230", measurand = "Voltage", phase = "L1" } },
                },
            },
        })).Error.ShouldBeNull();
        (await device.Kept()).ShouldBe(
        [
            "connector1.Energy.Active.Import.Register|2026-03-13 05:00:00|1500|N", "connector1.Voltage.L1|2026-03-13 05:00:00|230|N",
        ]);
        (await pile.Call("StopTransaction", new { transactionId = transaction, meterStop = 2500, timestamp = Later, reason = "Local" })).Error.ShouldBeNull();
        (await device.Events("charging_stopped")).ShouldHaveSingleItem().ShouldContain("2500");
    }

    [Fact]
    public async Task A_card_is_judged_by_the_list()
    {
        await using var pile = await Pile.Connected(await Registered.New(host.Host, "charging-pile"));
        (await Status(pile, "DX-CARD-0003")).ShouldBe("Expired");
        (await Status(pile, "DX-CARD-0004")).ShouldBe("Blocked");
        (await Status(pile, "nobody")).ShouldBe("Invalid");
    }

    [Fact]
    public async Task A_state_of_a_connector_and_its_fault_become_facts()
    {
        var device = await Registered.New(host.Host, "charging-pile");
        await using var pile = await Pile.Connected(device);
        await pile.Call("StatusNotification", new { connectorId = 1, errorCode = "NoError", status = "Available", timestamp = Noon });
        (await device.Events("device_fault_reported")).ShouldBeEmpty();
        await pile.Call("StatusNotification", new { connectorId = 1, errorCode = "GroundFailure", status = "Faulted", timestamp = Later });
        (await device.Events("device_fault_reported")).ShouldHaveSingleItem().ShouldContain("GroundFailure");
        (await device.Events("device_state_reported")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_wrong_is_named_as_the_protocol_names_it()
    {
        await using var pile = await Pile.Connected(await Registered.New(host.Host, "charging-pile"));
        (await pile.Call("Authorize", new { })).Error.ShouldBe("OccurenceConstraintViolation");
        (await pile.Call("Authorize", new { idTag = new string('x', 21) })).Error.ShouldBe("PropertyConstraintViolation");
        (await pile.Call("Authorize", new { idTag = 1 })).Error.ShouldBe("TypeConstraintViolation");
        (await pile.Call("Authorize", new { idTag = Card, colour = 1 })).Error.ShouldBe("FormationViolation");
        (await pile.Call("Authorize", Array.Empty<int>())).Error.ShouldBe("FormationViolation");
        (await pile.Call("Reset", new { })).Error.ShouldBe("NotSupported");
        (await pile.Call("MakeCoffee", new { })).Error.ShouldBe("NotImplemented");
        (await pile.Call("DataTransfer", new { vendorId = "x" })).Payload.GetProperty("status").GetString().ShouldBe("UnknownVendorId");
        await pile.Say("{");
        (await pile.Hear())[1].GetString().ShouldBe("-1");
        (await Status(pile, Card)).ShouldBe("Accepted", "the connection lives");
    }

    [Fact]
    public async Task An_id_stands_for_one_message()
    {
        await using var pile = await Pile.Connected(await Registered.New(host.Host, "charging-pile"));
        var first = (await pile.Call("Authorize", new { idTag = Card }, "same")).Payload.GetRawText();
        (await pile.Call("Authorize", new { idTag = Card }, "same")).Payload.GetRawText().ShouldBe(first);
        (await pile.Call("Authorize", new { idTag = "other" }, "same")).Error.ShouldBe("ProtocolError");
    }

    [Fact]
    public async Task Who_cannot_prove_itself_or_speaks_another_protocol_stays_outside()
    {
        var (device, planned) = (await Registered.New(host.Host, "charging-pile"), await Registered.New(host.Host, "charging-pile", "planned"));
        (await Should.ThrowAsync<WebSocketException>(() => Pile.Connected(device, password: "wrong"))).Message.ShouldContain("401");
        (await Should.ThrowAsync<WebSocketException>(() => Pile.Connected(planned))).Message.ShouldContain("403");
        await using var other = await Pile.Connected(device, protocol: null);
        (await other.Closed()).ShouldBe(WebSocketCloseStatus.ProtocolError);
        await using var large = await Pile.Connected(device);
        await large.Say(new string(' ', 70_000));
        (await large.Closed()).ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_command_is_called_out_once_and_its_answer_is_reported()
    {
        var device = await Registered.New(host.Host, "charging-pile");
        var (card, link) = (host.Host.Service<IDeviceDirectory>().ByCode(device.Code)!, host.Host.Service<OcppDoor>());
        var command = Command("remote-start", """{"idTag":"DX-APP","connectorId":1}""");
        (await link.TrySend(card, command, CancellationToken.None)).ShouldBeFalse("it is not connected");
        await using var pile = await Pile.Connected(device);
        (await Status(pile, Card)).ShouldBe("Accepted");
        (await link.TrySend(card, command, CancellationToken.None)).ShouldBeTrue();
        (await link.TrySend(card, command, CancellationToken.None)).ShouldBeTrue();
        (await link.TrySend(card, Command("reset", """{"type":"Hard"}"""), CancellationToken.None)).ShouldBeTrue();
        var call = await pile.Hear();
        (call[0].GetInt32(), call[2].GetString()).ShouldBe((2, "RemoteStartTransaction"));
        call[3].GetProperty("idTag").GetString().ShouldBe("DX-APP");
        // The next goes out only when this one is answered; calls of the pile are answered meanwhile.
        (await Status(pile, Card)).ShouldBe("Accepted");
        await pile.Say($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        (await pile.Hear())[2].GetString().ShouldBe("Reset");
    }

    [Fact]
    public async Task A_pile_whose_connection_ends_is_offline_and_one_that_comes_again_is_not()
    {
        var device = await Registered.New(host.Host, "charging-pile");
        await using var first = await Pile.Connected(device);
        await first.Call("Heartbeat", new { });
        await using var second = await Pile.Connected(device);
        await second.Call("Heartbeat", new { });
        (await first.Closed()).ShouldBe(WebSocketCloseStatus.NormalClosure);
        (await device.Events()).ShouldNotContain("device_went_offline");
        second.Socket.Abort();
        await Registered.Eventually(async () => (await device.Events()).Contains("device_went_offline"));
    }

    private static async Task<string?> Status(Pile pile, string card) =>
        (await pile.Call("Authorize", new { idTag = card })).Payload.GetProperty("idTagInfo").GetProperty("status").GetString();

    private static OpenDeviceCommand Command(string name, string parameters)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        return new(Guid.CreateVersion7(), name, parameters, now, now + Duration.FromMinutes(1), "admin");
    }
}
