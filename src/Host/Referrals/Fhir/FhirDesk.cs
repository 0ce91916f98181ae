using System.Globalization;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Projections.Referrals.Fhir;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Turns what was sent into writes that hold: known references, sound ids, nobody's directory.</summary>
internal sealed class FhirDesk(
    FhirIndexer indexer, FhirSearch search, FhirSubscriptionRules subscriptions, FhirTies ties)
{
    /// <summary>A write of the resource under the id.</summary>
    /// <param name="create">Whether it is to be new.</param>
    public FhirWritePlan Plan(Actor actor, string @base, R4.Resource resource, string id, bool create, long? seen = null)
    {
        if (resource is R4.Subscription subscription) subscriptions.Check(actor, subscription, @base);
        resource.Id = null;
        if (resource.Meta is { } meta)
        {
            (meta.VersionId, meta.LastUpdated) = (null, null);
            if (!meta.EnumerateElements().Any()) resource.Meta = null;
        }
        var type = resource.TypeName;
        if (indexer.UnitOf($"{type}/{id}") is not null) throw new FhirRefused(422, new FhirIssue(
            IssueType.BusinessRule, "fhir.kept-by-directory",
            new("机构与人员目录由本系统维护，不可写入。", "The directory of institutions and staff is kept here; it is read only."), $"{type}.id"));
        if (FhirRecords.IsOwn(type, id)) throw FhirOutcome.Of(new FhirRecordFixed(), type);
        var indexed = indexer.Of(resource, @base);
        if (resource is R4.Subscription && FhirSight.SeesAll(actor)) indexed = indexed with { Units = [.. indexed.Units, FhirResource.EveryUnit] };
        var content = new FhirContent(System.Text.Encoding.UTF8.GetString(FhirWire.Bytes(resource, FhirFormat.Json)));
        var stream = FhirReference.StreamOf($"{type}/{id}");
        // Under a key of its own until it is known whose it is.
        return new(
            resource, new(stream, type, id, actor.Unit, indexed.Units, indexed.Index, new(stream, content), create, seen), indexed.Links,
            type == FhirTypes.Patient ? FhirReference.PersonOf(id) : indexed.Patient is { } about ? FhirReference.PersonAt(about) : null);
    }

    /// <summary>
    /// Whether everything that the writes refer to is there for the caller, and who else is to read it from now on. Resources
    /// are not deleted once others refer to them, so what is there stays there.
    /// </summary>
    public async Task<(IReadOnlyList<FhirWritePlan> Plans, IReadOnlyList<FhirAct> Shares)> Check(
        Actor actor, IReadOnlyList<FhirWritePlan> plans, CancellationToken stop)
    {
        plans = Spread(plans);
        var own = plans.Select(p => p.Address).ToHashSet();
        var wanted = plans.SelectMany(p => p.Links).Select(l => l.Address).Where(a => !own.Contains(a)).ToHashSet();
        var found = (await search.At(wanted, FhirSight.SeesAll(actor) ? null : actor.Unit, stop)).ToDictionary(f => $"{f.Type}/{f.LogicalId}");
        var dangling = plans.SelectMany(p => p.Links).Where(l => !own.Contains(l.Address) && !found.ContainsKey(l.Address))
            .DistinctBy(l => l.Expression).Select(l => new FhirIssue(
                IssueType.NotFound, "fhir.dangling-reference",
                new($"引用的 {l.Address} 不存在。", $"There is no {l.Address}."), l.Expression)).ToList();
        if (dangling.Count > 0) throw new FhirRefused(422, dangling);
        plans = await ties.Of(plans, found, stop);
        var shares =
            from plan in plans
            from address in plan.Links.Select(l => l.Address).Distinct()
            where !own.Contains(address) && indexer.UnitOf(address) is null && FhirReference.StreamOf(address) == found[address].Id
            from unit in plan.Command.Units.Append(plan.Command.Unit)
            where !found[address].Units.Contains(unit)
            group (Unit: unit, plan.Root) by found[address].Id into further
            let share = new ShareFhirResource(further.Key, [.. further.Select(f => f.Unit).Distinct()])
            select new FhirAct(share.Id, null, (matter, _, _) => FhirHandlers.Handle(share, matter), further.First().Root);
        return (plans, [.. shares]);
    }

    /// <summary>The id under which a conditional create writes: the same for everybody who asks for the same.</summary>
    /// <param name="condition">The value of <c>If-None-Exist</c>.</param>
    /// <returns>The id, and the hash under which a resource with that identifier is found.</returns>
    public (string Id, string Hash) Conditional(Actor actor, string type, string condition)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(condition);
        if (query.Count != 1 || !query.TryGetValue("identifier", out var tokens) || tokens is not [{ Length: > 1 } token])
            throw new FhirRefused(400, new FhirIssue(IssueType.NotSupported, "fhir.condition-unsupported", new(
                "If-None-Exist 只支持 identifier=系统|值。", "If-None-Exist takes identifier=system|value.")));
        return (indexer.IdOf(type, actor.Unit, token), indexer.Token(token));
    }

    /// <summary>An id that a caller chose for a resource.</summary>
    /// <exception cref="FhirRefused">It is none, or it is somebody's identity number, mistyped or not: ids stand in addresses.</exception>
    public static string Chosen(string type, string id, DateOnly today) =>
        !FhirReference.IsId(id)
            ? throw new FhirRefused(400, new FhirIssue(IssueType.Value, "fhir.bad-id", new("资源 id 无效。", "This is no id of a resource."), $"{type}.id"))
        : ResidentNumber.Check(id, NodaTime.LocalDate.FromDateOnly(today)) is null or IdentifierFault.CheckCharacter
            ? throw new FhirRefused(422, new FhirIssue(IssueType.BusinessRule, "fhir.id-names-a-person", new(
                "资源 id 不得为公民身份号码。", "An id must not be somebody's identity number."), $"{type}.id"))
        : id;

    /// <summary>The version in <c>If-Match</c>, weak or not; null when there is none.</summary>
    public static long? Seen(string? etag) => etag is null or "" or "*" ? null
        : long.TryParse(etag.Replace("W/", "", StringComparison.Ordinal).Trim('"', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : throw new FhirRefused(400, new FhirIssue(IssueType.Value, "request.if-match-unreadable", new(
                "If-Match 须为 W/\"版本\"。", "If-Match is W/\"version\".")));

    /// <summary>Whom a resource names may read what it refers to in the same bundle, too.</summary>
    private static List<FhirWritePlan> Spread(IReadOnlyList<FhirWritePlan> plans)
    {
        var all = plans.ToDictionary(p => p.Address);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var plan in all.Values.ToList())
                foreach (var target in plan.Links.Select(l => all.GetValueOrDefault(l.Address)).OfType<FhirWritePlan>().ToList())
                    if (all[plan.Address].Command.Units.Except(target.Command.Units).ToList() is { Count: > 0 } further)
                    {
                        all[target.Address] = target with { Command = target.Command with { Units = [.. target.Command.Units, .. further] } };
                        changed = true;
                    }
        }
        return [.. plans.Select(p => all[p.Address])];
    }
}
