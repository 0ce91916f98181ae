using SmartCity.Domain.GridCases;
using SmartCity.Host.Catalogue;

namespace SmartCity.Host.GridCases;

/// <summary>The published rules, and the units of the district that they can send a case to.</summary>
internal sealed class DistrictRules(ICaseRules published, UnitDirectory units) : ICaseRules
{
    public CaseKindTerms? Kind(string code) => published.Kind(code);

    public DecidedSeverity Severity(string kind, string channel, bool danger) => published.Severity(kind, channel, danger);

    public DecidedLimits Limits(string kind, int severity) => published.Limits(kind, severity);

    public DecidedLimits DeskLimits(string channel) => published.DeskLimits(channel);

    public DecidedUnit Unit(string kind, GridPlace place, int severity, int hour) => published.Unit(kind, place, severity, hour);

    public bool IsUnit(string code) => units.Knows(code);
}
