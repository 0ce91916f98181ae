using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices;

/// <summary>The steps of a device's life, each after the other; a step that was taken already yields nothing.</summary>
public static class LifeCycleRules
{
    public static Decision Install(Device device, InstallDevice command, StepContext context)
    {
        var today = context.Now.InZone(WorkingCalendar.Zone).Date;
        return device.LifeCycle switch
        {
            LifeCycle.Installed => Decision.Nothing,
            LifeCycle.Planned when command.On > today => DeviceFieldInvalid.Of("on", "安装日期不能在将来。", "It was installed by today."),
            LifeCycle.Planned => Decision.Of(new DeviceInstalled(command.On ?? today)),
            _ => new DeviceStepNotNow(device.Status),
        };
    }

    public static Decision Commission(Device device) => device.LifeCycle switch
    {
        LifeCycle.InService => Decision.Nothing,
        LifeCycle.Installed => Decision.Of(new DeviceCommissioned()),
        _ => new DeviceStepNotNow(device.Status),
    };

    public static Decision BeginMaintenance(Device device, BeginMaintenance command) => device.LifeCycle switch
    {
        LifeCycle.Maintenance => Decision.Nothing,
        LifeCycle.InService => Decision.Of(new DeviceMaintenanceBegun(command.Reason.Trim())),
        _ => new DeviceStepNotNow(device.Status),
    };

    public static Decision EndMaintenance(Device device) => device.LifeCycle switch
    {
        LifeCycle.InService => Decision.Nothing,
        LifeCycle.Maintenance => Decision.Of(new DeviceMaintenanceEnded()),
        _ => new DeviceStepNotNow(device.Status),
    };

    /// <summary>From wherever it stands; nothing follows it.</summary>
    public static Decision Retire(Device device, RetireDevice command) => device.LifeCycle == LifeCycle.Retired
        ? Decision.Nothing
        : Decision.Of(new DeviceRetired(command.Reason.Trim()));
}
