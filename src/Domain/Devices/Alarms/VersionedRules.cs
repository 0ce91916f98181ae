using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>Rules of the catalogue that have versions, each with its days.</summary>
public interface IVersionedRules
{
    string Code { get; }

    /// <summary>Counts from 1; a changed text is a new version.</summary>
    int Version { get; }

    LocalDate ValidFrom { get; }

    /// <summary>Its last day; null while it is open.</summary>
    LocalDate? ValidTo { get; }
}

/// <summary>All published versions of one code, oldest first.</summary>
public sealed record RuleVersions<T>(string Code, ImmutableList<T> Versions) where T : class, IVersionedRules
{
    /// <summary>The version in force on the day: a later one replaces an earlier one from its first day; null when there is none.</summary>
    public T? InForce(LocalDate day) =>
        Versions.FindLast(version => version.ValidFrom <= day) is { } newest && (newest.ValidTo is null || day <= newest.ValidTo) ? newest : null;
}

/// <summary>How published versions add up.</summary>
public static class RuleVersions
{
    public static RuleVersions<T> With<T>(RuleVersions<T>? known, T next) where T : class, IVersionedRules =>
        new(next.Code, (known?.Versions ?? []).Add(next));
}

/// <summary>What may be published of rules with versions.</summary>
public static class RulePublication
{
    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused when the version is not the next, a published one differs,
    /// its days overlap those of the version before, or a field makes no sense.
    /// </summary>
    /// <param name="fault">The field that makes no sense, or null.</param>
    public static Decision Publish<T>(RuleVersions<T>? known, T next, string? fault, Func<T, IDomainEvent> published)
        where T : class, IVersionedRules
    {
        var expected = (known?.Versions.Count ?? 0) + 1;
        if (known?.Versions.Find(version => version.Version == next.Version) is { } same)
            return CatalogueJson.Same(same, next) ? Decision.Nothing : new RuleVersionExists(next.Code, next.Version);
        if (next.Version != expected) return new RuleVersionNotNext(next.Code, next.Version, expected);
        if (string.IsNullOrWhiteSpace(next.Code)) fault = "code";
        if (next.ValidTo < next.ValidFrom) fault = "validTo";
        if (fault is not null) return new RuleFieldInvalid(next.Code, fault);
        return known?.Versions is [.., var before] && next.ValidFrom <= (before.ValidTo ?? before.ValidFrom)
            ? new RuleValidityOverlaps(next.Code, before.Version)
            : Decision.Of(published(next));
    }
}

public sealed record RuleFieldInvalid(string Rule, string Field) : Refusal(RefusalKind.Invalid, "alarm-rules.field-invalid", new(
    $"规则 {Rule}：{Field} 缺失或无效。", $"Rule {Rule}: {Field} is missing or not valid."));

public sealed record RuleVersionExists(string Rule, int Version) : Refusal(RefusalKind.Conflict, "alarm-rules.version-exists", new(
    $"规则 {Rule} 的版本 {Version} 已发布，不得改动。", $"Version {Version} of rule {Rule} is published and cannot be changed."));

public sealed record RuleVersionNotNext(string Rule, int Version, int Next) : Refusal(
    RefusalKind.Conflict, "alarm-rules.version-not-next", new(
        $"规则 {Rule} 的下一版本应为 {Next}，不是 {Version}。", $"The next version of rule {Rule} is {Next}, not {Version}."));

public sealed record RuleValidityOverlaps(string Rule, int Before) : Refusal(
    RefusalKind.Conflict, "alarm-rules.validity-overlaps", new(
        $"规则 {Rule} 与其版本 {Before} 的有效期重叠。", $"Rule {Rule} overlaps the days of its version {Before}."));
