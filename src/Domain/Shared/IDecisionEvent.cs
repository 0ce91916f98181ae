namespace SmartCity.Domain.Shared;

/// <summary>
/// A rule that something was decided under (适用规则): an item of a catalogue, a table of rules, a calendar, a process.
/// </summary>
/// <param name="Kind">What it is: <c>approval-item</c>, <c>decision-table</c>, <c>calendar</c>, <c>process</c> …</param>
/// <param name="Version">The version that was used; null for one that has none.</param>
/// <param name="Basis">The law, standard or district rule that it rests on, as it names it; empty where it names none.</param>
public sealed record AppliedRule(string Kind, string Code, string? Version, IReadOnlyList<string> Basis)
{
    public AppliedRule(string kind, string code, int version, params IEnumerable<string> basis)
        : this(kind, code, version.ToString(System.Globalization.CultureInfo.InvariantCulture), [.. basis])
    {
    }

    /// <summary>A table of rules by its key, such as <c>limits@2</c>.</summary>
    public static AppliedRule Table(string key, params IEnumerable<string> basis) => key.Split('@') is [var code, var version]
        ? new("decision-table", code, version, [.. basis])
        : new("decision-table", key, null, [.. basis]);

    /// <summary>The working calendar by its version, such as <c>calendar.v3</c>.</summary>
    public static AppliedRule Calendar(string version) => new("calendar", "calendar", version, []);
}

/// <summary>
/// A fact by which somebody, or a rule, decided something about somebody or something (决定): a decision, a dispatch, a
/// penalty, an acceptance, a limit that began. It can be asked for its rule, basis and inputs.
/// </summary>
public interface IDecisionEvent : IDomainEvent
{
    /// <summary>The rules that the event itself names; those of its matter come beside them.</summary>
    IEnumerable<AppliedRule> Applied => [];
}
