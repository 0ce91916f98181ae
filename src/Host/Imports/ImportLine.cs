using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Approvals;

namespace SmartCity.Host.Imports;

/// <summary>One line of the file, understood: what it says of its case, and the step it states.</summary>
internal sealed record ImportLine(ImportedCase Case, ImportedStep Step)
{
    private const int LongestText = 200;

    // The lifecycle of the XES standard (IEEE 1849).
    private static readonly HashSet<string> Transitions =
    [
        "complete", "start", "schedule", "assign", "reassign", "suspend", "resume", "withdraw", "autoskip",
        "manualskip",
        "ate_abort", "pi_abort", "unknown",
    ];

    private static readonly Instant
        Earliest = Instant.FromUtc(1900, 1, 1, 0, 0), Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>Reads a line, or says why it cannot be taken.</summary>
    public static (ImportLine? Line, LineFault? Fault) Read(
        string text, ImportColumns columns, string source, Instant now)
    {
        if (ImportColumns.Split(text) is not { } fields) return (null, LineFault.Quotes);
        if (fields.Length != columns.Count) return (null, LineFault.FieldCount(fields.Length, columns.Count));
        if (columns.EmptyIn(fields).ToList() is { Count: > 0 } empty) return (null, LineFault.Empty(empty));

        var values = new Values(columns, fields);
        var known = new ImportedCase(
            source, values.Text("caseId"), Channel(values.Optional("channel")), values.Text("department"),
            values.Group("group"), values.Text("responsible"), values.Time("startedAt"), values.Time("plannedAt"),
            values.OptionalTime("deadlineAt"), values.OptionalTime("endedAt"));
        var step = new ImportedStep(
            values.Text("instance"), values.Text("activity"), values.Optional("transition") ?? "complete",
            values.Group("stepGroup"), values.Text("resource"), values.Time("occurredAt"));
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

    private static string Channel(string? said) => said?.ToLowerInvariant() switch
    {
        null => "import",
        "internet" => "web",
        "desk" => "window",
        "e-mail" => "email",
        "intern" => "internal",
        var other => other,
    };

    /// <summary>Reads the fields of one line, and keeps the first fault.</summary>
    private sealed class Values(ImportColumns columns, string[] fields)
    {
        public LineFault? Fault { get; private set; }

        public string Text(string column) => Optional(column) ?? "";

        /// <summary>A group that the log calls EMPTY is none.</summary>
        public string? Group(string column) => Optional(column) is { } name and not "EMPTY" ? name : null;

        public string? Optional(string column)
        {
            var text = columns.Value(fields, column);
            if (text?.Contains('\0') == true) Fault ??= LineFault.Unstorable(column);
            if (text?.Length > LongestText) Fault ??= LineFault.TooLong(column, LongestText);
            return text;
        }

        public Instant Time(string column) => OptionalTime(column) ?? default;

        public Instant? OptionalTime(string column)
        {
            if (columns.Value(fields, column) is not { } text) return null;
            var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text is [_, _, _, _, _, _, _, _, _, _, ' ', ..]
                ? text[..10] + 'T' + text[11..] : text);
            if (!parsed.Success)
            {
                Fault ??= LineFault.Time(column, text.Length > 40 ? text[..40] + "…" : text);
                return null;
            }
            // To the microsecond, as the store keeps it.
            var at = Instant.FromUnixTimeTicks(parsed.Value.ToInstant().ToUnixTimeTicks() / 10 * 10);
            if (at < Earliest || at >= Latest) Fault ??= LineFault.OutOfRange(column);
            return at;
        }
    }
}
