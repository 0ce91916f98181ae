using SmartCity.Domain.Devices;

namespace SmartCity.Application.Devices;

/// <summary>A way to a device that a protocol holds open at this node (设备通道).</summary>
public interface IDeviceLink
{
    /// <summary><c>hj212</c>, <c>mqtt</c> or <c>ocpp16</c>.</summary>
    string Protocol { get; }

    /// <summary>
    /// Hands the command to the device, if it is connected here; false if it is not. What the device makes of it comes back as
    /// <see cref="DeviceReport.CommandDone"/> or <see cref="DeviceReport.CommandRefused"/>. Is called again and
    /// again while the command is open: the device is told once, and once more when it could not answer by the line that broke.
    /// </summary>
    Task<bool> TrySend(DeviceCard device, OpenDeviceCommand command, CancellationToken stop);
}
