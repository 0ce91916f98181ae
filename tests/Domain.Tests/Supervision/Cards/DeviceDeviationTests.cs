using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Tests.Devices;

namespace SmartCity.Domain.Tests.Supervision.Cards;

/// <summary>离线超时: a device in service that is offline for longer than it may be.</summary>
public sealed class DeviceDeviationTests
{
    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Instant Silent = Given.Noon + Duration.FromMinutes(1);

    [Fact]
    public void It_is_said_once_after_the_usual_hours_and_again_only_after_it_was_heard_of()
    {
        var device = Offline();
        device.Timers.ShouldContain(("offline", Silent + 24 * Hour));
        Elapse(device, 24 * Hour - Duration.Epsilon).ShouldStayQuiet();
        var late = device.After(Elapse(device, 24 * Hour));
        late.Timers.ShouldNotContain(timer => timer.Timer == "offline");
        Elapse(late, 48 * Hour).ShouldStayQuiet();
        late.Deviations.ShouldHaveSingleItem().ShouldBe(new("device-offline", "2026-03-13T04:01:00Z", Given.Unit));

        var again = Fold(late, new DeviceCameOnline(Silent + 30 * Hour), new DeviceWentOffline(Silent + 31 * Hour, Silent + 30 * Hour, "silence"));
        again.After(DeviceTimers.Elapse(again, "offline", Silent + 55 * Hour)).Deviations.Count().ShouldBe(2);
    }

    [Fact]
    public void Nobody_waits_for_one_that_is_not_in_service()
    {
        var maintained = Fold(Offline(), new DeviceMaintenanceBegun("x"));
        Elapse(maintained, 100 * Hour).ShouldStayQuiet();
        var back = maintained.After(LifeCycleRules.EndMaintenance(maintained), Silent + 30 * Hour);
        Elapse(back, 53 * Hour).ShouldStayQuiet();
        Elapse(back, 54 * Hour).Event<DeviceOfflineTooLong>();
    }

    [Fact]
    public void Its_kind_says_how_long_where_that_is_not_the_usual()
    {
        var kind = Given.LampPost with { OfflineLimitHours = 72 };
        var device = Silenced(Given.InService(kind));
        Elapse(device, 71 * Hour).ShouldStayQuiet();
        Elapse(device, 72 * Hour).Event<DeviceOfflineTooLong>().LimitHours.ShouldBe(72);
        RegistrationRules.Register(Given.Registration(Given.LampPost with { OfflineLimitHours = 24 }), Given.By(Given.Officer))
            .Events.OfType<DeviceOfflineLimitSet>().ShouldBeEmpty();
    }

    [Fact]
    public void A_kind_with_a_limit_that_makes_no_sense_is_not_published() =>
        DeviceKindDecider.Publish(null, Given.LampPost with { OfflineLimitHours = 0 }, []).ShouldRefuse("device-kind.field-invalid");

    private static Device Offline() => Silenced(Given.InService());

    private static Device Silenced(Device device) =>
        Fold(device, new DeviceCameOnline(Given.Noon), new DeviceWentOffline(Silent, Given.Noon, "silence"));

    private static Domain.Shared.Decision Elapse(Device device, Duration offline) => DeviceTimers.Elapse(device, "offline", Silent + offline);

    private static Device Fold(Device device, params object[] facts) => device.After(Domain.Shared.Decision.Of(facts));
}
