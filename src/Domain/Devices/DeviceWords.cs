namespace SmartCity.Domain.Devices;

/// <summary>The enums of devices as tables and interfaces write them.</summary>
public static class DeviceWords
{
    public static string Of(LifeCycle cycle) => cycle switch
    {
        LifeCycle.Planned => "planned",
        LifeCycle.Installed => "installed",
        LifeCycle.InService => "in-service",
        LifeCycle.Maintenance => "maintenance",
        LifeCycle.Retired => "retired",
        _ => throw new ArgumentOutOfRangeException(nameof(cycle)),
    };

    /// <summary>Null for a word that is none.</summary>
    public static LifeCycle? LifeCycleOf(string word) =>
        Enum.GetValues<LifeCycle>().Where(cycle => Of(cycle) == word).Select(cycle => (LifeCycle?)cycle).FirstOrDefault();

    public static string Of(Connectivity connectivity) => connectivity switch
    {
        Connectivity.Unknown => "unknown",
        Connectivity.Online => "online",
        Connectivity.Offline => "offline",
        _ => throw new ArgumentOutOfRangeException(nameof(connectivity)),
    };

    public static string Of(AlarmLevel level) => level switch
    {
        AlarmLevel.Notice => "notice",
        AlarmLevel.Minor => "minor",
        AlarmLevel.Major => "major",
        AlarmLevel.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
