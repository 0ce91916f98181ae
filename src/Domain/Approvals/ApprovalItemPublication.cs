using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>Puts a version of an item into the catalogue (发布事项).</summary>
public sealed record PublishApprovalItem(ApprovalItem Item);

/// <summary>A version of an item was published, whole.</summary>
public sealed record ApprovalItemPublished(ApprovalItem Item) : IDomainEvent;

/// <summary>All published versions of one item, oldest first; folded from the item's own stream.</summary>
public sealed record ApprovalItemHistory(string Code, ImmutableList<ApprovalItem> Versions)
{
    /// <summary>The version one can apply for on the day: a later one replaces an earlier one from its first day.</summary>
    public ApprovalItem? InForce(LocalDate day) =>
        Versions.LastOrDefault(item => item.ValidFrom <= day) is { } newest && newest.IsInForce(day) ? newest : null;

    /// <summary>Total; other events change nothing.</summary>
    public static ApprovalItemHistory? Evolve(ApprovalItemHistory? state, object @event) => @event switch
    {
        ApprovalItemPublished e => new(e.Item.Code, (state?.Versions ?? []).Add(e.Item)),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class ApprovalItemDecider
{
    private static readonly string[] NeededLimits =
        [ApprovalClocks.Correction, ApprovalClocks.Delivery, ApprovalClocks.Rectification];

    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused when sum of steps ≤ promised ≤ statutory does not
    /// hold, a material stands twice, a limit the law needs is missing, or its validity overlaps the version before.
    /// </summary>
    public static Decision Publish(ApprovalItemHistory? state, PublishApprovalItem command)
    {
        var item = command.Item;
        if (state?.Versions.Find(known => known.Version == item.Version) is { } same)
            return ApprovalItemFile.Same(same, item)
                ? Decision.Nothing
                : new ItemVersionExists(item.Code, item.Version);
        if (item.Version != (state?.Versions.Count ?? 0) + 1)
            return new ItemVersionNotNext(item.Code, item.Version, (state?.Versions.Count ?? 0) + 1);
        return Faults(item).Concat(Overlap(state, item)).FirstOrDefault() is { } refusal
            ? refusal
            : Decision.Of(new ApprovalItemPublished(item));
    }

    private static IEnumerable<Refusal> Faults(ApprovalItem item)
    {
        var limits = item.Steps.Values.Append(item.Promised).Append(item.Statutory);
        if (limits.Select(limit => limit.Unit).Distinct().Count() > 1)
            yield return new ItemLimitsInDifferentUnits(item.Code);
        var steps = item.Steps.Values.Sum(limit => limit.Amount);
        if (steps > item.Promised.Amount || item.Promised.Amount > item.Statutory.Amount)
            yield return new ItemLimitsExceeded(item.Code, steps, item.Promised, item.Statutory);
        if (Twice(item.Materials.Select(material => material.Code)) is { } code)
            yield return new ItemMaterialTwice(item.Code, code);
        if (item.Materials.FirstOrDefault(m => m is { Tolerated: true, Required: false }) is { } odd)
            yield return new ItemFieldInvalid(item.Code, $"materials.{odd.Code}.tolerated");
        if (item.SpecialProcedures.FirstOrDefault(s => !SpecialProcedures.All.Contains(s.Kind)) is { } unknown)
            yield return new ItemFieldInvalid(item.Code, $"specialProcedures.{unknown.Kind}");
        if (NeededLimits.FirstOrDefault(name => !item.Limits.ContainsKey(name)) is { } missing)
            yield return new ItemFieldInvalid(item.Code, $"limits.{missing}");
        if (item.Limits.TryGetValue(ApprovalClocks.Delivery, out var delivery)
            && delivery is { Unit: TimeUnit.WorkingDays, Amount: > 10 })
            yield return new ItemFieldInvalid(item.Code, "limits.delivery");
        if (item.Limits.Keys.Concat(item.Steps.Keys).Concat(item.SpecialProcedures.Select(s => s.Kind)) is var names
            && Twice(names) is { } name2)
            yield return new ItemFieldInvalid(item.Code, $"limits.{name2}");
        if (item.Basis.Count == 0)
            yield return new ItemFieldInvalid(item.Code, "basis");
        if (item.ValidTo < item.ValidFrom)
            yield return new ItemFieldInvalid(item.Code, "validTo");
    }

    /// <summary>An open-ended version ends where the next begins; a dated one must have ended before.</summary>
    private static IEnumerable<Refusal> Overlap(ApprovalItemHistory? state, ApprovalItem item)
    {
        if (state?.Versions is [.., var before] && item.ValidFrom <= (before.ValidTo ?? before.ValidFrom))
            yield return new ItemValidityOverlaps(item.Code, before.Version, item.ValidFrom);
    }

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
}
