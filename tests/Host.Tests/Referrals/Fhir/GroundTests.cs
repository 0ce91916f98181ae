using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>Over FHIR, too, nobody reads of a patient without a ground, rewrites what another wrote, or reads unseen.</summary>
public sealed class GroundTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task What_was_posted_about_a_patient_is_read_on_a_ground_alone_and_counted_so()
    {
        var person = Person.New();
        var patient = await person.Register(host.District);
        var (sender, named) = (await _fhir.Token("sq1-doctor-1"), await _fhir.Token("yy1-doctor-1"));
        (await Post("Patient", Body(person), sender)).Status.ShouldBe(201);
        string[] posted =
        [
            "Communication/" + (await Post("Communication", $$"""{"resourceType":"Communication","status":"completed",{{About("subject")}},"recipient":[{{Named}}]}""", sender)).Resource.Id,
            "DocumentReference/" + (await Post("DocumentReference", $$"""{"resourceType":"DocumentReference","status":"current",{{About("subject")}},"custodian":{{Named}},"content":[{"attachment":{"title":"x"} }]}""", sender)).Resource.Id,
            "Consent/" + (await Post("Consent", $$"""{"resourceType":"Consent","status":"active","scope":{"text":"x"},"category":[{"text":"x"}],{{About("patient")}},"organization":[{{Named}}],"policyRule":{"text":"x"} }""", sender)).Resource.Id,
        ];
        foreach (var address in posted)
        {
            (await _fhir.Send(HttpMethod.Get, "/" + address, token: sender)).Status.ShouldBe(200);
            (await _fhir.Send(HttpMethod.Get, "/" + address, token: named)).Refused(404, "not-found");
            (await _fhir.Send(HttpMethod.Get, $"/{address}/_history", token: named)).Refused(404, "not-found");
            (await Totals(address, named)).ShouldBe([0, 0, 0]);
            (await Totals(address, sender)).ShouldBe([1, 1, 1]);
        }
        var order = ReferralOrders.Up(person.IdNumber);
        (order["patient"]!["name"], order["patient"]!["birthDate"], order["patient"]!["sex"]) = (person.Name, person.BirthDate, person.Sex);
        await host.District.Refer(order);
        foreach (var address in posted)
        {
            (await _fhir.Send(HttpMethod.Get, "/" + address, token: named)).Status.ShouldBe(200, address);
            (await Totals(address, named)).ShouldBe([1, 1, 1]);
        }

        string About(string element) => $$"""
            "{{element}}":{"reference":"Patient/{{patient}}"}
            """;
    }

    [Fact]
    public async Task What_stands_alone_is_rewritten_by_its_writer_and_a_task_by_its_owner()
    {
        var (writer, reader) = (await _fhir.Token("sq1-doctor-1"), await _fhir.Token("yy1-doctor-1"));
        async Task<int> Rewritten(string type, string body)
        {
            var id = (await Post(type, "{" + body, writer)).Resource.Id;
            (await _fhir.Send(HttpMethod.Get, $"/{type}/{id}", token: reader)).Status.ShouldBe(200, type);
            return (await _fhir.Send(HttpMethod.Put, $"/{type}/{id}", $$"""{"id":"{{id}}",""" + body, token: reader)).Status;
        }
        (await Rewritten("ServiceRequest", $$""" "resourceType":"ServiceRequest","status":"active","intent":"plan","subject":{"display":"x"},"performer":[{{Named}}]}""")).ShouldBe(403);
        (await Rewritten("Appointment", $$""" "resourceType":"Appointment","status":"proposed","participant":[{"status":"accepted","actor":{{Named}} }]}""")).ShouldBe(403);
        (await Rewritten("Task", $$""" "resourceType":"Task","status":"requested","intent":"order","requester":{{Named}} }""")).ShouldBe(403);
        (await Rewritten("Task", $$""" "resourceType":"Task","status":"requested","intent":"order","owner":{{Named}} }""")).ShouldBe(200);
    }

    [Fact]
    public async Task Each_side_of_a_referral_writes_its_own_part_of_it()
    {
        var token = await _fhir.Token("sq1-doctor-1");
        var done = await _fhir.Send(HttpMethod.Post, "", Hl7.Fhir.Serialization.PocoSerializationExtensions.ToJson(LoopTests.Loop()), token: token);
        var id = ((R4.Bundle)done.Resource).Entry[1].Response!.Location!.Split('/')[1];
        var request = await _fhir.Send(HttpMethod.Get, $"/ServiceRequest/{id}", token: token);
        (await _fhir.Send(HttpMethod.Put, $"/ServiceRequest/{id}", request.Body, token: await _fhir.Token("yy1-referral-1"))).Refused(403, "forbidden");
        (await _fhir.Send(HttpMethod.Put, $"/ServiceRequest/{id}", request.Body, token: token)).Status.ShouldBe(200);
        (await Post("Appointment", $$"""{"resourceType":"Appointment","status":"booked","start":"2027-01-05T09:00:00+08:00","basedOn":[{"reference":"ServiceRequest/{{id}}"}],"participant":[{"status":"accepted","actor":{{Named}} }]}""", token))
            .Refused(403, "forbidden");
    }

    [Theory]
    [InlineData("AuditEvent", """ "resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-12-01T08:00:00+08:00","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}},"outcome":"0"}""", "\"0\"", "\"4\"")]
    [InlineData("Provenance", """ "resourceType":"Provenance","target":[{"reference":"Organization/DX-SQ-01"}],"recorded":"2026-12-01T08:00:00+08:00","agent":[{"who":{"reference":"Organization/DX-SQ-01"}}]}""", "T08", "T09")]
    public async Task A_record_of_what_was_done_is_written_once(string type, string body, string was, string becomes)
    {
        var id = Guid.NewGuid().ToString();
        var text = $$"""{"id":"{{id}}",""" + body;
        (await _fhir.Send(HttpMethod.Put, $"/{type}/{id}", text)).Status.ShouldBe(201);
        (await _fhir.Send(HttpMethod.Put, $"/{type}/{id}", text)).Status.ShouldBe(200);
        (await _fhir.Send(HttpMethod.Put, $"/{type}/{id}", text.Replace(was, becomes))).Refused(405, "not-supported", type, "fhir.record-fixed");
        (await _fhir.Send(HttpMethod.Get, $"/{type}/{id}/_history")).Body.ShouldContain("\"total\":1");
    }

    [Fact]
    public async Task Whoever_is_told_that_it_is_there_already_has_read_it_and_so_has_whoever_asks_for_it_in_a_bundle()
    {
        var person = Person.New();
        var patient = (await Post("Patient", Body(person), null)).Resource.Id;
        var number = Guid.NewGuid();
        var body = $$"""{"resourceType":"Communication","status":"completed","identifier":[{"system":"urn:test","value":"{{number}}"}],"subject":{"reference":"Patient/{{patient}}"} }""";
        async Task<FhirReply> Said() => await _fhir.Send(HttpMethod.Post, "/Communication", body, headers: ("If-None-Exist", $"identifier=urn:test|{number}"));
        async Task<long> Reads() => await host.Host.Sql.Value<long>($"select count(*) from desk.patient_reads where patient = '{patient}' and what = 'fhir'");
        (await Said()).Status.ShouldBe(201);
        (await Reads()).ShouldBe(0);
        (await Said()).Status.ShouldBe(200);
        (await Reads()).ShouldBe(1);
        var bundle = $$"""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{{body}},"request":{"method":"POST","url":"Communication","ifNoneExist":"identifier=urn:test|{{number}}"} }]}""";
        (await _fhir.Send(HttpMethod.Post, "", bundle, headers: ("Prefer", "return=representation"))).Body.ShouldContain(number.ToString());
        (await Reads()).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_posts_a_patient_whom_another_keeps_gets_their_id_and_nothing_else()
    {
        var person = Person.New();
        var (keeper, other) = (await _fhir.Token("sq1-doctor-1"), await _fhir.Token("sq2-doctor-1"));
        var id = (await Post("Patient", Body(person), keeper)).Resource.Id;
        (await Post("Patient", Body(person with { Name = "冒名者" }), other)).Refused(422, "invalid");
        (await Post("Communication", $$"""{"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/{{id}}"} }""", other)).Status.ShouldBe(422);
        var known = await Post("Patient", Body(person with { Phone = "", Address = "别处" }), other);
        (known.Status, known.Body).ShouldBe((200, ""));
        known.Location.ShouldStartWith($"{_fhir.Base}/Patient/{id}/_history/");
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{id}", token: other)).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{id}", token: keeper)).Body.ShouldContain(person.Address);

        var request = await Post("ServiceRequest", $$"""
            {"resourceType":"ServiceRequest","status":"draft","intent":"order","subject":{"reference":"Patient/{{id}}"},"requester":{"reference":"PractitionerRole/sq2-doctor-1"},
             "performer":[{{Named}}],"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I10"}]}]}
            """, other);
        request.Status.ShouldBe(201, request.Body);
        var draft = (await (await host.District.As("sq2-doctor-1")).Get($"matters/{request.Resource.Id}")).Expect(200).Body;
        foreach (var secret in (string[])[person.Phone, person.Address]) draft.ShouldNotContain(secret);
    }

    private const string Named = """{"reference":"Organization/DX-YY-01"}""";

    private static string Body(Person person) => $$"""
        {"resourceType":"Patient","identifier":[{"system":"urn:oid:2.16.156.10011.1.3","value":"{{person.IdNumber}}"}],"name":[{"text":"{{person.Name}}"}],
         "gender":"female","birthDate":"{{person.BirthDate}}","address":[{"text":"{{person.Address}}"}]{{(person.Phone is { Length: > 0 } phone ? $$""","telecom":[{"system":"phone","value":"{{phone}}"}]""" : "")}}}
        """;

    private Task<FhirReply> Post(string type, string body, string? token) => _fhir.Send(HttpMethod.Post, "/" + type, body, token: token);

    /// <summary>What a search for the one resource, one for its count and one with an exact total say there is.</summary>
    private async Task<IReadOnlyList<int?>> Totals(string address, string token)
    {
        var totals = new List<int?>();
        foreach (var more in (string[])["", "&_summary=count", "&_total=accurate"])
            totals.Add(((R4.Bundle)(await _fhir.Send(HttpMethod.Get, $"/{address.Replace("/", "?_id=")}{more}", token: token)).Resource).Total);
        return totals;
    }
}
