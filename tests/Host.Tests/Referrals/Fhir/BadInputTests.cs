using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>Whatever is wrong is told as an OperationOutcome with status, code and element, and nothing is stored.</summary>
public sealed class BadInputTests(SharedHost host)
{
    private const string Task = """{"resourceType":"Task","status":"draft","intent":"order"}""";

    private readonly FhirSide _fhir = new(host.Host);

    [Theory]
    [InlineData("Patient", Task, 400, "invalid", "Task")]
    [InlineData("Task", "{", 400, "structure", null)]
    [InlineData("Task", "[]", 400, "structure", null)]
    [InlineData("Task", """{"resourceType":"Task","status":"draft","intent":"order"} x""", 400, "structure", null)]
    [InlineData("Task", """{"resourceType":"Unheard"}""", 400, "structure", "Resource")]
    [InlineData("Task", """{"status":"draft"}""", 400, "structure", null)]
    [InlineData("Task", """{"resourceType":"Task","status":"draft","intent":"order","colour":"red"}""", 422, "structure", "Task.colour")]
    [InlineData("Task", """{"resourceType":"Task","status":"tomorrow","intent":"order"}""", 422, "code-invalid", "Task.status")]
    [InlineData("Task", """{"resourceType":"Task","intent":"order"}""", 422, "required", "Task.status")]
    [InlineData("Task", """{"resourceType":"Task","status":"draft","status":"draft","intent":"order"}""", 400, "structure", null)]
    [InlineData("Task", """{"resourceType":"Task","status":["draft"],"intent":"order"}""", 422, null, null)]
    [InlineData("Patient", """{"resourceType":"Patient","birthDate":"31.12.1949"}""", 422, "value", "Patient.birthDate")]
    [InlineData("Patient", """{"resourceType":"Patient","contact":[{"gender":"x"}]}""", 422, "code-invalid", "Patient.contact[0].gender")]
    [InlineData("Patient", "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a\\u0000b\"}]}", 400, null, null)]
    [InlineData("Task", """{"resourceType":"Task","status":"draft","intent":"order","focus":{"reference":"ServiceRequest/none"}}""", 422, "not-found", "Task.focus")]
    [InlineData("Task", """{"resourceType":"Task","status":"draft","intent":"order","input":[{"type":{"text":"a"},"valueReference":{"reference":"Patient/none"}}]}""", 422, "not-found", "Task.input[0].value")]
    [InlineData("Unheard", Task, 404, "not-supported", null)]
    [InlineData("Subscription", """{"resourceType":"Subscription","status":"requested","reason":"x","criteria":"Task?","channel":{"type":"email"}}""", 422, "not-supported", "Subscription.channel.type")]
    [InlineData("Subscription", """{"resourceType":"Subscription","status":"requested","reason":"x","criteria":"Task?","channel":{"type":"rest-hook","endpoint":"https://10.0.0.1/x"}}""", 422, "security", "Subscription.channel.endpoint")]
    [InlineData("Subscription", """{"resourceType":"Subscription","status":"requested","reason":"x","criteria":"Task?","channel":{"type":"rest-hook","endpoint":"http://example.org/x"}}""", 422, "value", "Subscription.channel.endpoint")]
    public async System.Threading.Tasks.Task What_does_not_hold_is_refused(string type, string body, int status, string? issue, string? expression)
    {
        var events = await host.Host.Sql.Value<long>("select count(*) from ledger.mt_events where type like 'fhir_%' and data::text like '%tomorrow%'");
        var reply = await _fhir.Send(HttpMethod.Post, "/" + type, body);
        reply.Status.ShouldBe(status, reply.Body);
        reply.MediaType.ShouldBe("application/fhir+json");
        if (issue is not null) reply.Refused(status, issue, expression);
        (await host.Host.Sql.Value<long>("select count(*) from ledger.mt_events where type like 'fhir_%' and data::text like '%tomorrow%'")).ShouldBe(events);
    }

    [Theory]
    [InlineData("<Task", 400, "structure", null)]
    [InlineData("<Task xmlns=\"http://hl7.org/fhir\"/>", 422, "required", "Task.status")]
    [InlineData("<Task xmlns=\"http://hl7.org/fhir\"><status value=\"tomorrow\"/><intent value=\"order\"/></Task>", 422, "code-invalid", "Task.status")]
    [InlineData("<Task xmlns=\"urn:else\"><status value=\"draft\"/></Task>", 400, "structure", null)]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><Task xmlns=\"http://hl7.org/fhir\"><status value=\"&b;\"/></Task>", 400, "structure", null)]
    public async System.Threading.Tasks.Task What_does_not_hold_in_XML_is_refused_in_XML(string body, int status, string issue, string? expression)
    {
        var reply = await _fhir.Send(HttpMethod.Post, "/Task", body, "application/fhir+xml", headers: ("Accept", "application/fhir+xml"));
        reply.MediaType.ShouldBe("application/fhir+xml");
        reply.Refused(status, issue, expression);
    }

    [Theory]
    [InlineData("169.254.1.1")]
    [InlineData("192.0.2.7")]
    [InlineData("192.88.99.1")]
    [InlineData("198.19.0.1")]
    [InlineData("203.0.113.9")]
    [InlineData("240.0.0.1")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[::10.0.0.1]")]
    [InlineData("[64:ff9b::10.0.0.1]")]
    [InlineData("[64:ff9b:1::1]")]
    [InlineData("[2002:a00:1::]")]
    [InlineData("[2001::1]")]
    [InlineData("[2001:2::1]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[3fff::1]")]
    [InlineData("[fd00::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[ff02::1]")]
    public async System.Threading.Tasks.Task No_hook_leads_to_an_address_that_is_not_public(string address) =>
        (await _fhir.Send(HttpMethod.Post, "/Subscription", Subscribed($"https://{address}/x"))).Refused(422, "security", "Subscription.channel.endpoint");

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("[2400:3200::1]")]
    [InlineData("[2001:4860::1]")]
    public async System.Threading.Tasks.Task A_hook_may_lead_to_a_public_address(string address)
    {
        var created = await _fhir.Send(HttpMethod.Post, "/Subscription", Subscribed($"https://{address}/x"));
        created.Status.ShouldBe(201, created.Body);
        (await _fhir.Send(HttpMethod.Delete, $"/Subscription/{created.Resource.Id}")).Status.ShouldBe(204);
    }

    private static string Subscribed(string endpoint) => $$"""
        {"resourceType":"Subscription","status":"off","reason":"x","criteria":"Task?owner=Organization/none",
         "channel":{"type":"rest-hook","endpoint":"{{endpoint}}"} }
        """;

    [Fact]
    public async System.Threading.Tasks.Task Every_other_no_is_an_OperationOutcome_too()
    {
        (await _fhir.Send(HttpMethod.Get, "/Patient/none", token: "")).Refused(401, "login");
        (await _fhir.Send(HttpMethod.Get, "/Patient/none", token: "not-a-token")).Refused(401, "login");
        (await _fhir.Send(HttpMethod.Get, "/Patient/none", token: await _fhir.Token("hall-clerk-1"))).Refused(403, "forbidden");
        (await _fhir.Send(HttpMethod.Get, "/Patient/none")).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Get, "/Patient/a/b/c/d")).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Patch, "/Patient/none", "{}")).Refused(405, "not-supported");
        (await _fhir.Send(HttpMethod.Delete, "/Patient/none")).Refused(405, "not-supported");
        (await _fhir.Send(HttpMethod.Get, "/Patient/none", headers: ("Accept", "text/turtle"))).Refused(406, "not-supported");
        (await _fhir.Send(HttpMethod.Get, "/Patient?_format=turtle")).Refused(406, "not-supported");
        (await _fhir.Send(HttpMethod.Post, "/Task", Task, "text/plain")).Refused(415, "not-supported");
        (await _fhir.Send(HttpMethod.Post, "/Task", Task, "application/fhir+json; fhirVersion=3.0")).Refused(415, "not-supported");
        (await _fhir.Send(HttpMethod.Post, "/Task", $$"""{"resourceType":"Task","id":"{{new string('x', 2_000_000)}}"}""")).Refused(413, "too-long");
        (await _fhir.Send(HttpMethod.Put, "/Task/other", Task)).Refused(400, "invalid", "Task.id");
        (await _fhir.Send(HttpMethod.Put, "/Task/11010519491231002X", """{"resourceType":"Task","id":"11010519491231002X","status":"draft","intent":"order"}"""))
            .Refused(422, "business-rule", "Task.id");
        (await _fhir.Send(HttpMethod.Put, "/Task/110105194912310021", """{"resourceType":"Task","id":"110105194912310021","status":"draft","intent":"order"}"""))
            .Refused(422, "business-rule", "Task.id");
        (await _fhir.Send(HttpMethod.Put, "/Organization/DX-YY-01", """{"resourceType":"Organization","id":"DX-YY-01","name":"x"}"""))
            .Refused(422, "business-rule", null, "fhir.kept-by-directory");
        (await _fhir.Send(HttpMethod.Get, "/Task?colour=red")).Refused(400, "not-supported");
        (await _fhir.Send(HttpMethod.Get, "/Task?_sort=colour")).Refused(400, "value");
        (await _fhir.Send(HttpMethod.Get, "/Task?_lastUpdated=soon")).Refused(400, "value");
        foreach (var edge in (string[])["ge9999-12-31", "le9999-12-31", "eq9999", "lt9999-12"])
            (await _fhir.Send(HttpMethod.Get, "/Task?_lastUpdated=" + edge)).Refused(400, "value");
        (await _fhir.Send(HttpMethod.Get, "/Task?_cursor=abc")).Refused(400, "value");
        (await _fhir.Send(HttpMethod.Post, "/Task", Task, headers: ("If-None-Exist", "status=draft"))).Refused(400, "not-supported");
        var lenient = await _fhir.Send(HttpMethod.Get, "/Task?colour=red&_id=none", headers: ("Prefer", "handling=lenient"));
        lenient.Status.ShouldBe(200);
        lenient.Body.ShouldContain("colour");
        lenient.Body.ShouldNotContain("colour=red", Case.Sensitive, "the self link says what was asked for");
    }

    [Theory]
    [InlineData("requested", "completed")]
    [InlineData("completed", "in-progress")]
    [InlineData("rejected", "accepted")]
    [InlineData("in-progress", "rejected")]
    public async System.Threading.Tasks.Task A_task_does_not_move_in_an_illegal_direction(string from, string to)
    {
        var id = Guid.NewGuid().ToString();
        string Body(string status) => $$"""{"resourceType":"Task","id":"{{id}}","status":"{{status}}","intent":"order"}""";
        (await _fhir.Send(HttpMethod.Put, $"/Task/{id}", Body(from))).Status.ShouldBe(201);
        (await _fhir.Send(HttpMethod.Put, $"/Task/{id}", Body(to))).Refused(422, "business-rule", "Task.status", "fhir.task-move-illegal");
        (await _fhir.Send(HttpMethod.Get, $"/Task/{id}/_history")).Body.ShouldContain("\"total\":1");
    }

    [Fact]
    public async System.Threading.Tasks.Task What_another_institution_keeps_is_not_there()
    {
        var (one, other) = (await _fhir.Token("sq1-doctor-1"), await _fhir.Token("sq2-doctor-1"));
        var created = await _fhir.Send(HttpMethod.Post, "/Patient", """{"resourceType":"Patient","name":[{"text":"周九"}]}""", token: one);
        created.Status.ShouldBe(201, created.Body);
        var id = created.Resource.Id;
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{id}", token: one)).Status.ShouldBe(200);
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{id}", token: other)).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{id}/_history", token: other)).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Get, $"/Patient?_id={id}", token: other)).Body.ShouldContain("\"total\":0");
        (await _fhir.Send(HttpMethod.Put, $"/Patient/{id}", $$"""{"resourceType":"Patient","id":"{{id}}"}""", token: other)).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Post, "/Communication", $$"""{"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/{{id}}" } }""", token: other))
            .Refused(422, "not-found", "Communication.subject");

        // Whom a resource names may read it, and what it refers to.
        (await _fhir.Send(HttpMethod.Post, "/Communication", $$"""{"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/{{id}}"},"recipient":[{"reference":"Organization/DX-SQ-02"}]}""", token: one))
            .Status.ShouldBe(201);
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{id}", token: other)).Status.ShouldBe(200);
    }

    [Fact]
    public async System.Threading.Tasks.Task What_it_does_it_says_to_anybody()
    {
        var reply = await _fhir.Send(HttpMethod.Get, "/metadata", token: "", headers: ("Accept", "application/fhir+xml"));
        reply.Status.ShouldBe(200);
        var statement = reply.Resource.ShouldBeOfType<Hl7.Fhir.Model.CapabilityStatement>();
        statement.FhirVersion.ShouldBe(Hl7.Fhir.Model.FHIRVersion.N4_0_1);
        statement.Rest[0].Resource.Count.ShouldBe(13);
    }
}
