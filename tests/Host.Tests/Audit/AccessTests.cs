using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Audit;

/// <summary>Auditors read all and change nothing; what they read is noted; personal data in clear takes two people.</summary>
public sealed partial class AccessTests(SharedHost host)
{
    private readonly District _district = host.District;

    /// <summary>The commands that auditors have: to ask for a release, and to decide on another's; and a question that is sent.</summary>
    private static readonly string[] Theirs =
    [
        "api/v1/audit/releases", "api/v1/audit/releases/{id:guid}/approve", "api/v1/audit/releases/{id:guid}/decline", "api/v1/audit/what-if",
    ];

    /// <summary>
    /// A device's own connection, which no person reads; the ledger as it is stored, and patients over FHIR, which would go past the
    /// four eyes.
    /// </summary>
    private static readonly string[] OfOthers = ["ocpp/{code}", "api/v1/operations/ledger/export", "fhir/R4"];

    [Fact]
    public async Task An_auditor_changes_nothing_at_any_endpoint()
    {
        const string Written = "select count(*) from ledger.mt_events where headers ->> 'actor' = 'auditor-1' and type not like 'clear_reading%'";
        var (auditor, before) = (await _district.As("auditor-1"), await host.Host.Sql.Value<long>(Written));
        var (tried, open) = (0, new List<string>());
        foreach (var (method, route, page, media) in Endpoints().Where(e => e.Method is not ("GET" or "HEAD" or "OPTIONS") && !Theirs.Contains(e.Route)))
        {
            using var body = new StringContent("{}", Encoding.UTF8, media == "multipart/form-data" ? "application/json" : media);
            if (media == "multipart/form-data") body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            var reply = await auditor.Send(new(method), Path(route), body, Guid.NewGuid().ToString(), 1);
            int[] expected = page ? [400, 401, 403, 404, 405] : [401, 403];
            if (!expected.Contains(reply.Status)) open.Add($"{method} {route}: {reply.Status}");
            tried++;
        }
        open.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(150);
        (await host.Host.Sql.Value<long>(Written)).ShouldBe(before);
    }

    [Fact]
    public async Task What_any_staff_may_read_an_auditor_may_read()
    {
        var (auditor, tried) = (await _district.As("auditor-1"), 0);
        foreach (var (_, route, _, _) in Endpoints().Where(e => e.Method == "GET" && !OfOthers.Any(e.Route.StartsWith) && !e.Page))
        {
            var reply = await auditor.Get(Path(route));
            reply.Status.ShouldNotBe(403, $"{route}: {reply.Body}");
            reply.Status.ShouldNotBe(401, route);
            reply.Status.ShouldBeLessThan(500, $"{route}: {reply.Body}");
            tried++;
        }
        tried.ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task Over_FHIR_nobody_is_shown_in_clear_to_an_auditor() =>
        (await (await _district.As("auditor-1")).Get("/fhir/R4/Patient")).Status.ShouldBe(403);

    [Fact]
    public async Task What_is_read_is_noted_with_who_when_and_what_and_the_note_stays()
    {
        var (id, auditor) = (await _district.File("drainage-permit"), await _district.As("auditor-1"));
        (await auditor.Get($"audit/streams/{id}")).Expect(200);
        (await auditor.Get($"audit/streams/{id}")).Expect(200);
        (await auditor.Get($"audit/streams/{id}/events/2")).Expect(200);
        var reads = (await (await _district.As("supervisor-1")).Get($"audit/reads?stream={id}")).Expect(200)["items"].EnumerateArray().ToList();
        reads.Select(read => $"{read.GetProperty("actor").GetString()} {read.GetProperty("route").GetString()} {read.GetProperty("clear").GetBoolean()}")
            .ShouldBe(["auditor-1 streams/events False", "auditor-1 streams False"], "the same reading within a minute is one line");
        reads[1].GetProperty("firstSequence").GetInt64().ShouldBe(
            await host.Host.Sql.Value<long>($"select min(seq_id) from ledger.mt_events where stream_id = '{id}'"));
        (await auditor.Get($"matters/{id}/timeline")).Expect(200);
        var elsewhere = (await auditor.Get($"audit/reads?stream={id}&limit=1")).Expect(200)["items"][0];
        elsewhere.GetProperty("route").GetString().ShouldBe($"matters/{id}/timeline", "what an auditor reads elsewhere is noted too");
        foreach (var change in (string[])["delete from desk.audit_reads", "update desk.audit_reads set actor = 'x'", "truncate desk.audit_reads"])
            await Should.ThrowAsync<Npgsql.PostgresException>(() => host.Host.Sql.ExecuteAsApplication(change));
        (await (await _district.As("swj-approver")).Get("audit/reads")).Expect(403);
    }

    [Fact]
    public async Task Personal_data_is_masked_until_a_second_person_agrees()
    {
        var (id, other) = (await _district.File("drainage-permit"), await _district.File("drainage-permit"));
        var (auditor, supervisor) = (await _district.As("auditor-1"), await _district.As("supervisor-1"));
        foreach (var secret in Secrets) (await auditor.Get($"audit/streams/{id}")).Expect(200).Body.ShouldNotContain(secret);
        (await auditor.Post("audit/releases", new { stream = id, reason = "x" })).Refused(422, "request.invalid-fields");
        (await auditor.Post("audit/releases", new { stream = Guid.NewGuid(), reason = "核对申请人身份" })).Refused(404, "audit.stream-not-found");
        (await supervisor.Post("audit/releases", new { stream = id, reason = "核对申请人身份" })).Expect(403);
        var asked = (await auditor.Post("audit/releases", new { stream = id, reason = "核对申请人身份" }, "key-" + id)).Expect(201);
        (await auditor.Post("audit/releases", new { stream = id, reason = "核对申请人身份" }, "key-" + id)).Expect(201).Text("id").ShouldBe(asked.Text("id"));
        (await auditor.Post("audit/releases", new { stream = id, reason = "再问一次，请批准" })).Refused(409, "audit.release-waiting");
        (await auditor.Post($"audit/releases/{asked.Text("id")}/approve")).Refused(403, "audit.release-own");
        foreach (var secret in Secrets) (await auditor.Get($"audit/streams/{id}")).Expect(200).Body.ShouldNotContain(secret);
        (await supervisor.Post($"audit/releases/{asked.Text("id")}/approve")).Expect(200)["open"].GetBoolean().ShouldBeTrue();

        var clear = (await auditor.Get($"audit/streams/{id}")).Expect(200);
        clear["clear"].GetBoolean().ShouldBeTrue();
        foreach (var secret in Secrets) clear.Body.ShouldContain(secret);
        foreach (var secret in Secrets) (await auditor.Get($"audit/streams/{other}")).Expect(200).Body.ShouldNotContain(secret);
        foreach (var secret in Secrets) (await auditor.Get($"audit/events?stream={id}")).Expect(200).Body.ShouldNotContain(secret);
        (await supervisor.Get($"audit/streams/{id}")).Expect(403);
        var noted = (await supervisor.Get($"audit/reads?stream={id}")).Expect(200)["items"].EnumerateArray().First(read => read.GetProperty("clear").GetBoolean());
        noted.GetProperty("release").GetString().ShouldBe(asked.Text("id"));
        (await supervisor.Get("audit/releases")).Expect(200).Body.ShouldContain(asked.Text("id"));
        (await host.Host.Sql.Rows($"select actor, what from desk.personal_data_reads where matter_id = '{id}' and what = 'audit'")).ShouldContain("auditor-1|audit");
    }

    [Fact]
    public async Task A_patient_sees_that_an_auditor_read_their_record()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var (auditor, supervisor) = (await _district.As("auditor-1"), await _district.As("supervisor-1"));
        var masked = (await auditor.Get($"audit/streams/{id}")).Expect(200);
        foreach (var secret in person.Secrets) masked.Body.ShouldNotContain(secret);
        var asked = (await auditor.Post("audit/releases", new { stream = id, reason = "核对档案真实性" })).Expect(201);
        (await supervisor.Post($"audit/releases/{asked.Text("id")}/approve")).Expect(200);
        (await auditor.Get($"audit/streams/{id}")).Expect(200).Body.ShouldContain(person.IdNumber);
        (await auditor.Get($"patients/{id}/reads")).Expect(200)["items"].EnumerateArray()
            .Select(read => $"{read.GetProperty("actor").GetString()} {read.GetProperty("ground").GetString()} {read.GetProperty("granted").GetBoolean()}")
            .ShouldContain("auditor-1 audit-release True");
    }

    private static readonly string[] Secrets = ["张三", "11010519491231002X", "13800001234"];

    /// <summary>Every endpoint that asks for somebody, with each of its methods; a page's transport is none of them.</summary>
    private IEnumerable<(string Method, string Route, bool Page, string Media)> Endpoints() =>
        from endpoint in host.Host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let route = endpoint.RoutePattern.RawText!.Trim('/')
        where !route.StartsWith("_blazor", StringComparison.Ordinal) && !route.StartsWith("_framework", StringComparison.Ordinal) && !route.Contains("**", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "DELETE", "PATCH"]
        select (
            method, route, endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null,
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [var first, ..] ? first : "application/json");

    private static string Path(string route) => "/" + Parameter().Replace(route, match => match.Groups[1].Value switch
    {
        ":guid" => Guid.NewGuid().ToString(),
        ":int" or ":long" => "2026",
        _ => "x",
    });

    [GeneratedRegex(@"\{\w+(:\w+)?\}")]
    private static partial Regex Parameter();
}
