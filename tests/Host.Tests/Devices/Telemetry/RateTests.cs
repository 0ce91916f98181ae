using NodaTime;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.Host.Tests.Devices.Telemetry;

public sealed class RateTests
{
    private readonly Stopped _time = new();
    private readonly DeviceRate _rate;
    private readonly Guid _device = Guid.CreateVersion7();

    public RateTests() => _rate = new(new() { MostPerDeviceAndSecond = 10, MostPerDeviceAtOnce = 100 }, _time);

    [Fact]
    public void A_device_that_keeps_to_its_rate_is_always_welcome()
    {
        for (var second = 0; second < 1_000; second++, _time.Now += 1_000) _rate.Admit(_device, 10).ShouldBeNull();
    }

    [Fact]
    public void One_that_floods_is_told_how_long_to_wait_and_is_welcome_after_that()
    {
        _rate.Admit(_device, 100).ShouldBeNull();

        var wait = _rate.Admit(_device, 20).ShouldNotBeNull();

        wait.ShouldBe(Duration.FromSeconds(2));
        _time.Now += 1_999;
        _rate.Admit(_device, 20).ShouldNotBeNull();
        _time.Now += 1;
        _rate.Admit(_device, 20).ShouldBeNull();
        _rate.Admit(Guid.CreateVersion7(), 100).ShouldBeNull("another device has a rate of its own");
    }

    [Fact]
    public void A_message_larger_than_may_come_at_once_is_welcome_after_quiet_and_counts_whole()
    {
        _rate.Admit(_device, 500).ShouldBeNull();
        _rate.Admit(_device, 1).ShouldBe(Duration.FromSeconds(40.1));
    }

    private sealed class Stopped : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Now;
    }
}
