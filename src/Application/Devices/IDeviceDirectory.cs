namespace SmartCity.Application.Devices;

/// <summary>The registry as the doors for devices ask it, in memory; a change is known within a second.</summary>
public interface IDeviceDirectory
{
    DeviceCard? ByCode(string code);

    /// <param name="mn">As the station sends it.</param>
    DeviceCard? ByMn(string mn);

    DeviceCard? ById(Guid id);

    /// <summary>Whether the secret is one of the device's that counts.</summary>
    bool Proves(DeviceCard device, string secret);
}
