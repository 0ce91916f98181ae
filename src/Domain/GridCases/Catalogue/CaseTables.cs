using System.Globalization;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.GridCases.Catalogue;

/// <summary>How near in place and time two reports must be to be taken for one case (重复案件判定范围).</summary>
/// <param name="Days">Of a case that is closed; one that is open may be <paramref name="OpenDays"/> old.</param>
public sealed record DuplicateReach(int Metres, int Days, int OpenDays, string Rule);

/// <summary>
/// The kinds and decision tables of city cases that are in force on a day, made ready: how each table is asked, and how
/// its answer is read. Pure: the same tables and kinds always say the same.
/// </summary>
public sealed class CaseTables(
    IReadOnlyDictionary<string, CaseKindTerms> kinds, IReadOnlyDictionary<string, PreparedTable> tables,
    Func<string, bool> isUnit) : ICaseRules
{
    private const string SeverityTable = "severity", LimitsTable = "limits", DeskLimitsTable = "desk-limits",
        DispatchTable = "dispatch", DuplicatesTable = "duplicates";

    /// <summary>What each table is asked.</summary>
    public static IReadOnlyList<TableSignature> Signatures { get; } =
    [
        new(SeverityTable, [Kinds, Channels, new("danger", DecisionInput.Boolean)],
            [new("severity", DecisionOutput.Number, From: Severities.Danger, To: Severities.Complex)]),
        new(LimitsTable, [Kinds, Grades],
        [
            Limit(CaseLimits.Acceptance), Limit(CaseLimits.Handling), Limit(CaseLimits.ReportIn), Limit(CaseLimits.Verification),
            Limit(CaseLimits.CallBack), Limit(CaseLimits.Total), Limit(CaseLimits.Reopen),
        ]),
        new(DeskLimitsTable, [Channels],
            [Limit(CaseLimits.Intake), Limit(CaseLimits.Analysis), Limit(CaseLimits.Dispatch), Limit(CaseLimits.Response)]),
        new(DispatchTable, [Kinds, new("town", DecisionInput.Text), Grades, new("hour", DecisionInput.Number, 0, 23)],
            [new("unit", DecisionOutput.Unit, Optional: true)]),
        new(DuplicatesTable, [Kinds],
        [
            new("metres", DecisionOutput.Number, From: 1, To: 2_000), new("days", DecisionOutput.Number, From: 1, To: 60),
            new("openDays", DecisionOutput.Number, From: 1, To: 366),
        ]),
    ];

    private static TableSignature.Input Kinds => new("kind", DecisionInput.Text);

    private static TableSignature.Input Channels => new("channel", DecisionInput.Text);

    private static TableSignature.Input Grades => new("severity", DecisionInput.Number, Severities.Danger, Severities.Complex);

    /// <inheritdoc/>
    public CaseKindTerms? Kind(string code) => kinds.GetValueOrDefault(code);

    /// <inheritdoc/>
    public DecidedSeverity Severity(string kind, string channel, bool danger)
    {
        var (answer, rule) = Ask(SeverityTable, ("kind", kind), ("channel", channel), ("danger", danger ? "true" : "false"));
        return new(Number(answer, "severity"), rule);
    }

    /// <inheritdoc/>
    public DecidedLimits Limits(string kind, int severity) =>
        Read(Ask(LimitsTable, ("kind", kind), ("severity", Text(severity))));

    /// <inheritdoc/>
    public DecidedLimits DeskLimits(string channel) => Read(Ask(DeskLimitsTable, ("channel", channel)));

    /// <inheritdoc/>
    public DecidedUnit Unit(string kind, GridPlace place, int severity, int hour)
    {
        var (answer, rule) = Ask(
            DispatchTable, ("kind", kind), ("town", place.Town), ("severity", Text(severity)), ("hour", Text(hour)));
        return new(answer["unit"], rule);
    }

    /// <inheritdoc/>
    public bool IsUnit(string code) => isUnit(code);

    /// <summary>Within what reach cases of the kind may be one; the reach of an unlisted kind where none is known.</summary>
    public DuplicateReach Duplicates(string? kind)
    {
        var (answer, rule) = Ask(DuplicatesTable, ("kind", kind ?? ""));
        return new(Number(answer, "metres"), Number(answer, "days"), Number(answer, "openDays"), rule);
    }

    /// <exception cref="InvalidOperationException">No version of the table is in force on the day.</exception>
    private (DecisionAnswer Answer, string Rule) Ask(string code, params IReadOnlyList<(string, string)> inputs) =>
        tables.TryGetValue(code, out var table)
            ? (table.Decide(inputs), table.Table.Key)
            : throw new InvalidOperationException($"No version of the decision table {code} is in force on that day.");

    private static TableSignature.Output Limit(string name) => new(name, DecisionOutput.Limit);

    private static DecidedLimits Read((DecisionAnswer Answer, string Rule) asked) => new(
        asked.Answer.Outputs.ToDictionary(limit => limit.Key, limit => TimeLimit.Parse(limit.Value)), asked.Rule);

    private static int Number(DecisionAnswer answer, string output) => int.Parse(answer[output]!, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
