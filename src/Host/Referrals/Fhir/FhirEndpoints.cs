using NodaTime;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>FHIR R4 over HTTP (docs/capabilities/fhir.md).</summary>
internal static class FhirEndpoints
{
    /// <summary>What is read may be asked for its head alone.</summary>
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Whatever is refused under the path, by whom ever, is an OperationOutcome.</summary>
    public static void UseFhirOutcomes(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path.StartsWithSegments(FhirWire.Path))
            http.Features.Set(new ProblemForm((context, problem) => FhirWire.Write(context, problem.Status, FhirOutcome.Of(problem))));
        await next(http);
    });

    public static void MapFhir(this WebApplication app)
    {
        var fhir = app.MapGroup(FhirWire.Path).ExcludeFromDescription().AddEndpointFilter(Refusals).RequireAuthorization(Rights.UseFhir);
        var read = app.MapGroup(FhirWire.Path).ExcludeFromDescription().AddEndpointFilter(Refusals).RequireAuthorization(Rights.ReadFhir);
        fhir.MapMethods("/metadata", Reading, Metadata).AllowAnonymous();
        fhir.MapPost("", (HttpContext http, FhirBundles bundles) => Done(bundles.Run(http)));
        read.MapMethods("/{type}", Reading, (HttpContext http, string type, FhirSearchDesk search) => Done(Search(http, type, search)));
        fhir.MapPost("/{type}/_search", (HttpContext http, string type, FhirSearchDesk search) => Done(Search(http, type, search)));
        fhir.MapPost("/{type}", (HttpContext http, string type, FhirWriter writer) => Done(Create(http, type, writer)));
        read.MapMethods("/{type}/{id}", Reading, (HttpContext http, string type, string id, FhirReader reader) =>
            Done(Read(http, type, id, null, reader)));
        fhir.MapPut("/{type}/{id}", (HttpContext http, string type, string id, FhirWriter writer, IClock clock) =>
            Done(Update(http, type, id, writer, clock)));
        fhir.MapDelete("/{type}/{id}", (HttpContext http, string type, string id, FhirWriter writer) => Done(Delete(http, type, id, writer)));
        read.MapMethods("/{type}/{id}/_history", Reading, (HttpContext http, string type, string id, FhirReader reader) =>
            Done(History(http, type, id, reader)));
        read.MapMethods("/{type}/{id}/_history/{version}", Reading, (HttpContext http, string type, string id, string version, FhirReader reader) =>
            Done(Read(http, type, id, version, reader)));
    }

    private static Task<IResult> Metadata(HttpContext http, CancellationToken stop)
    {
        FhirWire.Asked(http.Request);
        return Done(FhirWire.Write(http, 200, FhirCapabilities.Statement(http)));
    }

    private static async Task Create(HttpContext http, string type, FhirWriter writer)
    {
        Known(type);
        FhirWire.Asked(http.Request);
        await writer.Create(http, await FhirBody.Read(http, type));
    }

    private static async Task Update(HttpContext http, string type, string id, FhirWriter writer, IClock clock)
    {
        Known(type);
        FhirWire.Asked(http.Request);
        var resource = await FhirBody.Read(http, type);
        if (resource.Id != id) throw new FhirRefused(400, new FhirIssue(IssueType.Invalid, "fhir.id-differs", new(
            "资源 id 与地址不一致。", "The id of the resource is not that of the address."), $"{type}.id"));
        var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date.ToDateOnly();
        await writer.Update(http, resource, FhirDesk.Chosen(type, id, today), FhirDesk.Seen(http.Request.Headers.IfMatch));
    }

    private static Task Delete(HttpContext http, string type, string id, FhirWriter writer)
    {
        Known(type);
        return FhirTypes.MayBeDeleted(type) ? writer.Delete(http, type, id, FhirDesk.Seen(http.Request.Headers.IfMatch))
            : throw new FhirRefused(405, new FhirIssue(IssueType.NotSupported, "fhir.kept", new(
                $"{type} 不可删除。", $"A {type} is not deleted.")));
    }

    private static async Task Read(HttpContext http, string type, string id, string? version, FhirReader reader)
    {
        Known(type);
        FhirWire.Asked(http.Request);
        var (actor, stop) = (http.Actor(), http.RequestAborted);
        var found = version is null ? await reader.Read(actor, type, id, stop) : await reader.Read(actor, type, id, version, stop);
        await reader.Record(actor, found.Streams, stop);
        await FhirAnswer.Read(http, found);
    }

    private static async Task History(HttpContext http, string type, string id, FhirReader reader)
    {
        Known(type);
        FhirWire.Asked(http.Request);
        var (actor, stop) = (http.Actor(), http.RequestAborted);
        var versions = await reader.History(actor, type, id, stop);
        if (versions.Count == 0) throw FhirOutcome.Of(new FhirResourceNotFound());
        await reader.Record(actor, versions[0].Streams, stop);
        await FhirWire.Write(http, 200, FhirAnswer.History(versions, FhirWire.Base(http.Request)));
    }

    private static async Task Search(HttpContext http, string type, FhirSearchDesk search)
    {
        Known(type);
        FhirWire.Asked(http.Request);
        var given = http.Request.Query.SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? "")).ToList();
        if (HttpMethods.IsPost(http.Request.Method))
        {
            if (!http.Request.HasFormContentType) throw new RequestRefused(Problem.OfStatus(415));
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            given.AddRange(form.SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")));
        }
        var lenient = FhirAnswer.Preference(http.Request, "handling") == "lenient";
        await FhirWire.Write(http, 200, await search.Find(
            http.Actor(), type, given, FhirWire.Base(http.Request), lenient, http.RequestAborted));
    }

    private static void Known(string type)
    {
        if (!FhirTypes.All.Contains(type)) throw new FhirRefused(404, new FhirIssue(
            IssueType.NotSupported, "fhir.unknown-type", new($"不提供资源类型 {type}。", $"The type {type} is not served.")));
    }

    /// <summary>What an endpoint answers has been written by then.</summary>
    private static async Task<IResult> Done(Task written)
    {
        await written;
        return Results.Empty;
    }

    private static async ValueTask<object?> Refusals(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (FhirRefused refused)
        {
            await FhirWire.Write(context.HttpContext, refused.Status, FhirOutcome.Of(refused.Issues));
            return Results.Empty;
        }
    }
}
