using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>One line of the file, understood: what it says of its case, and the step it states.</summary>
internal sealed record ImportLine(ImportedCase Case, ImportedStep Step)
{
    // The lifecycle of the XES standard (IEEE 1849).
    private static readonly HashSet<string> Transitions =
    [
        "complete", "start", "schedule", "assign", "reassign", "suspend", "resume", "withdraw", "autoskip",
        "manualskip",
        "ate_abort", "pi_abort", "unknown",
    ];

    /// <summary>Reads a line, or says why it cannot be taken.</summary>
    public static (ImportLine? Line, LineFault? Fault) Read(CsvValues values, string source, Instant now)
    {
        var known = new ImportedCase(
            source, values.Text("caseId"), Channel(values.Optional("channel")), values.Text("department"),
            Group(values.Optional("group")), values.Text("responsible"), values.Time("startedAt"), values.Time("plannedAt"),
            values.OptionalTime("deadlineAt"), values.OptionalTime("endedAt"));
        var step = new ImportedStep(
            values.Text("instance"), values.Text("activity"), values.Optional("transition") ?? "complete",
            Group(values.Optional("stepGroup")), values.Text("resource"), values.Time("occurredAt"));
        return (values.Fault ?? Check(known, step, now)) is { } fault ? (null, fault) : (new(known, step), null);
    }

    /// <summary>A century; no plan is longer.</summary>
    private const int LongestPlan = 36_525;

    private static LineFault? Check(ImportedCase known, ImportedStep step, Instant now) =>
        !Transitions.Contains(step.Transition) ? LineFault.Transition(step.Transition)
        : step.At > now ? LineFault.Future("occurredAt")
        : known.StartedAt > now ? LineFault.Future("startedAt")
        : known.EndedAt > now ? LineFault.Future("endedAt")
        : known.PlannedAt < known.StartedAt ? LineFault.Order("plannedAt", "startedAt")
        : known.PlannedAt - known.StartedAt > Duration.FromDays(LongestPlan) ? LineFault.OutOfRange("plannedAt")
        : known.EndedAt is { } end && IsDayBefore(end, known.StartedAt) ? LineFault.Order("endedAt", "startedAt")
        : null;

    // Logs write ends as bare dates too: on the day of the start, the end may stand at midnight.
    private static bool IsDayBefore(Instant end, Instant start) => start - end >= Duration.FromDays(1);

    /// <summary>A group that the log calls EMPTY is none.</summary>
    private static string? Group(string? name) => name is "EMPTY" ? null : name;

    private static string Channel(string? said) => said?.ToLowerInvariant() switch
    {
        null => "import",
        "internet" => "web",
        "desk" => "window",
        "e-mail" => "email",
        "intern" => "internal",
        var other => other,
    };
}
