using System.Globalization;
using SmartCity.Domain.Shared;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Answers of the FHIR face, with the headers that go with them.</summary>
internal static class FhirAnswer
{
    /// <summary>The answer to a write, as much of it as <c>Prefer: return=…</c> asks for, and as the caller may read.</summary>
    public static async Task Written(HttpContext http, FhirWritten written, Func<Task<R4.Resource?>> resource)
    {
        var response = http.Response;
        if (!written.Deleted) Head(response, written.Version, written.At);
        if (written.Created || HttpMethods.IsPost(http.Request.Method))
            response.Headers.Location = $"{FhirWire.Base(http.Request)}/{written.Location}";
        var wanted = Preference(http.Request, "return") ?? "representation";
        if (written.Deleted || wanted == "minimal") response.StatusCode = written.Status;
        else if (wanted == "OperationOutcome") await FhirWire.Write(http, written.Status, Done(written));
        else if (await resource() is { } shown) await FhirWire.Write(http, written.Status, shown);
        else response.StatusCode = written.Status;
    }

    public static Task Read(HttpContext http, FhirVersion version)
    {
        Head(http.Response, version.Version, version.At);
        if (FhirDesk.Seen(http.Request.Headers.IfNoneMatch) == version.Version)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return FhirWire.Write(http, 200, version.Resource!);
    }

    /// <summary>Every version of a resource, the newest first, as a bundle.</summary>
    public static R4.Bundle History(IReadOnlyList<FhirVersion> versions, string @base) => new()
    {
        Type = R4.Bundle.BundleType.History,
        Total = versions.Count,
        Link = [new() { Relation = "self", Url = $"{@base}/{versions[0].Address}/_history" }],
        Entry = [.. versions.Select(v => new R4.Bundle.EntryComponent
        {
            FullUrl = $"{@base}/{v.Address}",
            Resource = v.Resource,
            Request = new()
            {
                Method = v.Resource is null ? R4.Bundle.HTTPVerb.DELETE : v.Version == 1 ? R4.Bundle.HTTPVerb.POST : R4.Bundle.HTTPVerb.PUT,
                Url = v.Version == 1 ? v.Address.Split('/')[0] : v.Address,
            },
            Response = new()
            {
                Status = v.Resource is null ? "204" : v.Version == 1 ? "201" : "200", Etag = $"W/\"{v.Version}\"",
                LastModified = v.At.ToDateTimeOffset(), Location = $"{v.Address}/_history/{v.Version}",
            },
        })],
    };

    /// <summary>What the caller prefers, such as <c>minimal</c> of <c>return</c>; null when they do not say.</summary>
    public static string? Preference(HttpRequest request, string name) =>
        request.Headers["Prefer"].SelectMany(p => p!.Split([',', ';'])).Select(p => p.Trim().Split('=', 2))
            .FirstOrDefault(p => p.Length == 2 && p[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim('"');

    public static R4.OperationOutcome Done(FhirWritten written) => FhirOutcome.Of(
        [new(IssueType.Informational, "fhir.done", new LocalizedText($"已保存 {written.Location}", $"{written.Location} is stored"))],
        R4.OperationOutcome.IssueSeverity.Information);

    private static void Head(HttpResponse response, long version, NodaTime.Instant at)
    {
        response.Headers.ETag = $"W/\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        response.Headers.LastModified = at.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
    }
}
