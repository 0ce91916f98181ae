using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>
/// What a device's stream says that its rules look at: every alarm it ever had, what it said of its parts, when it was
/// under maintenance, and how long its calibrations were good. The state <see cref="Device"/> remembers the newest only.
/// </summary>
public sealed record AlarmStory
{
    /// <summary>How much of what a device said of its parts is remembered.</summary>
    public const int WordsKept = 500;

    public long Version { get; init; }

    /// <summary>By the time they were raised; without those that were refuted.</summary>
    public ImmutableList<Alarm> Alarms { get; init; } = [];

    public ImmutableList<DeviceWord> Words { get; init; } = [];

    /// <summary>From when to when it was under maintenance; an open end while it is.</summary>
    public ImmutableList<(Instant From, Instant? To)> Maintenance { get; init; } = [];

    /// <summary>The days of its calibrations, and until when each was good.</summary>
    public ImmutableList<(LocalDate On, LocalDate Due)> Calibrations { get; init; } = [];

    public static AlarmStory Nothing { get; } = new();

    /// <summary>Whether what happened then counts.</summary>
    public bool Counts(Instant at) => !Maintenance.Any(m => m.From <= at && (m.To is null || at < m.To));

    /// <summary>Whether the calibration had lapsed on the day: the newest until then was no longer good. Before the first nothing is said.</summary>
    public bool LapsedAt(Instant at)
    {
        var day = at.InZone(WorkingCalendar.Zone).Date;
        return Calibrations.FindLastIndex(c => c.On <= day) is >= 0 and var newest && Calibrations[newest].Due < day;
    }

    /// <summary>The story after the event; total.</summary>
    public static AlarmStory Evolve(AlarmStory story, Recorded e) => Apply(story, e) with { Version = e.Version };

    private static AlarmStory Apply(AlarmStory story, Recorded recorded) => recorded.Data switch
    {
        AlarmRaised e => story with { Alarms = Placed(story.Alarms, DeviceFold.AlarmOf(e)) },
        AlarmCleared e => Change(story, e.AlarmId, alarm => alarm with { ClearedAt = e.At, ClearedValue = e.Value }),
        AlarmCorrected e => Change(story, e.AlarmId, alarm => alarm.Corrected(e)),
        AlarmRefuted e => story with { Alarms = story.Alarms.RemoveAll(alarm => alarm.Id == e.AlarmId) },
        AlarmFollowedUp e => Change(story, e.AlarmId, alarm => alarm with { FollowUp = e.FollowUp, Follows = null }),
        AlarmFollowUpRefused e => Change(story, e.AlarmId, alarm => alarm with { Follows = null }),
        DeviceFaultReported e => Said(story, new(e.Fault, null, true, e.At)),
        DeviceFaultCleared e => Said(story, new(e.Fault, null, false, e.At)),
        DeviceStateReported e => Said(story, new(e.Component, e.State, false, e.At)),
        DeviceCalibrated e => story with { Calibrations = story.Calibrations.Add((e.On, e.Due)) },
        DeviceMaintenanceBegun => story with { Maintenance = story.Maintenance.Add((recorded.OccurredAt, null)) },
        DeviceMaintenanceEnded when story.Maintenance is [.., { To: null } open] => story with
        {
            Maintenance = story.Maintenance.SetItem(story.Maintenance.Count - 1, (open.From, recorded.OccurredAt)),
        },
        _ => story,
    };

    private static AlarmStory Change(AlarmStory story, Guid id, Func<Alarm, Alarm> change) =>
        story.Alarms.FindLast(alarm => alarm.Id == id) is { } known
            ? story with { Alarms = Placed(story.Alarms.Remove(known), change(known)) }
            : story;

    private static ImmutableList<Alarm> Placed(ImmutableList<Alarm> alarms, Alarm alarm) =>
        alarms.Insert(alarms.FindLastIndex(a => a.RaisedAt <= alarm.RaisedAt) + 1, alarm);

    private static AlarmStory Said(AlarmStory story, DeviceWord word)
    {
        var words = story.Words.Insert(story.Words.FindLastIndex(w => w.At <= word.At) + 1, word);
        return story with { Words = words.Count > WordsKept ? words.RemoveAt(0) : words };
    }
}
