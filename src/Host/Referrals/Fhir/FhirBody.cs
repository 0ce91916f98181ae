using System.Text.Json;
using System.Xml;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Reads what a caller sent, strictly: unknown elements, codes and types, missing elements, all are told.</summary>
internal static class FhirBody
{
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024, IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The resource in the body, of the type where one is named.</summary>
    /// <exception cref="FhirRefused">It cannot be read (400, 415), or does not hold (422).</exception>
    public static async Task<R4.Resource> Read(HttpContext http, string? type)
    {
        var format = FhirWire.Sent(http.Request);
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var resource = format == FhirFormat.Json ? FromJson(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) : FromXml(buffer);
        return type is null || resource.TypeName == type ? resource : throw new FhirRefused(400, new FhirIssue(
            IssueType.Invalid, "fhir.wrong-type",
            new($"该地址只接受 {type}，收到的是 {resource.TypeName}。", $"This address takes {type}; a {resource.TypeName} was sent."),
            resource.TypeName));
    }

    /// <summary>A resource as this system keeps it; it was checked when it came.</summary>
    public static R4.Resource Kept(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        FhirJsonDeserializer.OSTRICH.TryDeserializeResource(ref reader, out var resource, out _);
        return resource ?? throw new InvalidOperationException("What is kept is no resource.");
    }

    private static R4.Resource FromJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var check = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
            using var document = JsonDocument.ParseValue(ref check);
            if (check.Read() || document.RootElement.ValueKind != JsonValueKind.Object) throw Unreadable("the body is one JSON object");
            if (UnstorableText.IsIn(bytes)) throw new RequestRefused(UnstorableText.Problem);
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
            var whole = FhirJsonDeserializer.STRICT.TryDeserializeResource(ref reader, out var resource, out var issues);
            return Checked(whole, resource, issues);
        }
        catch (JsonException broken)
        {
            throw Unreadable(broken.Message);
        }
    }

    private static R4.Resource FromXml(MemoryStream body)
    {
        body.Position = 0;
        try
        {
            using var reader = XmlReader.Create(body, Xml);
            reader.MoveToContent();
            var whole = FhirXmlDeserializer.STRICT.TryDeserializeResource(reader, out var resource, out var issues);
            while (reader.Read())
            {
                // What follows the resource must be sound, too.
            }
            return Checked(whole, resource, issues);
        }
        catch (XmlException broken)
        {
            throw Unreadable(broken.Message);
        }
    }

    private static R4.Resource Checked(bool whole, R4.Resource? resource, IEnumerable<CodedException> issues)
    {
        var all = issues.ToList();
        if (whole && resource is not null) return resource;
        var root = resource is null or R4.DynamicResource ? "Resource" : resource.TypeName;
        var structure = all.Any(issue => issue is FhirJsonException or FhirXmlException) || resource is null or R4.DynamicResource;
        throw new FhirRefused(structure ? 400 : 422, [.. all.Select(issue => Issue(issue, root))]);
    }

    private static FhirIssue Issue(CodedException issue, string root)
    {
        var known = issue as ExtendedCodedException;
        var type = issue.ErrorCode switch
        {
            "PVAL127" or "PVAL128" or "PVAL130" => IssueType.Structure,
            _ => known?.IssueType ?? IssueType.Structure,
        };
        var path = known?.InstancePath is { Length: > 0 } given ? given.Replace("$this", root, StringComparison.Ordinal) : root;
        var text = known?.BaseErrorMessage ?? issue.Message;
        return new(type, "fhir.invalid", new LocalizedText($"内容不符合 FHIR R4：{text}", text), path);
    }

    private static FhirRefused Unreadable(string why) => new(400, new FhirIssue(
        IssueType.Structure, "request.malformed", new($"请求体无法解析：{why}", $"The body cannot be read: {why}")));
}
