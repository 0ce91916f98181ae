using NodaTime;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.GridCases.Catalogue;

internal sealed record MajorView(string Code, LocalizedText Name);

/// <summary>A kind of city case as clients see it, with the directory that it stands in.</summary>
internal sealed record CaseKindView(
    string Code, string Category, LocalizedText Name, MajorView Major, string StandardRef, int Version, LocalDate ValidFrom,
    LocalDate? ValidTo, LocalizedText Certainty)
{
    public static CaseKindView Of(CaseKindDirectory directory, CaseKind kind, LocalDate? lastDay)
    {
        var major = directory.Majors.First(m => m.Code == kind.Major);
        return new(
            kind.Code, CaseKind.CategoryOf(kind.Code), kind.Name, new(major.Code, major.Name), directory.StandardRef,
            directory.Version, directory.ValidFrom, lastDay, kind.Certainty ?? directory.Certainty);
    }
}

/// <summary>A kind with what the tables say of it: its limits by severity, and how near a duplicate is.</summary>
internal sealed record CaseKindTermsView(
    CaseKindView Kind, IReadOnlyDictionary<int, IReadOnlyDictionary<string, TimeLimit>> Limits, string LimitsRule,
    DuplicateReach Duplicates);

internal sealed record CaseKindUnknown(string KindCode) : Refusal(RefusalKind.NotFound, "case-kind.not-found", new(
    $"没有类别 {KindCode}，或其当前无效。", $"There is no kind {KindCode}, or it is not in force now."));

/// <summary>The kinds of city cases over HTTP.</summary>
internal static class CaseKindEndpoints
{
    public static void MapCaseKinds(this IEndpointRouteBuilder api)
    {
        var kinds = api.MapGroup("/case-kinds").WithTags("Catalogue");
        kinds.MapGet("", List).RequireAuthorization(Rights.ReadCatalogue)
            .WithSummary("Kinds of city cases in force today, by code").Produces<Page<CaseKindView>>();
        kinds.MapGet("/{code}", Find).RequireAuthorization(Rights.ReadCatalogue)
            .WithSummary("One kind, with its limits").Produces<CaseKindTermsView>();
        kinds.MapPost("", Publish).RequireAuthorization(Rights.Administer).Accepts<CaseKindDirectory>("application/json")
            .WithSummary("Publish the next version of a directory of kinds, whole");
    }

    private static Page<CaseKindView> List(
        CaseRulebook rules, IClock clock, string? category, string? major, string? q, int? limit, string? cursor)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => text) ?? "";
        var rows = InForce(rules, CaseRulebook.DayOf(clock.GetCurrentInstant()))
            .Where(kind => string.CompareOrdinal(kind.Code, after) > 0 && (category ?? kind.Category) == kind.Category
                && (major ?? kind.Major.Code) == kind.Major.Code
                && (q is null || kind.Name.Zh.Contains(q, StringComparison.Ordinal) || kind.Name.En.Contains(q, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(kind => kind.Code, StringComparer.Ordinal).Take(size + 1).ToList();
        return Paging.Of(rows, size, kind => kind, kind => kind.Code);
    }

    private static IResult Find(string code, CaseRulebook rules, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        if (InForce(rules, CaseRulebook.DayOf(now)).FirstOrDefault(k => k.Code == code) is not { } kind)
            return new CaseKindUnknown(code).ToProblem();
        var tables = rules.At(now);
        var limits = Enumerable.Range(1, 4).ToDictionary(severity => severity, severity => tables.Limits(code, severity));
        return Results.Ok(new CaseKindTermsView(
            kind, limits.ToDictionary(l => l.Key, l => l.Value.Limits), limits[1].Rule, tables.Duplicates(code)));
    }

    private static async Task<IResult> Publish(HttpContext http, CaseRulebook rules, CancellationToken stop)
    {
        var (given, malformed) = await CatalogueBody.Read<CaseKindDirectory>(http, stop);
        if (given is null) return malformed!.ToResult();
        var decision = await rules.Publish(given, http.Actor(), stop);
        return decision.Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Ok(new { given.StandardRef, given.Version, Kinds = given.Kinds.Count });
    }

    private static IEnumerable<CaseKindView> InForce(CaseRulebook rules, LocalDate day) => rules.Kinds.InForce(day)
        .SelectMany(directory => directory.Kinds.Select(kind => CaseKindView.Of(directory, kind, rules.Kinds.LastDay(directory))));
}
