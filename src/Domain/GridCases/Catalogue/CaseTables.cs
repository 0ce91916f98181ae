using System.Globalization;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.GridCases.Catalogue;

/// <summary>
/// The four decision tables of city cases, made ready: their codes, what each is asked, and how its answer is read. Pure:
/// the same tables and kinds always say the same.
/// </summary>
public sealed class CaseTables(
    IReadOnlyDictionary<string, CaseKindTerms> kinds, PreparedTable severity, PreparedTable limits, PreparedTable deskLimits,
    PreparedTable dispatch, Func<string, bool> isUnit) : ICaseRules
{
    public const string SeverityTable = "severity", LimitsTable = "limits", DeskLimitsTable = "desk-limits",
        DispatchTable = "dispatch";

    /// <summary>The codes of the tables; each must be in force for a case to be taken in.</summary>
    public static IReadOnlyList<string> Codes { get; } = [SeverityTable, LimitsTable, DeskLimitsTable, DispatchTable];

    /// <inheritdoc/>
    public CaseKindTerms? Kind(string code) => kinds.GetValueOrDefault(code);

    /// <inheritdoc/>
    public DecidedSeverity Severity(string kind, string channel, bool danger) => new(
        int.Parse(
            severity.Decide(("kind", kind), ("channel", channel), ("danger", danger ? "true" : "false"))["severity"]!,
            CultureInfo.InvariantCulture),
        severity.Table.Key);

    /// <inheritdoc/>
    public DecidedLimits Limits(string kind, int severity) => Limits(limits, ("kind", kind), ("severity", Text(severity)));

    /// <inheritdoc/>
    public DecidedLimits DeskLimits(string channel) => Limits(deskLimits, ("channel", channel));

    /// <inheritdoc/>
    public DecidedUnit Unit(string kind, GridPlace place, int severity, int hour) => new(
        dispatch.Decide(("kind", kind), ("town", place.Town), ("severity", Text(severity)), ("hour", Text(hour)))["unit"],
        dispatch.Table.Key);

    /// <inheritdoc/>
    public bool IsUnit(string code) => isUnit(code);

    private static DecidedLimits Limits(PreparedTable table, params IReadOnlyList<(string, string)> inputs) => new(
        table.Decide(inputs).Outputs.ToDictionary(limit => limit.Key, limit => TimeLimit.Parse(limit.Value)), table.Table.Key);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
