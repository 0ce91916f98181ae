using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Devices;

/// <summary>What a matter's view shows of a device: its twin as far as it follows from its stream.</summary>
internal sealed class DeviceFacts : IMatterFacts
{
    public string Kind => Device.DeviceStream;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear) => DeviceTwin.Of((Device)matter);
}
