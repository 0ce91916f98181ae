using System.Net.Http.Headers;
using System.Text;
using static Hl7.Fhir.Model.BaseExtensions;
using Hl7.Fhir.Rest;
using Hl7.Fhir.Serialization;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>The other side of the FHIR face: Firely's own client, and plain HTTP for what no client would send.</summary>
internal sealed class FhirSide(RunningHost host)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 100 });

    public string Base => $"{host.District.Address}fhir/R4";

    /// <summary>A client of the demo's integrator, or of a person.</summary>
    public async Task<FhirClient> Client(string? username = null, ResourceFormat format = ResourceFormat.Json)
    {
        var client = new FhirClient(Base, new FhirClientSettings
        {
            PreferredFormat = format, VerifyFhirVersion = false, ReturnPreference = ReturnPreference.Representation,
        });
        client.RequestHeaders!.Authorization = new("Bearer", await Token(username));
        return client;
    }

    public async Task<string> Token(string? username)
    {
        var account = username is null ? null : (await host.District.Accounts()).Single(a => a.Username == username);
        using var form = new FormUrlEncodedContent(account is null
            ? [new("grant_type", "client_credentials"), new("client_id", "integrator"), new("client_secret", "integrator-secret")]
            : [new("grant_type", "password"), new("username", account.Username), new("password", account.Password)]);
        return (await host.District.Anonymous.Send(HttpMethod.Post, "/connect/token", form)).Expect(200).Text("access_token");
    }

    /// <summary>What the host answers to a request as it is given.</summary>
    public async Task<FhirReply> Send(
        HttpMethod method, string path, string? body = null, string? mediaType = "application/fhir+json", string? token = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : Base + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (mediaType is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }
        if (token != "") request.Headers.Authorization = new("Bearer", token ?? await Token(null));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Http.SendAsync(request);
        return new(
            (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.ETag?.ToString(), answer.Headers.Location?.ToString(), answer.Content.Headers.LastModified);
    }

    public static R4.Resource Resource(string text) => text.StartsWith('<')
        ? Parse(text)
        : new FhirJsonDeserializer(new DeserializerSettings()).DeserializeResource(text);

    private static R4.Resource Parse(string xml)
    {
        using var reader = System.Xml.XmlReader.Create(new StringReader(xml));
        return new FhirXmlDeserializer(new DeserializerSettings()).DeserializeResource(reader);
    }

    /// <summary>A resource without what the server says of it.</summary>
    public static T Bare<T>(T resource) where T : R4.Resource
    {
        var copy = (T)resource.DeepCopy();
        copy.Id = null;
        if (copy.Meta is { } meta)
        {
            (meta.VersionId, meta.LastUpdated) = (null, null);
            if (!meta.EnumerateElements().Any()) copy.Meta = null;
        }
        return copy;
    }
}

/// <summary>What the host answered in FHIR.</summary>
internal sealed record FhirReply(int Status, string Body, string? MediaType, string? ETag, string? Location, DateTimeOffset? LastModified)
{
    public R4.Resource Resource => FhirSide.Resource(Body);

    /// <summary>Itself, when it is an OperationOutcome with this status, issue type and, where one is given, expression.</summary>
    public FhirReply Refused(int status, string issue, string? expression = null, string? code = null)
    {
        Status.ShouldBe(status, Body);
        var outcome = Resource.ShouldBeOfType<R4.OperationOutcome>(Body);
        outcome.Issue.ShouldNotBeEmpty();
        var found = outcome.Issue.Select(i => (Type: i.CodeElement!.JsonValue?.ToString(), At: i.Expression.FirstOrDefault(), Code: i.Details?.Coding.FirstOrDefault()?.Code));
        found.ShouldContain(i => i.Type == issue && (expression == null || i.At == expression) && (code == null || i.Code == code), Body);
        return this;
    }
}
