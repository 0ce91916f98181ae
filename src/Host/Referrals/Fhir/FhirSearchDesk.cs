using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Referrals.Fhir;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Searches: a page of what matches, what is to be brought along, and an opaque link to the next page, which holds the search
/// itself so that no identifier stands in it in clear.
/// </summary>
internal sealed class FhirSearchDesk(FhirQueryReader queries, FhirSearch search, FhirReader reader, FhirGrounds grounds, IDataProtectionProvider protection)
{
    public const string Cursor = "_cursor";

    /// <summary>So many are looked at, each for itself, before a count is given up.</summary>
    private const int MostCounted = 5_000;

    private readonly IDataProtector _links = protection.CreateProtector("fhir-next-page");

    private sealed record Link(IReadOnlyList<KeyValuePair<string, string>> Given, string Value, Guid Id);

    public async Task<R4.Bundle> Find(
        Actor actor, string type, IReadOnlyList<KeyValuePair<string, string>> given, string @base, bool lenient, CancellationToken stop)
    {
        FhirPlace? after = null;
        if (given.FirstOrDefault(g => g.Key == Cursor).Value is { } token)
        {
            var link = Open(token);
            (given, after) = (link.Given, new(link.Value, link.Id));
        }
        var asked = queries.Read(actor, type, given, @base, lenient);
        var page = asked.CountOnly ? [] : await search.Page(asked.Query, after, asked.Count + 1, stop);
        var shown = page.Take(asked.Count).ToList();
        shown = [.. await grounds.Readable(actor, shown, stop)];
        var brought = await grounds.Readable(actor, await Included(actor, asked, shown, stop), stop);
        var versions = (await reader.All([.. shown, .. brought], stop)).ToDictionary(v => v.Address);
        await reader.Record(actor, [.. shown.Concat(brought).Select(f => f.Id).Concat(versions.Values.Select(v => v.About).OfType<Guid>()).Distinct()], stop);
        var bundle = new R4.Bundle
        {
            Type = R4.Bundle.BundleType.Searchset,
            Total = asked.Total ? await Count(actor, asked, stop)
                : after is null && page.Count <= asked.Count ? shown.Count(f => versions.ContainsKey($"{f.Type}/{f.LogicalId}")) : null,
            Link = [new() { Relation = "self", Url = Url(@base, type, asked.Used) }],
        };
        if (page.Count > asked.Count && !asked.CountOnly && page[asked.Count - 1] is var last)
            bundle.Link.Add(new()
            {
                Relation = "next",
                Url = $"{@base}/{type}?{Cursor}=" + _links.Protect(JsonSerializer.Serialize(new Link(asked.Used, last.Place, last.Id))),
            });
        Add(bundle, shown, versions, R4.Bundle.SearchEntryMode.Match, @base);
        Add(bundle, brought, versions, R4.Bundle.SearchEntryMode.Include, @base);
        if (asked.Ignored.Count > 0)
            bundle.Entry.Add(new()
            {
                Search = new() { Mode = R4.Bundle.SearchEntryMode.Outcome },
                Resource = FhirOutcome.Of(asked.Ignored.Select(name => new FhirIssue(
                    IssueType.NotSupported, "fhir.unknown-parameter", new($"已忽略参数 {name}。", $"The parameter {name} was left out."))),
                    R4.OperationOutcome.IssueSeverity.Warning),
            });
        return bundle;
    }

    /// <summary>How many there are for the caller: what they may not read is not counted.</summary>
    private async Task<int?> Count(Actor actor, FhirAsked asked, CancellationToken stop)
    {
        if (FhirSight.SeesAll(actor) || FhirTypes.IsOfDirectory(asked.Query.Type)) return await search.Count(asked.Query, stop);
        var (count, looked, after) = (0, 0, (FhirPlace?)null);
        while (await search.Page(asked.Query, after, FhirQueryReader.MostCount, stop) is { Count: > 0 } page)
        {
            count += (await grounds.Readable(actor, page, stop)).Count;
            if ((looked += page.Count) <= MostCounted) after = new(page[^1].Place, page[^1].Id);
            else return !asked.CountOnly ? null : throw new FhirRefused(422, new FhirIssue(IssueType.TooCostly, "fhir.too-many-to-count", new(
                "符合条件的资源过多，请缩小范围。", "There are too many to count; ask for fewer.")));
        }
        return count;
    }

    /// <summary>The resources here that carry the identifier, as far as the caller may know of them.</summary>
    public Task<IReadOnlyList<FhirFound>> WithIdentifier(Actor actor, string type, string hash, CancellationToken stop) => search.Page(
        new(type, FhirSight.SeesAll(actor) ? null : actor.Unit, null, [[hash]], [], [], FhirOrder.NewestFirst), null, 2, stop);

    private async Task<IReadOnlyList<FhirFound>> Included(Actor actor, FhirAsked asked, List<FhirFound> shown, CancellationToken stop)
    {
        var here = shown.Select(f => $"{f.Type}/{f.LogicalId}").ToHashSet();
        var wanted =
            from found in shown
            from reference in found.Refs
            let parts = reference.Split('=', 2)
            where asked.Includes.Any(i => i.Type == found.Type && FhirParameters.Brings(i.Name, parts[0], parts[1]))
            where !here.Contains(parts[1])
            select parts[1];
        return await search.At(wanted.ToHashSet(), FhirSight.SeesAll(actor) ? null : actor.Unit, stop);
    }

    private static void Add(
        R4.Bundle bundle, IEnumerable<FhirFound> found, Dictionary<string, FhirVersion> versions, R4.Bundle.SearchEntryMode mode, string @base)
    {
        foreach (var one in found)
            if (versions.TryGetValue($"{one.Type}/{one.LogicalId}", out var version))
                bundle.Entry.Add(new()
                {
                    FullUrl = $"{@base}/{version.Address}", Resource = version.Resource, Search = new() { Mode = mode },
                });
    }

    private Link Open(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<Link>(_links.Unprotect(token))!;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw new FhirRefused(400, new FhirIssue(IssueType.Value, "fhir.bad-link", new("翻页链接无效。", "This link leads to no page.")));
        }
    }

    private static string Url(string @base, string type, IReadOnlyList<KeyValuePair<string, string>> used) =>
        $"{@base}/{type}" + (used.Count == 0 ? "" : "?" + string.Join('&', used.Select(u => $"{Uri.EscapeDataString(u.Key)}={Uri.EscapeDataString(u.Value)}")));
}
