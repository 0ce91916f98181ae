using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>Somebody says that they have seen an alarm; once, also when it is cleared already.</summary>
public static class AcknowledgementRules
{
    public static Decision Acknowledge(Device device, AcknowledgeAlarm command) =>
        device.Alarms.Find(alarm => alarm.Id == command.Alarm) switch
        {
            null => new AlarmNotFound(),
            { AcknowledgedAt: not null } => Decision.Nothing,
            _ => Decision.Of(new AlarmAcknowledged(command.Alarm, command.Note?.Trim())),
        };
}
