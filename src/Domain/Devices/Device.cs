using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>
/// A device (物联设备) as its stream tells it: registry, life cycle, state and alarms. What it measures is no event. It is
/// kept by the same means as a matter, and stands in no list of matters: nobody must finish it.
/// </summary>
public sealed record Device : Matter
{
    public const string DeviceStream = "device";

    /// <summary>No device may be silent for longer and still count as heard of: 31 days, in seconds.</summary>
    public const int LongestSilence = 31 * 86_400;

    /// <summary>Hours that one in service may be offline, where its kind says nothing else; and the most that a kind may say.</summary>
    public const int UsualOfflineLimit = 24, LongestOffline = 31 * 24;

    /// <summary>Code of its kind in the catalogue.</summary>
    public required string DeviceKind { get; init; }

    public required DeviceLocation Location { get; init; }

    public string? Mn { get; init; }

    public Hj212Dialect? Dialect { get; init; }

    public required int ReportsEverySeconds { get; init; }

    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    public LifeCycle LifeCycle { get; init; }

    /// <summary>The day of its newest calibration.</summary>
    public LocalDate? CalibratedOn { get; init; }

    public LocalDate? CalibrationDue { get; init; }

    public bool CalibrationLapsed { get; init; }

    /// <summary>SHA-256 of each secret that counts, by the credential's id.</summary>
    public ImmutableDictionary<Guid, string> Credentials { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    /// <summary>Secrets that count no more.</summary>
    public ImmutableHashSet<Guid> CredentialsRevoked { get; init; } = [];

    public Connectivity Connectivity { get; init; }

    /// <summary>Since when it is online or offline.</summary>
    public Instant? ConnectivitySince { get; init; }

    /// <summary>Since when it was online before it went offline; null while it is not offline.</summary>
    public Instant? OnlineBefore { get; init; }

    /// <summary>The last message that a change of connectivity was decided on.</summary>
    public Instant? HeardAt { get; init; }

    /// <summary>Why it is offline; null while it is not.</summary>
    public string? OfflineCause { get; init; }

    /// <summary>Hours that it may be offline while it is in service, as its kind said when it was entered.</summary>
    public int OfflineLimitHours { get; init; } = UsualOfflineLimit;

    /// <summary>When it last went into service; null before.</summary>
    public Instant? InServiceSince { get; init; }

    /// <summary>Whether it is offline for longer than it may be.</summary>
    public bool OfflineTooLong { get; init; }

    /// <summary>Since when it was offline each time that was too long, the newest <see cref="EndsKept"/>.</summary>
    public ImmutableList<Instant> LongOffline { get; init; } = [];

    public ImmutableDictionary<string, ComponentState> Components { get; init; } = ImmutableDictionary<string, ComponentState>.Empty;

    /// <summary>The last states of parts that were taken, in the order in which they came: none is taken twice.</summary>
    public ImmutableList<ReportedState> StatesReported { get; init; } = [];

    /// <summary>What is broken, since when.</summary>
    public ImmutableDictionary<string, Instant> Faults { get; init; } = ImmutableDictionary<string, Instant>.Empty;

    /// <summary>When what was broken was last said to be whole again: an older report of it is late.</summary>
    public ImmutableDictionary<string, Instant> FaultsCleared { get; init; } = ImmutableDictionary<string, Instant>.Empty;

    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<Guid, OpenDeviceCommand> Commands { get; init; } = ImmutableDictionary<Guid, OpenDeviceCommand>.Empty;

    /// <summary>The newest commands that timed out, oldest first: the device may still answer.</summary>
    public ImmutableList<Guid> CommandsTimedOut { get; init; } = [];

    /// <summary>Every active alarm, and of those that are cleared the newest <see cref="AlarmsKept"/>, by the time they were raised.</summary>
    public ImmutableList<Alarm> Alarms { get; init; } = [];

    public ImmutableDictionary<int, Charging> Chargings { get; init; } = ImmutableDictionary<int, Charging>.Empty;

    /// <summary>The newest chargings that are over, oldest first: none begins or ends twice.</summary>
    public ImmutableList<int> ChargingsEnded { get; init; } = [];

    /// <summary>How many cleared alarms the state remembers; the stream has them all.</summary>
    public const int AlarmsKept = 200;

    /// <summary>How many things that are over the state remembers, so that they do not happen twice.</summary>
    public const int EndsKept = 100;

    /// <inheritdoc/>
    public override string Status => DeviceWords.Of(LifeCycle);

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations =>
        LongOffline.Select(since => new Deviation(OfflineLimitRules.DeviceOffline, InstantPattern.ExtendedIso.Format(since), Unit));

    /// <inheritdoc/>
    public override IEnumerable<(string Timer, Instant DueAt)> Timers => DeviceTimers.Of(this);

    /// <summary>Whether it may be heard of and be told things.</summary>
    public bool IsOut => LifeCycle is LifeCycle.Installed or LifeCycle.InService or LifeCycle.Maintenance;

    /// <summary>The state after the event; total.</summary>
    public static Device? Evolve(Device? state, Recorded e) => (state, e.Data) switch
    {
        (null, DevicePlanned planned) => DeviceFold.Plan(planned, e),
        (null, _) => null,
        _ => DeviceFold.Apply(state.EvolveShared<Device>(e), e),
    };
}
