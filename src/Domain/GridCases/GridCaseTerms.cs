using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>Where something is, in degrees of longitude and latitude (WGS 84), with the address in words where known.</summary>
public sealed record CaseLocation(double Longitude, double Latitude, string? Address = null);

/// <summary>The grid cell (单元网格) a place lies in: its 15-digit code, and the code of its town, which is a unit.</summary>
public sealed record GridPlace(string Cell, string Town);

/// <summary>
/// Who reported (报案人). Personal data: it stands in <see cref="GridCaseReported"/> and <see cref="DuplicateAbsorbed"/> and
/// in no other event.
/// </summary>
public sealed record Reporter(string Name, string Phone);

/// <summary>One of several demands in a report; without a location it is where the report is.</summary>
/// <param name="Place">Null where <paramref name="Location"/> lies outside the district, or is null itself.</param>
public sealed record SplitDemand(
    Guid Id, string Number, string? Kind, string Title, string Description, CaseLocation? Location, GridPlace? Place);

/// <summary>A case as another one names it.</summary>
public sealed record CaseReference(Guid Case, string Number);

/// <summary>
/// What a kind of case is on the day it is classified (事部件类别): its code, the version of the catalogue it was taken
/// from, its name and its major class.
/// </summary>
public sealed record CaseKindTerms(string Code, int Version, LocalizedText Name, string Major);

/// <summary>The severities (紧急程度): 1 danger to life (2 hours), 2 supply of a household (24 hours), 3 ordinary, 4 complex.</summary>
public static class Severities
{
    public const int Danger = 1, Supply = 2, Ordinary = 3, Complex = 4;
}

/// <summary>How a case comes to its unit.</summary>
public static class DispatchModes
{
    /// <summary>By the published table.</summary>
    public const string Rule = "rule";

    /// <summary>By a dispatcher.</summary>
    public const string Hand = "hand";

    /// <summary>By the district, after units sent it back: it cannot be returned any more.</summary>
    public const string District = "district";

    /// <summary>The lead unit called others to it (吹哨报到).</summary>
    public const string Whistle = "whistle";
}

/// <summary>What a transferred report becomes, where that says something about who receives it (移送).</summary>
public static class TransferTargets
{
    /// <summary>其他区: the receiving unit is none of this district's.</summary>
    public const string OtherDistrict = "other-district";
}

/// <summary>Names of the limits that a case has; each is decided by a published table.</summary>
public static class CaseLimits
{
    /// <summary>By channel, before the kind is known.</summary>
    public const string Intake = "intake", Analysis = "analysis", Dispatch = "dispatch", Response = "response";

    /// <summary>By kind and severity.</summary>
    public const string Acceptance = "acceptance", Handling = "handling", ReportIn = "reportIn", Verification = "verification",
        CallBack = "callBack", Total = "total", Reopen = "reopen";
}

/// <summary>
/// Limits with the version of the table that gave them, such as <c>limits@1</c>: what a decision was based on is kept with it.
/// </summary>
public sealed record DecidedLimits(IReadOnlyDictionary<string, TimeLimit> Limits, string Rule);

/// <summary>A severity and the version of the table that gave it; null when a person set it.</summary>
public sealed record DecidedSeverity(int Severity, string? Rule);

/// <summary>The unit a table sends a case to and the version of the table; a null unit means that a person decides.</summary>
public sealed record DecidedUnit(string? Unit, string Rule);
