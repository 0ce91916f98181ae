using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Creates, updates and deletes of single resources.</summary>
internal sealed class FhirWriter(FhirDesk desk, FhirLedger ledger, FhirReader reader, FhirSearchDesk search, FhirReferrals referrals, FhirPatients patients,
    IClock clock)
{
    public async Task Create(HttpContext http, R4.Resource resource)
    {
        var (actor, type) = (http.Actor(), resource.TypeName);
        var id = NewId();
        if (http.Request.Headers["If-None-Exist"].ToString() is { Length: > 0 } condition)
        {
            (id, var existing) = await Conditional(actor, type, condition, http.RequestAborted);
            if (existing is not null)
            {
                await FhirAnswer.Written(http, existing, () => reader.Found(actor, type, existing.Address.Split('/')[1], http.RequestAborted));
                return;
            }
        }
        var @base = FhirWire.Base(http.Request);
        id = await patients.IdOf(resource, type, http.RequestAborted)
            ?? await referrals.SharedId(resource, @base, new Dictionary<string, (R4.Resource, string)>(), http.RequestAborted) ?? id;
        await Write(http, desk.Plan(actor, @base, resource, id, create: true));
    }

    public async Task Update(HttpContext http, R4.Resource resource, string id, long? seen)
    {
        await patients.CheckNumber(resource, id, resource.TypeName, http.RequestAborted);
        await Write(http, desk.Plan(http.Actor(), FhirWire.Base(http.Request), resource, id, create: false, seen));
    }

    public async Task Delete(HttpContext http, string type, string id, long? seen)
    {
        var written = await ledger.Write(http, "fhir-delete", [new FhirDeletePlan(type, id, seen)], [], []);
        await FhirAnswer.Written(http, written[0], () => throw new InvalidOperationException("A deleted resource is not shown."));
    }

    /// <summary>The id under which a conditional create writes, and what is there already.</summary>
    public async Task<(string Id, FhirWritten? Existing)> Conditional(Actor actor, string type, string condition, CancellationToken stop)
    {
        var (id, hash) = desk.Conditional(actor, type, condition);
        var found = await search.WithIdentifier(actor, type, hash, stop);
        if (found.Count > 1) throw new FhirRefused(412, new FhirIssue(IssueType.MultipleMatches, "fhir.several-match", new(
            "符合条件的资源不止一个。", "More than one resource matches.")));
        return (id, found.Count == 0 ? null : await reader.Known(type, found[0].LogicalId, stop));
    }

    public string NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset()).ToString();

    private async Task Write(HttpContext http, FhirWritePlan plan)
    {
        var actor = http.Actor();
        var (plans, acts) = await Prepare(actor, [plan], FhirWire.Base(http.Request), http.RequestAborted);
        var sent = System.Text.Encoding.UTF8.GetBytes(plan.Command.Content.Value!.Json);
        var written = (await ledger.Write(http, plan.Command.Create ? "fhir-create" : "fhir-update", plans, acts, sent))[0];
        await FhirAnswer.Written(http, written, async () => written.Address == plan.Address && (written.Created || !plan.Command.Create)
            && plans[0].Referral is null && !http.Request.Headers.ContainsKey("Idempotency-Key")
            ? FhirReader.Marked(plan.Resource, plan.LogicalId, written.Version, written.At)
            : await reader.Found(actor, plan.Type, written.Address.Split('/')[1], http.RequestAborted));
    }

    /// <summary>The writes and what they do beside: to referrals, to patients, to who may read what they refer to.</summary>
    public async Task<(IReadOnlyList<FhirWritePlan> Plans, IReadOnlyList<FhirAct> Acts)> Prepare(
        Actor actor, IReadOnlyList<FhirWritePlan> plans, string @base, CancellationToken stop)
    {
        var (marked, acts) = await referrals.Of(actor, plans, @base, stop);
        var (spread, shares) = await desk.Check(actor, marked, stop);
        return (spread, [.. acts, .. shares]);
    }
}
