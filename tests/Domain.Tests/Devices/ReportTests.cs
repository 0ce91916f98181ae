using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>What devices say of themselves: new facts once, nothing for what is known or late.</summary>
public sealed class ReportTests
{
    private static readonly Instant Noon = Given.Noon, Later = Noon + Duration.FromMinutes(1);

    [Fact]
    public void A_state_is_a_fact_when_it_is_new()
    {
        var device = Given.InService(Given.LampPost);
        device = device.After(ReportRules.State(device, "light", "on", null, Noon));
        ReportRules.State(device, "light", "on", null, Later).ShouldStayQuiet();
        ReportRules.State(device, "light", "off", null, Later).Event<DeviceStateReported>().State.ShouldBe("off");
        ReportRules.State(device, "light", "on", "dim", Later).Event<DeviceStateReported>().Code.ShouldBe("dim");
        ReportRules.State(Given.Retired(), "light", "on", null, Noon).ShouldStayQuiet();
    }

    [Fact]
    public void A_call_for_help_that_was_buffered_is_a_fact_of_its_own_time_once_and_the_newest_state_stays()
    {
        var device = Given.InService(Given.LampPost);
        device = device.After(ReportRules.State(device, "emergency-call", "idle", null, Later));
        device = device.After(ReportRules.State(device, "emergency-call", "sos", null, Noon));
        device.Components["emergency-call"].ShouldBe(new("idle", null, Later));
        ReportRules.State(device, "emergency-call", "sos", null, Noon).ShouldStayQuiet();
        ReportRules.State(device, "emergency-call", "idle", null, Later).ShouldStayQuiet();
        ReportRules.State(device, "emergency-call", "sos", null, Noon - Duration.Epsilon).Event<DeviceStateReported>();
    }

    [Fact]
    public void A_state_that_was_the_newest_and_is_repeated_later_changes_nothing()
    {
        var device = Given.InService(Given.LampPost);
        device = device.After(ReportRules.State(device, "light", "on", null, Noon));
        device = device.After(ReportRules.State(device, "light", "off", null, Later));
        ReportRules.State(device, "light", "on", null, Noon).ShouldStayQuiet();
    }

    [Fact]
    public void A_fault_comes_once_and_goes_once_whatever_arrives_late()
    {
        var device = Given.InService();
        device = device.After(ReportRules.Fault(device, "pump", "堵塞", Noon));
        ReportRules.Fault(device, "pump", null, Later).ShouldStayQuiet();
        ReportRules.FaultGone(device, "pump", Noon - Duration.Epsilon).ShouldStayQuiet();
        device = device.After(ReportRules.FaultGone(device, "pump", Later));
        device.Faults.ShouldBeEmpty();
        ReportRules.FaultGone(device, "pump", Later).ShouldStayQuiet();
        ReportRules.Fault(device, "pump", null, Noon).ShouldStayQuiet();
        ReportRules.Fault(device, "pump", null, Later).Event<DeviceFaultReported>();
    }

    [Fact]
    public void Of_settings_those_that_differ_are_a_fact()
    {
        var device = Given.InService();
        var settings = new Dictionary<string, string> { ["firmware"] = "1.2", ["interval"] = "60" };
        device = device.After(ReportRules.Configuration(device, settings));
        ReportRules.Configuration(device, settings).ShouldStayQuiet();
        settings["firmware"] = "1.3";
        ReportRules.Configuration(device, settings).Event<DeviceConfigured>().Settings.Keys.ShouldBe(["firmware"]);
    }

    [Fact]
    public void However_many_names_a_device_makes_up_its_state_stays_small()
    {
        var device = Given.InService();
        for (var i = 0; i < 300; i++)
        {
            device = device.After(ReportRules.State(device, $"part{i}", "on", null, Noon));
            device = device.After(ReportRules.Fault(device, $"fault{i}", null, Noon));
            device = device.After(ReportRules.FaultGone(device, $"fault{i}", Noon));
            device = device.After(ReportRules.Configuration(device, new Dictionary<string, string> { [$"key{i}"] = "1" }));
        }

        device.Components.Count.ShouldBe(ReportRules.MostComponents);
        device.FaultsCleared.Count.ShouldBeLessThanOrEqualTo(ReportRules.MostFaults);
        device.Settings.Count.ShouldBe(ReportRules.MostSettings);
        device.Faults.Keys.ShouldBe([ReportRules.TooManyNames]);
        ReportRules.State(device, "part299", "off", null, Later).ShouldStayQuiet();
        ReportRules.State(device, "part0", "off", null, Later).Event<DeviceStateReported>();
        ReportRules.Configuration(device, new Dictionary<string, string> { ["key0"] = "2" }).Event<DeviceConfigured>();
    }

    [Fact]
    public void A_charging_begins_once_and_ends_once()
    {
        var device = Given.InService(Given.Shipped("charging-pile"));
        Decision Begin(Device d) => ReportRules.ChargingBegun(d, 7, 1, "CARD", 100, Noon);
        Decision End(Device d) => ReportRules.ChargingEnded(d, 7, 900, Later, "Local");
        device = device.After(Begin(device));
        Begin(device).ShouldStayQuiet();
        device = device.After(End(device));
        End(device).ShouldStayQuiet();
        Begin(device).ShouldStayQuiet();
        device.Chargings.ShouldBeEmpty();
    }

    [Fact]
    public void An_alarm_is_acknowledged_once()
    {
        var (device, alarm) = (Given.InService(), Guid.CreateVersion7());
        AcknowledgementRules.Acknowledge(device, new(Given.Id, alarm, null)).ShouldRefuse("device.alarm-not-found");
        device = device.After(Decision.Of(new AlarmRaised(alarm, "pm25", 1, AlarmLevel.Major, new("超标", "High"), "a34004.hour.avg", Noon, 80, 75, "GB 3095")));
        device = device.After(AcknowledgementRules.Acknowledge(device, new(Given.Id, alarm, "已派人")));
        device.Alarms.ShouldHaveSingleItem().AcknowledgedBy.ShouldBe(Given.Officer.Id);
        AcknowledgementRules.Acknowledge(device, new(Given.Id, alarm, null)).ShouldStayQuiet();
    }
}
