using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>离线: a device that should report every minute.</summary>
public sealed class SilenceTests
{
    private const int Every = 60;

    [Fact]
    public void It_is_online_with_its_first_message_and_offline_once_when_the_next_is_due()
    {
        var device = Heard(0);
        device.Connectivity.ShouldBe(Connectivity.Online);
        Look(device, 0, 59.999).ShouldStayQuiet();
        var offline = Look(device, 0, 60).Event<DeviceWentOffline>();
        (offline.Since, offline.HeardAt, offline.Cause).ShouldBe((At(60), At(0), "silence"));
        var silent = device.After(Look(device, 0, 60));
        Look(silent, 0, 61).ShouldStayQuiet();
        Look(silent, 0, 1000).ShouldStayQuiet();
    }

    [Fact]
    public void It_comes_back_once()
    {
        var device = Silent();
        var back = device.After(Look(device, 300, 301));
        (back.Connectivity, back.ConnectivitySince).ShouldBe((Connectivity.Online, At(300)));
        Look(back, 300, 302).ShouldStayQuiet();
        Look(back, 310, 311).ShouldStayQuiet();
    }

    [Fact]
    public void A_device_never_heard_of_is_nothing_yet() =>
        SilenceRules.Observe(Given.InService(every: Every), null, At(1_000_000)).ShouldStayQuiet();

    [Fact]
    public void A_message_at_the_very_moment_is_in_time_whichever_is_seen_first()
    {
        Look(Heard(0), 60, 60).ShouldStayQuiet();
        var late = Silent();
        var back = late.After(Look(late, 60, 60.2));
        (back.Connectivity, back.ConnectivitySince).ShouldBe((Connectivity.Online, At(0)), "it was never silent");
    }

    [Fact]
    public void A_message_that_becomes_known_late_moves_the_silence_and_raises_nothing_again()
    {
        var device = Silent();
        var moved = Look(device, 40, 150).Event<DeviceSilenceMoved>();
        (moved.Since, moved.HeardAt).ShouldBe((At(100), At(40)));
        device = device.After(Look(device, 40, 150));
        (device.Connectivity, device.ConnectivitySince).ShouldBe((Connectivity.Offline, At(100)));
        Look(device, 20, 151).ShouldStayQuiet();
    }

    [Fact]
    public void A_will_counts_at_once_and_only_a_later_message_speaks_against_it()
    {
        var device = Heard(0);
        var gone = device.After(SilenceRules.Gone(device, At(10), SilenceRules.Will));
        (gone.Connectivity, gone.ConnectivitySince, gone.OfflineCause).ShouldBe((Connectivity.Offline, At(10), "will"));
        Look(gone, 5, 11).ShouldStayQuiet();
        Look(gone, 5, 500).ShouldStayQuiet();
        SilenceRules.Gone(gone, At(20), SilenceRules.Disconnected).ShouldStayQuiet();
        Look(gone, 11, 12).Event<DeviceCameOnline>().HeardAt.ShouldBe(At(11));
        SilenceRules.Gone(Heard(20), At(10), SilenceRules.Will).ShouldStayQuiet();
    }

    [Fact]
    public void Another_interval_counts_from_the_message_that_is_known()
    {
        var device = Silent();
        var patient = device.After(Decision.Of(new DeviceDetailsChanged(null, null, null, null, null, 600)));
        patient.After(Look(patient, 0, 100)).Connectivity.ShouldBe(Connectivity.Online);
        var strict = device.After(Decision.Of(new DeviceDetailsChanged(null, null, null, null, null, 30)));
        Look(strict, 0, 100).Event<DeviceSilenceMoved>().Since.ShouldBe(At(30));
    }

    private static Instant At(double seconds) => Given.Noon + Duration.FromSeconds(seconds);

    private static Decision Look(Device device, double heard, double now) => SilenceRules.Observe(device, At(heard), At(now));

    private static Device Heard(double at) => Given.InService(every: Every) is var device ? device.After(Look(device, at, at)) : null!;

    private static Device Silent() => Heard(0) is var device ? device.After(Look(device, 0, 60)) : null!;
}
