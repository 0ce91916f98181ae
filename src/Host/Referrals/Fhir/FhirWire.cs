using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Hl7.Fhir.Serialization;
using Microsoft.Net.Http.Headers;
using SmartCity.Domain.Shared;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>The two forms in which FHIR is spoken here.</summary>
internal enum FhirFormat
{
    Json,
    Xml,
}

/// <summary>Which form a request is in, which one its answer is to be in, and how a resource is written.</summary>
internal static class FhirWire
{
    public const string Path = "/fhir/R4", Version = "4.0";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true };

    /// <summary>The address of this face, as the caller called it.</summary>
    public static string Base(HttpRequest request) => $"{request.Scheme}://{request.Host}{Path}";

    /// <summary>The form that the answer is asked for in: <c>_format</c>, else <c>Accept</c>, else JSON.</summary>
    /// <exception cref="FhirRefused">406: neither form is asked for.</exception>
    public static FhirFormat Asked(HttpRequest request)
    {
        if (request.Query["_format"] is { Count: > 0 } wanted)
            return Of(wanted[0]!.Replace(' ', '+')) ?? throw NotAcceptable(wanted!);
        if (request.Headers.Accept.Count == 0) return FhirFormat.Json;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept!, out var accepted)) throw NotAcceptable(request.Headers.Accept!);
        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.Quality == 0 || !IsThisVersion(type)) continue;
            if (type.MediaType.Value is "*/*" or "application/*") return FhirFormat.Json;
            if (Of(type.MediaType.Value!) is { } format) return format;
        }
        throw NotAcceptable(request.Headers.Accept!);
    }

    /// <summary>The same for an answer that says no: JSON where the caller asks for neither.</summary>
    public static FhirFormat AskedOrJson(HttpRequest request)
    {
        try
        {
            return Asked(request);
        }
        catch (FhirRefused)
        {
            return FhirFormat.Json;
        }
    }

    /// <summary>The form of what was sent.</summary>
    /// <exception cref="FhirRefused">415: it is neither.</exception>
    public static FhirFormat Sent(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsThisVersion(type) && Of(type.MediaType.Value!) is { } format
            ? format
            : throw new FhirRefused(415, new FhirIssue(IssueType.NotSupported, "request.unsupported-media-type", new(
                "请求体须为 application/fhir+json 或 application/fhir+xml（R4）。",
                "The body must be application/fhir+json or application/fhir+xml, of R4.")));

    public static async Task Write(HttpContext http, int status, R4.Resource resource)
    {
        var format = AskedOrJson(http.Request);
        var body = Bytes(resource, format);
        http.Response.StatusCode = status;
        http.Response.ContentType = format == FhirFormat.Json
            ? $"application/fhir+json; fhirVersion={Version}; charset=utf-8" : $"application/fhir+xml; fhirVersion={Version}; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    public static byte[] Bytes(R4.Resource resource, FhirFormat format)
    {
        using var buffer = new MemoryStream();
        if (format == FhirFormat.Json)
        {
            using var json = new Utf8JsonWriter(buffer, Json);
            FhirJsonSerializer.Default.Serialize(resource, json);
        }
        else
        {
            using var xml = XmlWriter.Create(buffer, Xml);
            FhirXmlSerializer.Default.Serialize(resource, xml);
        }
        return buffer.ToArray();
    }

    private static FhirFormat? Of(string mediaType) => mediaType.ToLowerInvariant() switch
    {
        "json" or "application/fhir+json" or "application/json" or "text/json" => FhirFormat.Json,
        "xml" or "application/fhir+xml" or "application/xml" or "text/xml" => FhirFormat.Xml,
        _ => null,
    };

    private static bool IsThisVersion(MediaTypeHeaderValue type) =>
        type.Parameters.All(p => !p.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase) || p.Value.Value?.Trim('"') == Version);

    private static FhirRefused NotAcceptable(IEnumerable<string> wanted) => new(406, new FhirIssue(
        IssueType.NotSupported, "request.not-acceptable", new LocalizedText(
            $"无法以 {string.Join(", ", wanted)} 作答。", $"There is no answer in {string.Join(", ", wanted)}; JSON and XML of R4 there are.")));
}
