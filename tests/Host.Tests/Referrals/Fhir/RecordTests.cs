using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>What this system itself recorded, told in FHIR: who read a patient, and who did what to a referral.</summary>
public sealed class RecordTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task Readings_of_a_patient_are_audit_events_for_whoever_keeps_them()
    {
        var (person, keeper, receiver) = (Person.New(), await _fhir.Token("sq1-doctor-1"), await _fhir.Token("yy1-referral-1"));
        var (patient, referral) = await Referred(person);
        (await _fhir.Send(HttpMethod.Get, $"/ServiceRequest/{referral}", token: receiver)).Status.ShouldBe(200);
        var found = await Find($"AuditEvent?patient=Patient/{patient}&_sort=_lastUpdated", keeper);
        var read = (R4.AuditEvent)found.Entry.ShouldHaveSingleItem().Resource!;
        (read.Agent[0].Who!.Reference, read.Agent[1].Who!.Reference).ShouldBe(("Practitioner/yy1-referral-1", "Organization/DX-YY-01"));
        (read.Entity[0].What!.Reference, read.Action, read.Outcome).ShouldBe(
            ($"Patient/{patient}", R4.AuditEvent.AuditEventAction.R, R4.AuditEvent.AuditEventOutcome.N0));
        read.Subtype[0].Code.ShouldBe("fhir");
        foreach (var path in (string[])[$"/AuditEvent/{read.Id}", $"/AuditEvent/{read.Id}/_history/1"])
        {
            (await _fhir.Send(HttpMethod.Get, path, token: keeper)).Status.ShouldBe(200);
            (await _fhir.Send(HttpMethod.Get, path, token: receiver)).Refused(404, "not-found");
        }
        (await Find($"AuditEvent?_id={read.Id}&_total=accurate", keeper)).Total.ShouldBe(1);
        (await Find($"AuditEvent?patient=Patient/{patient}&_summary=count", receiver)).Total.ShouldBe(0);
        (await Find($"AuditEvent?patient=Patient/{patient}", null)).Entry.Count.ShouldBeGreaterThan(1, "those readings were read");
        (await _fhir.Send(HttpMethod.Put, $"/AuditEvent/{read.Id}", Hl7.Fhir.Serialization.PocoSerializationExtensions.ToJson(read)))
            .Refused(405, "not-supported", "AuditEvent", "fhir.record-fixed");
    }

    [Fact]
    public async Task Events_of_a_referral_are_its_provenance_for_both_sides()
    {
        var person = Person.New();
        var (patient, referral) = await Referred(person);
        (await host.District.Do(referral, "reception-desk", form: f => f["note"] = "床位已满。")).Expect(200);
        var receiver = await _fhir.Token("yy1-referral-1");
        var reply = await _fhir.Send(HttpMethod.Get, $"/Provenance?target=Task/{referral}&_sort=_lastUpdated&_include=Provenance:target", token: receiver);
        foreach (var secret in (string[])[.. person.Secrets, "床位已满"])
            ((R4.Bundle)reply.Resource).Entry.Where(e => e.Resource is R4.Provenance)
                .ShouldAllBe(e => !Hl7.Fhir.Serialization.PocoSerializationExtensions.ToJson(e.Resource!).Contains(secret));
        var all = ((R4.Bundle)reply.Resource).Entry.Select(e => e.Resource).OfType<R4.Provenance>().ToList();
        all.Select(p => p.Activity!.Coding[0].Code).ShouldBe(["referral_drafted", "referral_submitted", "referral_accepted"], ignoreOrder: true);
        all.ShouldAllBe(p => p.Target[0].Reference == $"ServiceRequest/{referral}");
        var drafted = all.Single(p => p.Activity!.Coding[0].Code == "referral_drafted");
        (drafted.Agent[0].Who!.Reference, drafted.Agent[0].OnBehalfOf!.Reference).ShouldBe(("Practitioner/sq1-doctor-1", "Organization/DX-SQ-01"));
        ((R4.Bundle)reply.Resource).Entry.ShouldContain(e => e.Resource is R4.ServiceRequest);
        (await _fhir.Send(HttpMethod.Get, $"/Provenance/{drafted.Id}", token: receiver)).Status.ShouldBe(200);
        (await _fhir.Send(HttpMethod.Get, $"/Provenance/{drafted.Id}", token: await _fhir.Token("yy2-referral-1"))).Refused(404, "not-found");
        (await Find($"Provenance?patient=Patient/{patient}", await _fhir.Token("yy2-referral-1"))).Entry.ShouldBeEmpty();
        (await Find($"Provenance?patient=Patient/{patient}", null)).Entry.Count.ShouldBe(3);
        (await Find($"Provenance?_id={drafted.Id},{referral}.999", receiver)).Entry.ShouldHaveSingleItem().Resource!.Id.ShouldBe(drafted.Id);
        (await _fhir.Send(HttpMethod.Put, $"/Provenance/{drafted.Id}", Hl7.Fhir.Serialization.PocoSerializationExtensions.ToJson(drafted)))
            .Refused(405, "not-supported", "Provenance", "fhir.record-fixed");
    }

    private async Task<(Guid Patient, Guid Referral)> Referred(Person person)
    {
        var patient = await person.Register(host.District);
        var order = ReferralOrders.Up(person.IdNumber);
        (order["patient"]!["name"], order["patient"]!["birthDate"], order["patient"]!["sex"]) = (person.Name, person.BirthDate, person.Sex);
        return (patient, await host.District.Refer(order));
    }

    private async Task<R4.Bundle> Find(string search, string? token) => (R4.Bundle)(await _fhir.Send(HttpMethod.Get, "/" + search, token: token)).Resource;
}
