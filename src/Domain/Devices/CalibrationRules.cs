using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices;

/// <summary>When a device was calibrated, and is to be again.</summary>
public static class CalibrationRules
{
    /// <summary>The same again: nothing. One older than the newest known is refused: it would shorten what holds.</summary>
    public static Decision Record(Device device, RecordCalibration command, StepContext context)
    {
        if (device.LifeCycle == LifeCycle.Retired) return new DeviceIsRetired();
        if (command.On > context.Now.InZone(WorkingCalendar.Zone).Date)
            return DeviceFieldInvalid.Of("on", "校准日期不能在将来。", "It was calibrated by today.");
        if ((command.Due ?? Due(command)) is not { } due)
            return DeviceFieldInvalid.Of("due", "该类型未规定校准周期，请给出下次校准日期。", "The kind says no interval: say when it is due again.");
        if (due <= command.On)
            return DeviceFieldInvalid.Of("due", "下次校准须在本次之后。", "It is due again after this calibration.");
        if (command.On < device.CalibratedOn)
            return DeviceFieldInvalid.Of("on", "已有更新的校准记录。", "A newer calibration is recorded already.");
        return command.On == device.CalibratedOn && due == device.CalibrationDue
            ? Decision.Nothing
            : Decision.Of(new DeviceCalibrated(command.On, due, command.Certificate?.Trim()));
    }

    private static NodaTime.LocalDate? Due(RecordCalibration command) =>
        command.Kind.CalibrationEveryDays is { } days ? command.On.PlusDays(days) : null;
}
