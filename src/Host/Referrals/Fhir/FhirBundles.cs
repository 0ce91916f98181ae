using System.Globalization;
using NodaTime;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Bundles that come in: a transaction is done whole or not at all, the entries of a batch each for itself.</summary>
internal sealed class FhirBundles(
    FhirDesk desk, FhirLedger ledger, FhirReader reader, FhirSearchDesk search, FhirWriter writer, FhirReferrals referrals,
    FhirPatients patients, IClock clock)
{
    private const int MostEntries = 200;

    /// <summary>An entry on its way: what it writes, or what is there already.</summary>
    private sealed record Step(
        int At, R4.Bundle.EntryComponent Entry, R4.Bundle.RequestComponent Request, string Type, string Id, bool Create,
        FhirWritten? Existing)
    {
        /// <summary>What it writes; null for one that reads or deletes.</summary>
        public R4.Resource? Resource => Request.Method is R4.Bundle.HTTPVerb.POST or R4.Bundle.HTTPVerb.PUT ? Entry.Resource : null;

        public string Root => $"Bundle.entry[{At.ToString(CultureInfo.InvariantCulture)}].resource";
    }

    public async Task Run(HttpContext http)
    {
        FhirWire.Asked(http.Request);
        var bundle = (R4.Bundle)await FhirBody.Read(http, "Bundle");
        if (bundle.Type is not (R4.Bundle.BundleType.Transaction or R4.Bundle.BundleType.Batch))
            throw Bad("fhir.bundle-type", "只接受 transaction 和 batch。", "A transaction or a batch is taken.", "Bundle.type");
        if (bundle.Entry.Count > MostEntries) throw new FhirRefused(413, new FhirIssue(
            IssueType.TooLong, "fhir.bundle-too-long",
            new($"条目不得超过 {MostEntries}。", $"There are at most {MostEntries} entries."), "Bundle.entry"));
        var answer = new R4.Bundle
        {
            Type = bundle.Type == R4.Bundle.BundleType.Transaction
                ? R4.Bundle.BundleType.TransactionResponse : R4.Bundle.BundleType.BatchResponse,
        };
        var sent = FhirWire.Bytes(bundle, FhirFormat.Json);
        var entries = bundle.Entry.Select((entry, at) => (At: at, Entry: entry)).ToList();
        if (bundle.Type == R4.Bundle.BundleType.Transaction) answer.Entry = await Together(http, entries, sent);
        else
            foreach (var entry in entries) answer.Entry.Add(await Alone(http, entry, sent));
        await FhirWire.Write(http, 200, answer);
    }

    private async Task<R4.Bundle.EntryComponent> Alone(HttpContext http, (int, R4.Bundle.EntryComponent) entry, byte[] sent)
    {
        try
        {
            return (await Together(http, [entry], sent, entry.Item1))[0];
        }
        catch (FhirRefused refused)
        {
            return new()
            {
                Response = new()
                {
                    Status = refused.Status.ToString(CultureInfo.InvariantCulture), Outcome = FhirOutcome.Of(refused.Issues),
                },
            };
        }
    }

    private async Task<List<R4.Bundle.EntryComponent>> Together(
        HttpContext http, IReadOnlyList<(int At, R4.Bundle.EntryComponent Entry)> entries, byte[] sent, int? alone = null)
    {
        var (actor, @base, stop) = (http.Actor(), FhirWire.Base(http.Request), http.RequestAborted);
        var steps = new List<Step>();
        foreach (var (at, entry) in entries) steps.Add(await Prepare(actor, at, entry, stop));
        steps = await Shared(steps, @base, stop);
        if (steps.Where(s => s.Resource is not null && s.Existing is null).GroupBy(s => (s.Type, s.Id))
                .FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Bad("fhir.entry-twice", "同一资源在事务中出现两次。", "A resource stands twice in the transaction.", twice.Last().Root);
        var moved = steps.Where(s => s.Entry.FullUrl is { Length: > 0 } && s.Resource is not null)
            .DistinctBy(s => s.Entry.FullUrl).ToDictionary(s => s.Entry.FullUrl!, s => s.Existing?.Address ?? $"{s.Type}/{s.Id}");
        foreach (var step in steps.Where(s => s.Resource is not null)) Rewrite(step.Resource!, step.Root, moved);

        var writes = steps.Where(s => s.Resource is not null && s.Existing is null).ToList();
        var (plans, acts) = await writer.Prepare(actor, [.. writes.Select(s => desk.Plan(
            actor, @base, s.Resource!, s.Id, s.Create, FhirDesk.Seen(s.Request.IfMatch)).Under(s.Root))], @base, stop);
        var deletes = steps.Where(s => s.Request.Method == R4.Bundle.HTTPVerb.DELETE).ToList();
        IReadOnlyList<FhirPlan> all =
            [.. plans, .. deletes.Select(s => new FhirDeletePlan(s.Type, s.Id, FhirDesk.Seen(s.Request.IfMatch)))];
        // What cannot be read refuses the whole before anything is stored.
        foreach (var step in steps.Where(s => all.Count > 0 && s.Request.Method == R4.Bundle.HTTPVerb.GET))
            if (step.Id.Length == 0) await Get(http, step, @base, stop);
            else if (writes.TrueForAll(w => (w.Type, w.Id) != (step.Type, step.Id))) await reader.Read(actor, step.Type, step.Id, stop);
        var written = all.Count == 0 ? [] : await ledger.Write(http, "fhir-transaction", all, acts, sent, alone);
        var results = writes.Concat(deletes).Zip(written).ToDictionary(pair => pair.First.At, pair => pair.Second);

        var whole = FhirAnswer.Preference(http.Request, "return") == "representation";
        async Task<R4.Resource?> Shown(FhirWritten one) => whole && !one.Deleted && one.Address.Split('/') is [var type, var id]
            ? await reader.Found(actor, type, id, stop) : null;
        var answers = new List<R4.Bundle.EntryComponent>();
        foreach (var step in steps)
            answers.Add(step switch
            {
                { Request.Method: R4.Bundle.HTTPVerb.GET } => await Get(http, step, @base, stop),
                { Existing: { } existing } => Answer(existing, await Shown(existing), @base),
                _ => Answer(results[step.At], await Shown(results[step.At]), @base),
            });
        return answers;
    }

    /// <summary>New resources that share an id with a patient's record, or with a referral, get it.</summary>
    private async Task<List<Step>> Shared(List<Step> steps, string @base, CancellationToken stop)
    {
        var others = steps.Where(s => s.Resource is not null && s.Entry.FullUrl is { Length: > 0 }).DistinctBy(s => s.Entry.FullUrl)
            .ToDictionary(s => s.Entry.FullUrl!, s => (s.Resource!, s.Id));
        var shared = new List<Step>();
        foreach (var step in steps)
        {
            if (step is { Create: false, Resource: { } changed }) await patients.CheckNumber(changed, step.Id, step.Root, stop);
            shared.Add(step is { Create: true, Existing: null, Resource: { } resource }
                ? step with
                {
                    Id = await patients.IdOf(resource, step.Root, stop)
                        ?? await referrals.SharedId(resource, @base, others, stop) ?? step.Id,
                }
                : step);
        }
        return shared;
    }

    /// <summary>What an entry asks for, with the id that it will have.</summary>
    private async Task<Step> Prepare(Actor actor, int at, R4.Bundle.EntryComponent entry, CancellationToken stop)
    {
        var where = $"Bundle.entry[{at.ToString(CultureInfo.InvariantCulture)}]";
        if (entry.Request is not { Method: { } method, Url: { Length: > 0 } url } request) throw new FhirRefused(422, new FhirIssue(
            IssueType.Required, "fhir.entry-request-missing", new("缺少 request。", "An entry says what it asks for."), $"{where}.request"));
        var (type, id) = url.TrimStart('/').Split('?')[0].Split('/') switch
        {
            [var t] => (t, ""),
            [var t, var i] => (t, i),
            _ => ("", ""),
        };
        if (!FhirTypes.All.Contains(type))
            throw Bad("fhir.unknown-type", $"无法识别 {url}。", $"{url} is no address here.", $"{where}.request.url");
        switch (method)
        {
            case R4.Bundle.HTTPVerb.GET: return new(at, entry, request, type, id, false, null);
            case R4.Bundle.HTTPVerb.DELETE when id.Length > 0 && FhirTypes.MayBeDeleted(type):
                return new(at, entry, request, type, id, false, null);
            case R4.Bundle.HTTPVerb.POST or R4.Bundle.HTTPVerb.PUT when entry.Resource?.TypeName != type:
                throw Bad("fhir.wrong-type", $"资源类型不是 {type}。", $"The resource is no {type}.", $"{where}.resource");
            case R4.Bundle.HTTPVerb.POST when id.Length == 0:
                if (request.IfNoneExist is not { Length: > 0 } condition) return new(at, entry, request, type, writer.NewId(), true, null);
                var (known, existing) = await writer.Conditional(actor, type, condition, stop);
                return new(at, entry, request, type, known, true, existing);
            case R4.Bundle.HTTPVerb.PUT when id.Length > 0:
                if (entry.Resource!.Id != id) throw Bad(
                    "fhir.id-differs", "资源 id 与地址不一致。", "The id of the resource is not that of its url.", $"{where}.resource.id");
                var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date.ToDateOnly();
                return new(at, entry, request, type, FhirDesk.Chosen(type, id, today), false, null);
            default: throw new FhirRefused(405, new FhirIssue(IssueType.NotSupported, "fhir.entry-method", new(
                $"不支持 {method} {url}。", $"{method} {url} is not done here."), $"{where}.request.method"));
        }
    }

    /// <summary>References to entries by their <c>fullUrl</c> become references to what they are stored as.</summary>
    private static void Rewrite(R4.Base at, string path, Dictionary<string, string> moved)
    {
        if (at is R4.ResourceReference { Reference: { } to } reference)
        {
            if (moved.TryGetValue(to, out var address)) reference.Reference = address;
            else if (to.StartsWith("urn:", StringComparison.Ordinal)) throw new FhirRefused(422, new FhirIssue(
                IssueType.NotFound, "fhir.dangling-reference", new($"事务中没有 {to}。", $"{to} is no entry of the bundle."), path));
        }
        foreach (var (name, value) in at.EnumerateElements())
            if (value is R4.Base one) Rewrite(one, $"{path}.{name}", moved);
            else if (value is IEnumerable<R4.Base> many)
                foreach (var (item, i) in many.Select((item, i) => (item, i))) Rewrite(item, $"{path}.{name}[{i}]", moved);
    }

    private async Task<R4.Bundle.EntryComponent> Get(HttpContext http, Step step, string @base, CancellationToken stop)
    {
        var actor = http.Actor();
        if (step.Id.Length > 0)
        {
            var found = await reader.Read(actor, step.Type, step.Id, stop);
            await reader.Record(actor, found.Streams, stop);
            return Answer(new(found.Address, found.Version, found.At, false, false), found.Resource, @base);
        }
        return new()
        {
            Resource = await search.Find(actor, step.Type, FhirQueryReader.Given(step.Request.Url!), @base, false, stop),
            Response = new() { Status = "200" },
        };
    }

    private static R4.Bundle.EntryComponent Answer(FhirWritten written, R4.Resource? resource, string @base) => new()
    {
        FullUrl = $"{@base}/{written.Address}",
        Resource = resource,
        Response = new()
        {
            Status = written.Status switch { 201 => "201 Created", 204 => "204 No Content", _ => "200 OK" },
            Location = written.Location, Etag = written.ETag, LastModified = written.At.ToDateTimeOffset(),
        },
    };

    private static FhirRefused Bad(string code, string zh, string en, string expression) =>
        new(400, new FhirIssue(IssueType.Invalid, code, new(zh, en), expression));
}
