using System.Text;
using System.Text.Json;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Ocpp;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Ocpp;

/// <summary>Messages of OCPP 1.6J: what they are, and what is wrong with them.</summary>
public sealed class OcppReadingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 13, 4, 0);

    [Fact]
    public void The_three_kinds_of_message_are_told_apart()
    {
        Frame("""[2,"a","Heartbeat",{}]""").ShouldBeOfType<OcppFrame.Call>().Action.ShouldBe("Heartbeat");
        Frame("""[3,"a",{"status":"Accepted"}]""").ShouldBeOfType<OcppFrame.Result>().Id.ShouldBe("a");
        Frame("""[4,"a","GenericError","no",{}]""").ShouldBeOfType<OcppFrame.Error>().Code.ShouldBe("GenericError");
    }

    [Theory]
    [InlineData("", "-1")]
    [InlineData("{}", "-1")]
    [InlineData("[2]", "-1")]
    [InlineData("""[2,7,"Heartbeat",{}]""", "-1")]
    [InlineData("""[2,"","Heartbeat",{}]""", "-1")]
    [InlineData("""[2,"a","Heartbeat"]""", "a")]
    [InlineData("""[2,"a","Heartbeat",[]]""", "a")]
    [InlineData("""[2,"a","Heartbeat",{},1]""", "a")]
    [InlineData("""[5,"a","Heartbeat",{}]""", "a")]
    [InlineData("""["2","a","Heartbeat",{}]""", "a")]
    [InlineData("""[2,"\ud800","Heartbeat",{}]""", "-1")]
    public void What_is_no_message_is_refused_under_its_id_if_it_has_one(string text, string id)
    {
        var broken = Frame(text).ShouldBeOfType<OcppFrame.Broken>();
        (broken.Id, broken.Fault.Code).ShouldBe((id, "FormationViolation"));
    }

    [Theory]
    [InlineData("BootNotification", """{"chargePointVendor":"v"}""", "OccurenceConstraintViolation")]
    [InlineData("BootNotification", """{"chargePointVendor":"123456789012345678901","chargePointModel":"m"}""", "PropertyConstraintViolation")]
    [InlineData("Heartbeat", """{"x":1}""", "FormationViolation")]
    [InlineData("StatusNotification", """{"connectorId":-1,"errorCode":"NoError","status":"Available"}""", "PropertyConstraintViolation")]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"Tired","status":"Available"}""", "PropertyConstraintViolation")]
    [InlineData("StatusNotification", """{"connectorId":1.5,"errorCode":"NoError","status":"Available"}""", "TypeConstraintViolation")]
    [InlineData("StartTransaction", """{"connectorId":0,"idTag":"x","meterStart":1,"timestamp":"2026-03-13T04:00:00Z"}""", "PropertyConstraintViolation")]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":1,"timestamp":"today"}""", "PropertyConstraintViolation")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[]}""", "OccurenceConstraintViolation")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-03-13T04:00:00Z","sampledValue":[{"value":"x"}]}]}""", "PropertyConstraintViolation")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-03-13T04:00:00Z","sampledValue":[{"value":1}]}]}""", "TypeConstraintViolation")]
    [InlineData("RemoteStartTransaction", "{}", "NotSupported")]
    [InlineData("heartbeat", "{}", "NotImplemented")]
    public void A_fault_has_the_code_of_the_standard(string action, string payload, string code) =>
        Should.Throw<OcppFaultException>(() => Request(action, payload)).Fault.Code.ShouldBe(code);

    [Fact]
    public void Meter_values_are_named_by_what_where_and_phase_in_units_without_prefix()
    {
        var meter = (OcppRequest.Meter)Request("MeterValues", """
            {"connectorId":2,"meterValue":[{"timestamp":"2026-03-13T03:00:00Z","sampledValue":[
              {"value":"12.5","unit":"kWh"}, {"value":"230.1","measurand":"Voltage","phase":"L1-N"},
              {"value":"40","measurand":"Temperature","location":"Body","unit":"Celsius"},
              {"value":"00ff","format":"SignedData"}]}]}
            """);
        var at = Instant.FromUtc(2026, 3, 13, 3, 0);
        meter.Samples.ShouldBe(
            [new("Energy.Active.Import.Register", at, 12500), new("Voltage.L1-N", at, 230.1), new("Temperature.Body", at, 40)]);
    }

    [Theory]
    [InlineData("reset", """{"type":"Hard"}""", "Reset", """{"type":"Hard"}""")]
    [InlineData("remote-stop", """{"transactionId":7}""", "RemoteStopTransaction", """{"transactionId":7}""")]
    [InlineData("get-configuration", "{}", "GetConfiguration", "{}")]
    [InlineData("get-configuration", """{"key":"HeartbeatInterval"}""", "GetConfiguration", """{"key":["HeartbeatInterval"]}""")]
    [InlineData("unlock-connector", """{"connectorId":1}""", "UnlockConnector", """{"connectorId":1}""")]
    [InlineData("change-availability", """{"connectorId":0,"type":"Inoperative"}""", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""")]
    [InlineData("trigger-message", """{"requestedMessage":"Heartbeat"}""", "TriggerMessage", """{"requestedMessage":"Heartbeat"}""")]
    public void A_command_becomes_a_call(string name, string parameters, string action, string payload)
    {
        var order = OcppOrder.Of(Command(name, parameters));
        (order.Action, order.Payload.ToJsonString()).ShouldBe((action, payload));
    }

    [Fact]
    public void What_the_pile_answers_decides_whether_the_command_was_done()
    {
        var id = Guid.NewGuid();
        var reset = OcppOrder.Of(Command("reset", "{}"));
        reset.Judge(id, Json("""{"status":"Accepted"}""")).ShouldHaveSingleItem().ShouldBeOfType<DeviceReport.CommandDone>();
        reset.Judge(id, Json("""{"status":"Rejected"}""")).ShouldHaveSingleItem()
            .ShouldBe(new DeviceReport.CommandRefused(id, "Rejected", null));
        reset.Judge(id, Json("{}")).ShouldHaveSingleItem().ShouldBeOfType<DeviceReport.CommandRefused>();
        var settings = OcppOrder.Of(Command("get-configuration", "{}"))
            .Judge(id, Json("""{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"60"}]}"""));
        settings[0].ShouldBeOfType<DeviceReport.Configuration>().Settings["HeartbeatInterval"].ShouldBe("60");
        settings[1].ShouldBeOfType<DeviceReport.CommandDone>();
        Should.Throw<OcppFaultException>(() => OcppOrder.Of(Command("reset", """{"type":"Gentle"}""")));
        Should.Throw<OcppFaultException>(() => OcppOrder.Of(Command("dance", "{}")));
    }

    [Fact]
    public void A_card_counts_until_it_expires_and_whatever_the_case_of_its_letters()
    {
        var tags = new ChargingTags([new("Card", Expires: Now.ToDateTimeOffset()), new("bad", Blocked: true)]);
        tags.StatusOf("cARD", Now - Duration.FromSeconds(1)).ShouldBe("Accepted");
        tags.StatusOf("Card", Now).ShouldBe("Expired");
        tags.StatusOf("bad", Now).ShouldBe("Blocked");
        tags.StatusOf("none", Now).ShouldBe("Invalid");
    }

    private static OcppFrame Frame(string text) => OcppFrame.Read(Encoding.UTF8.GetBytes(text));

    private static OcppRequest Request(string action, string payload) => OcppRequest.Read(action, Json(payload), Now);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static OpenDeviceCommand Command(string name, string parameters) => new(Guid.NewGuid(), name, parameters, Now, Now, "admin");
}
