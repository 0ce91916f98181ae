using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Catalogue;

/// <summary>Puts a version of a directory of kinds into force (发布分类目录).</summary>
public sealed record PublishCaseKinds(CaseKindDirectory Directory);

/// <summary>A version of a directory of kinds was published, whole.</summary>
public sealed record CaseKindsPublished(CaseKindDirectory Directory) : IDomainEvent;

/// <summary>All published directories with all their versions, oldest first, by standard.</summary>
public sealed record CaseKindCatalogue(ImmutableSortedDictionary<string, ImmutableList<CaseKindDirectory>> Directories)
{
    public static CaseKindCatalogue Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, ImmutableList<CaseKindDirectory>>(StringComparer.Ordinal));

    /// <summary>The directories in force on the day: of each standard the newest version that has begun.</summary>
    public IEnumerable<CaseKindDirectory> InForce(LocalDate day) => Directories.Values
        .Select(versions => versions.FindLast(directory => directory.ValidFrom <= day))
        .OfType<CaseKindDirectory>().Where(directory => directory.IsInForce(day));

    /// <summary>Every published version, in the order of standard and version.</summary>
    public IEnumerable<CaseKindDirectory> All => Directories.Values.SelectMany(versions => versions);

    /// <summary>The last day of a version: a later one ends it the day before its own first.</summary>
    public LocalDate? LastDay(CaseKindDirectory directory)
    {
        var next = Directories.GetValueOrDefault(directory.StandardRef)?.Find(d => d.Version == directory.Version + 1);
        return next is not null && (directory.ValidTo is null || directory.ValidTo >= next.ValidFrom)
            ? next.ValidFrom.PlusDays(-1)
            : directory.ValidTo;
    }

    /// <summary>Total; other events change nothing.</summary>
    public static CaseKindCatalogue Evolve(CaseKindCatalogue state, object @event) => @event switch
    {
        CaseKindsPublished { Directory: var d } => new(state.Directories.SetItem(
            d.StandardRef, (state.Directories.GetValueOrDefault(d.StandardRef) ?? []).Add(d))),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class CaseKindDecider
{
    /// <summary>
    /// Publishes the next version of a directory. The same again: nothing. Refused where a code stands twice in it or in
    /// another directory that is in force on one of its days, or its validity overlaps the version before.
    /// </summary>
    public static Decision Publish(CaseKindCatalogue state, PublishCaseKinds command)
    {
        var directory = command.Directory;
        var versions = state.Directories.GetValueOrDefault(directory.StandardRef) ?? [];
        if (versions.Find(known => known.Version == directory.Version) is { } same)
            return CatalogueJson.Same(same, directory)
                ? Decision.Nothing
                : new CaseKindsVersionExists(directory.StandardRef, directory.Version);
        if (directory.Version != versions.Count + 1)
            return new CaseKindsVersionNotNext(directory.StandardRef, directory.Version, versions.Count + 1);
        return Faults(directory).Concat(Overlap(versions, directory)).Concat(Clash(state, directory)).FirstOrDefault() is { } no
            ? no
            : Decision.Of(new CaseKindsPublished(directory));
    }

    private static IEnumerable<Refusal> Faults(CaseKindDirectory directory)
    {
        Refusal Invalid(string field) => new CaseKindsFieldInvalid(directory.StandardRef, field);
        if (string.IsNullOrWhiteSpace(directory.StandardRef)) yield return Invalid("standardRef");
        if (directory.ValidTo < directory.ValidFrom) yield return Invalid("validTo");
        if (directory.Kinds.Count == 0) yield return Invalid("kinds");
        var codes = directory.Majors.Select(major => major.Code).Concat(directory.Kinds.Select(kind => kind.Code)).ToList();
        if (codes.GroupBy(code => code).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
            yield return new CaseKindTwice(twice, directory.StandardRef, directory.StandardRef);
        if (codes.Find(code => CaseKind.CategoryOf(code) is not (CaseKind.Part or CaseKind.Event)) is { } odd)
            yield return Invalid($"kinds.{odd}");
        var majors = directory.Majors.Select(major => major.Code).ToHashSet();
        foreach (var kind in directory.Kinds)
            if (!majors.Contains(kind.Major) || CaseKind.CategoryOf(kind.Major) != CaseKind.CategoryOf(kind.Code))
                yield return Invalid($"kinds.{kind.Code}.major");
    }

    private static IEnumerable<Refusal> Overlap(ImmutableList<CaseKindDirectory> versions, CaseKindDirectory directory)
    {
        if (versions is [.., var before] && directory.ValidFrom <= (before.ValidTo ?? before.ValidFrom))
            yield return new CaseKindsValidityOverlaps(directory.StandardRef, before.Version, directory.ValidFrom);
    }

    private static IEnumerable<Refusal> Clash(CaseKindCatalogue state, CaseKindDirectory directory)
    {
        var own = directory.Kinds.Select(kind => kind.Code).ToHashSet();
        return from other in state.All
               where other.StandardRef != directory.StandardRef && !(directory.ValidTo < other.ValidFrom)
                   && !(state.LastDay(other) < directory.ValidFrom)
               from kind in other.Kinds
               where own.Contains(kind.Code)
               select new CaseKindTwice(kind.Code, other.StandardRef, directory.StandardRef);
    }
}
