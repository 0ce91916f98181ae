namespace SmartCity.Domain.GridCases;

/// <summary>
/// The published rules (规则表) in force at a moment, as deciders ask them. An interface, so that deciders stay pure and a
/// test can write its own table; every answer names the version of the table that gave it.
/// </summary>
public interface ICaseRules
{
    /// <summary>The kind (案件类别) with this code; null when it is unknown or not in force at the moment.</summary>
    CaseKindTerms? Kind(string code);

    /// <param name="danger">Whether life is in danger.</param>
    DecidedSeverity Severity(string kind, string channel, bool danger);

    /// <summary>Limits of acceptance, handling, reportIn, verification, callBack, total and reopen.</summary>
    DecidedLimits Limits(string kind, int severity);

    /// <summary>Limits of intake, analysis, dispatch and response, before the kind is known.</summary>
    DecidedLimits DeskLimits(string channel);

    /// <param name="hour">Local hour of the day, 0 to 23.</param>
    /// <returns>A null unit where a person has to decide.</returns>
    DecidedUnit Unit(string kind, GridPlace place, int severity, int hour);

    /// <summary>Whether a case can be given to the unit: it stands in the catalogue of units.</summary>
    bool IsUnit(string code);
}
