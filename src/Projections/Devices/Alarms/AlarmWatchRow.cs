using NodaTime.Text;
using SmartCity.Domain.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>A device that has said something of its parts, or from whose alarms something is still to follow, in <c>read.alarm_watch</c>.</summary>
/// <param name="Said">What it said, in a text that changes when it says something else.</param>
/// <param name="Pending">Alarms from which something is still to follow.</param>
public sealed record AlarmWatchRow(Guid Id, string Said, int Pending)
{
    public static InlineTable Table { get; } = InlineTable.Of<Device, AlarmWatchRow>("read.alarm_watch", Of);

    private static AlarmWatchRow? Of(Device device)
    {
        var parts = device.Components.OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => $"{c.Key}={c.Value.State}@{InstantPattern.ExtendedIso.Format(c.Value.At)}");
        var faults = device.Faults.OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"!{f.Key}@{InstantPattern.ExtendedIso.Format(f.Value)}");
        var said = string.Join(';', parts.Concat(faults));
        var pending = device.Alarms.Count(alarm => alarm.Follows is not null);
        return said.Length == 0 && pending == 0 && device.Alarms.IsEmpty ? null : new(device.Id, said, pending);
    }
}
