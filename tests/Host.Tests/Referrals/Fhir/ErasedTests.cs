using Hl7.Fhir.Rest;
using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>A patient with an identity number is one patient, and what was posted of them goes when they are erased.</summary>
public sealed class ErasedTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task Who_has_an_identity_number_is_one_patient_whoever_posts_them_and_reads_as_gone_once_erased()
    {
        using var client = await _fhir.Client();
        var person = Person.New();
        var patient = (await client.CreateAsync(Patient(person)))!;
        (await client.CreateAsync(Patient(person)))!.Id.ShouldBe(patient.Id);
        (await host.Host.Sql.Rows($"select 1 from read.patients where id = '{patient.Id}'")).Count.ShouldBe(1, "the index knows them");
        var said = (await client.CreateAsync(new R4.Communication
        {
            Status = R4.EventStatus.Completed, Subject = new($"Patient/{patient.Id}"), Payload = [new() { Content = new R4.FhirString(person.Address) }],
        }))!;
        (await Traces.Of(host.Host.Sql, person.Secrets)).ShouldBeEmpty("nothing stands in clear");
        await client.ReadAsync<R4.Communication>($"Communication/{said.Id}");
        var reads = (await (await host.District.As("auditor-1")).Get($"patients/{patient.Id}/reads")).Expect(200)["items"].EnumerateArray();
        reads.ShouldContain(r => r.GetProperty("ground").GetString() == "exchange" && r.GetProperty("what").GetString() == "fhir");

        await Erase(patient.Id!);
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{patient.Id}")).Refused(410, "deleted");
        (await _fhir.Send(HttpMethod.Get, $"/Communication/{said.Id}")).Refused(410, "deleted");
        (await client.SearchAsync<R4.Communication>([$"patient={patient.Id}"]))!.Entry.ShouldBeEmpty();
        (await host.Host.Sql.Rows($"select 1 from read.fhir_resources where logical_id = '{patient.Id}'")).ShouldBeEmpty("no hash of the number stays");
        (await client.CreateAsync(Patient(person)))!.Id.ShouldNotBe(patient.Id, "who comes again is a new patient");
    }

    [Fact]
    public async Task What_belongs_to_a_patient_only_through_something_else_goes_with_them()
    {
        using var client = await _fhir.Client();
        var person = Person.New();
        var order = ReferralOrders.Up(person.IdNumber);
        (order["patient"]!["name"], order["patient"]!["birthDate"], order["patient"]!["sex"]) = (person.Name, person.BirthDate, person.Sex);
        var referral = await host.District.Refer(order);
        var patient = (await client.ReadAsync<R4.ServiceRequest>($"ServiceRequest/{referral}"))!.Subject!.Reference!.Split('/')[1];

        R4.Communication Said(string about) => new()
        {
            Status = R4.EventStatus.Completed, BasedOn = [new(about)], Payload = [new() { Content = new R4.FhirString(person.Address) }],
        };
        var basedOn = (await client.CreateAsync(Said($"ServiceRequest/{referral}")))!;
        var document = (await client.CreateAsync(new R4.DocumentReference
        {
            Status = R4.DocumentReferenceStatus.Current, Description = person.Address, Context = new() { Related = [new($"Communication/{basedOn.Id}")] },
            Content = [new() { Attachment = new() { Title = "x" } }],
        }))!;
        var made = (await client.CreateAsync(new R4.Provenance
        {
            Recorded = DateTimeOffset.UtcNow, Target = [new($"DocumentReference/{document.Id}")], Agent = [new() { Who = new("Organization/DX-SQ-01") }],
        }))!;
        var beside = $"urn:uuid:{Guid.NewGuid()}";
        var bundle = (await client.TransactionAsync(new()
        {
            Type = R4.Bundle.BundleType.Transaction,
            Entry =
            [
                new() { Resource = Said(beside), Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = "Communication" } },
                new() { FullUrl = beside, Resource = Said($"Task/{referral}"), Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = "Communication" } },
            ],
        }))!;
        string[] all =
        [
            $"Communication/{basedOn.Id}", $"DocumentReference/{document.Id}", $"Provenance/{made.Id}",
            .. bundle.Entry.Select(e => e.Response!.Location!.Split("/_history")[0]),
        ];
        foreach (var address in all)
            (await host.Host.Sql.Rows("select data -> 'content' ->> 'person' from ledger.mt_events where type = 'fhir_resource_written' "
                + $"and data ->> 'logicalId' = '{address.Split('/')[1]}'")).ShouldBe([patient], address);
        var other = (await client.CreateAsync(Patient(Person.New())))!;
        (await _fhir.Send(HttpMethod.Post, "/Provenance", $$"""
            {"resourceType":"Provenance","recorded":"2026-12-01T08:00:00+08:00","agent":[{"who":{"reference":"Organization/DX-SQ-01"} }],
             "target":[{"reference":"Patient/{{other.Id}}"},{"reference":"Communication/{{basedOn.Id}}"}]}
            """)).Refused(422, "business-rule", "Provenance", "fhir.several-patients");

        await Erase(patient);
        foreach (var address in all) (await _fhir.Send(HttpMethod.Get, "/" + address)).Refused(410, "deleted");
        foreach (var search in (string[])[$"ServiceRequest?_id={referral}", $"Task?patient={patient}", $"Communication?_id={basedOn.Id}", $"Provenance?_id={made.Id}"])
        {
            ((R4.Bundle)(await _fhir.Send(HttpMethod.Get, $"/{search}&_total=accurate")).Resource).Total.ShouldBe(0, search);
            ((R4.Bundle)(await _fhir.Send(HttpMethod.Get, $"/{search}&_summary=count")).Resource).Total.ShouldBe(0, search);
        }
        (await _fhir.Send(HttpMethod.Post, "/Communication", $$"""{"resourceType":"Communication","status":"completed","basedOn":[{"reference":"ServiceRequest/{{referral}}"}]}"""))
            .Refused(422, "not-found", "Communication.basedOn[0]");
    }

    [Fact]
    public async Task A_referral_of_the_pages_that_is_read_over_FHIR_is_shown_to_its_patient_as_read()
    {
        var person = Person.New();
        var id = await person.Register(host.District);
        var order = ReferralOrders.Up(person.IdNumber);
        (order["patient"]!["name"], order["patient"]!["birthDate"], order["patient"]!["sex"]) = (person.Name, person.BirthDate, person.Sex);
        var referral = await host.District.Refer(order);
        (await _fhir.Send(HttpMethod.Get, $"/ServiceRequest/{referral}")).Status.ShouldBe(200);
        (await _fhir.Send(HttpMethod.Get, $"/Appointment/{referral}/_history")).Refused(404, "not-found");
        (await _fhir.Send(HttpMethod.Get, $"/ServiceRequest/{referral}", token: await _fhir.Token("yy2-doctor-1"))).Refused(404, "not-found");
        (await host.Host.Sql.Rows($"select what, ground, matter from desk.patient_reads where patient = '{id}' and channel = 'api'"))
            .ShouldContain($"fhir|exchange|{referral}");
    }

    [Fact]
    public async Task An_update_gives_nobody_anothers_identity_number()
    {
        using var client = await _fhir.Client();
        var (one, other) = ((await client.CreateAsync(Patient(Person.New())))!, Patient(Person.New()));
        var nameless = (await client.CreateAsync(new R4.Patient { Name = [new() { Text = "无号者" }] }))!;
        foreach (var id in (string[])[one.Id!, nameless.Id!])
            (await _fhir.Send(HttpMethod.Put, $"/Patient/{id}", $$"""{"resourceType":"Patient","id":"{{id}}","identifier":[{"system":"urn:oid:2.16.156.10011.1.3","value":"{{other.Identifier[0].Value}}"}]}"""))
                .Refused(422, "business-rule", "Patient.identifier");
        (await _fhir.Send(HttpMethod.Put, $"/Patient/{one.Id}", $$"""{"resourceType":"Patient","id":"{{one.Id}}","active":true}""")).Refused(422, "business-rule");
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{nameless.Id}/_history/2")).Refused(404, "not-found");
    }

    [Fact]
    public async Task An_identity_number_that_does_not_hold_its_check_is_refused()
    {
        var number = Person.New().IdNumber;
        var wrong = number[..^1] + (number[^1] == '0' ? '1' : '0');
        (await _fhir.Send(HttpMethod.Post, "/Patient", $$"""{"resourceType":"Patient","identifier":[{"system":"urn:oid:2.16.156.10011.1.3","value":"{{wrong}}"}]}"""))
            .Refused(422, "value", "Patient.identifier[0].value");
    }

    private async Task Erase(string patient)
    {
        var (admin, supervisor) = (await host.District.Admin, await host.District.As("supervisor-1"));
        (await admin.Post($"patients/{patient}/erase", new { reason = "患者申请删除", basis = "retention-over", document = "兴卫健函〔2026〕12号" })).Expect(200);
        (await supervisor.Post($"patients/{patient}/erase/approve")).Expect(200);
    }

    private static R4.Patient Patient(Person person) => new()
    {
        Identifier = [new("urn:oid:2.16.156.10011.1.3", person.IdNumber)], Name = [new() { Text = person.Name }],
        Gender = R4.AdministrativeGender.Female, BirthDate = person.BirthDate, Address = [new() { Text = person.Address }],
    };
}
