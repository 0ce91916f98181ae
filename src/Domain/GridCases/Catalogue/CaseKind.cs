using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Catalogue;

/// <summary>
/// A major class (大类) of parts (部件, things of the city) or events (事件, what happens in it); its code says which,
/// such as <c>event-06</c>.
/// </summary>
public sealed record CaseMajor(string Code, LocalizedText Name);

/// <summary>
/// A kind of city case (小类, 事部件类别): its code is category and number of its directory, such as <c>event-06010</c>.
/// </summary>
/// <param name="Major">Code of its major class.</param>
/// <param name="Certainty">Where it differs from what the directory says of itself.</param>
public sealed record CaseKind(string Code, string Major, LocalizedText Name, LocalizedText? Certainty = null)
{
    public const string Part = "part", Event = "event";

    /// <summary><c>part</c> or <c>event</c>.</summary>
    public static string CategoryOf(string code) => code.Split('-')[0];
}

/// <summary>
/// A directory of kinds (事部件分类目录) in one version, whole: a standard, or what a district adds to it.
/// </summary>
public sealed record CaseKindDirectory
{
    /// <summary>The standard, such as <c>GB/T 47678.5-2026</c>.</summary>
    public required string StandardRef { get; init; }

    /// <summary>Counts from 1; a changed directory is a new version.</summary>
    public required int Version { get; init; }

    public required LocalizedText Title { get; init; }

    public required LocalDate ValidFrom { get; init; }

    /// <summary>The last day of its validity; null while no end is set.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Where it was taken from.</summary>
    public required LocalizedText Source { get; init; }

    /// <summary>How certain that is.</summary>
    public required LocalizedText Certainty { get; init; }

    public required IReadOnlyList<CaseMajor> Majors { get; init; }

    public required IReadOnlyList<CaseKind> Kinds { get; init; }

    /// <summary>Whether cases are classified by it on the day.</summary>
    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    /// <summary>What a case keeps of a kind of this directory.</summary>
    public CaseKindTerms Terms(CaseKind kind) => new(kind.Code, Version, kind.Name, kind.Major);
}
