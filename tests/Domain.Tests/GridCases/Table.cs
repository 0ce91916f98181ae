using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>A table that fits on a page: refuse goes to DX-CGW, noise to nobody, everything else to the town.</summary>
/// <param name="Gone">A unit that the catalogue of units does not have any more.</param>
internal sealed record Table(string? Gone = null) : ICaseRules
{
    public const string Refuse = "event-06010", Noise = "event-d101", Gas = "event-d305";

    private static readonly string[] Kinds = [Refuse, Noise, Gas];

    public CaseKindTerms? Kind(string code) =>
        Kinds.Contains(code) ? new(code, 1, new("类别", "Kind"), code[..8]) : null;

    public DecidedSeverity Severity(string kind, string channel, bool danger) =>
        new(danger || kind == Gas ? Severities.Danger : Severities.Ordinary, "severity@1");

    public DecidedLimits Limits(string kind, int severity) => new(
        severity == Severities.Danger
            ? Of(("acceptance", "15 minutes"), ("handling", "120 minutes"), ("reportIn", "30 minutes"),
                ("verification", "60 minutes"), ("callBack", "120 minutes"), ("total", "360 minutes"), ("reopen", "15 days"))
            : Of(("acceptance", "2 working-hours"), ("handling", "8 working-hours"), ("reportIn", "4 working-hours"),
                ("verification", "1 working-days"), ("callBack", "1 working-days"), ("total", "5 working-days"), ("reopen", "15 days")),
        "limits@1");

    public DecidedLimits DeskLimits(string channel) => new(
        Of(("intake", "30 minutes"), ("analysis", "60 minutes"), ("dispatch", "30 minutes"), ("response", "24 hours")), "desk-limits@1");

    public DecidedUnit Unit(string kind, GridPlace place, int severity, int hour) => new(
        kind switch { Refuse => "DX-CGW", Noise => null, _ => place.Town }, "dispatch@1");

    public bool IsUnit(string code) =>
        code != Gone && (code.StartsWith("DX-", StringComparison.Ordinal) || code == CaseStory.Town);

    private static Dictionary<string, TimeLimit> Of(params (string Name, string Limit)[] limits) =>
        limits.ToDictionary(limit => limit.Name, limit => TimeLimit.Parse(limit.Limit));
}
