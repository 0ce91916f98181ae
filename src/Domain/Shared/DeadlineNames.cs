namespace SmartCity.Domain.Shared;

/// <summary>Names of the clocks that every kind of matter has.</summary>
public static class ClockNames
{
    private const string StepPrefix = "step:";

    /// <summary>The clock of one work item with a limit of its own.</summary>
    public static string Step(Guid workItem) => StepPrefix + workItem.ToString("N");

    /// <summary>Whether the clock is a work item's.</summary>
    public static bool IsStep(string clock) => clock.StartsWith(StepPrefix, StringComparison.Ordinal);
}

/// <summary>
/// Names of what becomes due in a matter: a timer of its process, the warning or breach of one of its clocks, or a timer of
/// its kind's own.
/// </summary>
public static class DeadlineNames
{
    private const string ProcessPrefix = "process/", WarningPrefix = "warning/", BreachPrefix = "breach/", OwnPrefix = "own/";

    public static string Process(string timerId) => ProcessPrefix + timerId;

    public static string Warning(string clock) => WarningPrefix + clock;

    public static string Breach(string clock) => BreachPrefix + clock;

    /// <summary>A timer of <see cref="Matter.Timers"/>.</summary>
    public static string Own(string timer) => OwnPrefix + timer;

    /// <summary>Which of the four a name is, and of which timer or clock.</summary>
    public static (DeadlineKind Kind, string Of) Parse(string name) => name switch
    {
        _ when name.StartsWith(ProcessPrefix, StringComparison.Ordinal) => (DeadlineKind.Process, name[ProcessPrefix.Length..]),
        _ when name.StartsWith(WarningPrefix, StringComparison.Ordinal) => (DeadlineKind.Warning, name[WarningPrefix.Length..]),
        _ when name.StartsWith(BreachPrefix, StringComparison.Ordinal) => (DeadlineKind.Breach, name[BreachPrefix.Length..]),
        _ when name.StartsWith(OwnPrefix, StringComparison.Ordinal) => (DeadlineKind.Own, name[OwnPrefix.Length..]),
        _ => throw new ArgumentException($"'{name}' is not the name of a deadline.", nameof(name)),
    };
}

/// <summary>What becomes due.</summary>
public enum DeadlineKind
{
    /// <summary>A timer of the process.</summary>
    Process,

    /// <summary>A clock has used up four fifths of its time.</summary>
    Warning,

    /// <summary>A clock has run out.</summary>
    Breach,

    /// <summary>A timer that only its kind knows.</summary>
    Own,
}
