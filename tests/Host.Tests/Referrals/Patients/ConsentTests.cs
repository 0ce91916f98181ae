using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>
/// 同意与紧急访问：who may see what of a patient, for how long, why; every read recorded and shown to the patient; emergency
/// access allowed, flagged and reviewed.
/// </summary>
public sealed class ConsentTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Who_keeps_the_record_reads_it_others_do_not_and_both_are_recorded()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var read = (await (await _district.As("sq1-doctor-2")).Get($"patients/{id}")).Expect(200);
        (read.Text("ground"), read["details"].GetProperty("idNumber").GetString()).ShouldBe(("keeper", person.IdNumber));
        var refused = (await (await _district.As("yy1-doctor-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");
        foreach (var secret in person.Secrets) refused.Body.ShouldNotContain(secret);
        foreach (var watcher in (string[])["supervisor-1", "auditor-1", "admin"])
        {
            var shown = (await (await _district.As(watcher)).Get($"patients/{id}")).Expect(200);
            shown["details"].ValueKind.ShouldBe(JsonValueKind.Null);
            foreach (var secret in person.Secrets) shown.Body.ShouldNotContain(secret);
        }
        var reads = (await (await _district.As("auditor-1")).Get($"patients/{id}/reads")).Expect(200)["items"].EnumerateArray().ToList();
        reads.Select(Read).Where(read => !read.EndsWith("|supervision|True", StringComparison.Ordinal))
            .ShouldBe(["yy1-doctor-1|DX-YY-01|record|none|False", "sq1-doctor-2|DX-SQ-01|record|keeper|True"]);
        // Who watches over the district is shown to the patient too, with the very reading that this list is.
        reads.Where(read => read.GetProperty("ground").GetString() == "supervision")
            .Select(read => (read.GetProperty("actor").GetString(), read.GetProperty("what").GetString()))
            .ShouldBe([("auditor-1", "reads"), ("admin", "record"), ("auditor-1", "record"), ("supervisor-1", "record")]);
        (await (await _district.As("yy1-doctor-1")).Get($"patients/{id}/reads")).Refused(403, "patient.access-refused");
        (await (await _district.As("sq1-doctor-1")).Get($"patients/{Guid.NewGuid()}")).Refused(404, "patient.not-found");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => host.Host.Sql.ExecuteAsApplication("delete from desk.patient_reads"));
    }

    [Fact]
    public async Task The_general_views_of_a_matter_go_through_the_same_gate()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        (await (await _district.As("sq1-doctor-1")).Get($"matters/{id}/timeline")).Expect(200).Body.ShouldContain(person.IdNumber);
        foreach (var watcher in (string[])["supervisor-1", "auditor-1"])
        {
            var timeline = (await (await _district.As(watcher)).Get($"matters/{id}/timeline")).Expect(200);
            foreach (var secret in person.Secrets) timeline.Body.ShouldNotContain(secret);
            timeline.Body.ShouldNotContain(person.BirthDate);
        }
        (await host.Host.Sql.Rows($"select actor, what, granted from desk.patient_reads where patient = '{id}'")).ShouldBe(["sq1-doctor-1|record|True"]);
    }

    [Fact]
    public async Task A_consent_names_who_what_and_why_holds_while_it_stands_and_can_be_taken_back()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var (hospital, other) = (await _district.As("yy1-doctor-1"), await _district.As("yy2-doctor-1"));
        object Consent(string? last4, string scope = "record", string? until = null) =>
            new { scope = new[] { scope }, purpose = "treatment", unit = "DX-YY-01", role = "doctor", until, phoneLast4 = last4 };
        (await hospital.Post($"patients/{id}/consents", Consent(null))).Refused(403, "patient.consent-not-proven");
        (await hospital.Post($"patients/{id}/consents", Consent("0000" == person.Phone[^4..] ? "1111" : "0000"))).Refused(403, "patient.consent-not-proven");
        (await hospital.Post($"patients/{id}/consents", Consent(person.Phone[^4..], "everything"))).Refused(422, "patient.field-invalid");
        (await hospital.Post($"patients/{id}/consents", Consent(person.Phone[^4..], "referrals"))).Expect(200);
        (await hospital.Get($"patients/{id}")).Refused(403, "patient.access-refused");
        (await hospital.Post($"patients/{id}/consents", Consent(person.Phone[^4..]))).Expect(200);
        var read = (await hospital.Get($"patients/{id}")).Expect(200);
        (read.Text("ground"), read["details"].GetProperty("name").GetString()).ShouldBe(("consent", person.Name));
        (await (await _district.As("yy1-referral-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");
        (await other.Get($"patients/{id}")).Refused(403, "patient.access-refused");
        var consent = read["consents"].EnumerateArray().Last().GetProperty("id").GetGuid();
        (await hospital.Post($"patients/{id}/consents/{consent}/withdraw", new { })).Expect(200);
        (await hospital.Post($"patients/{id}/consents/{Guid.NewGuid()}/withdraw", new { })).Refused(404, "patient.consent-not-found");
        (await hospital.Get($"patients/{id}")).Refused(403, "patient.access-refused");
    }

    [Fact]
    public async Task An_emergency_opens_the_record_at_once_for_that_institution_is_flagged_and_looked_at()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var doctor = await _district.As("yy1-doctor-2");
        (await (await _district.As("yy1-referral-1")).Post($"patients/{id}/emergency-access", new { reason = "x" })).Expect(403);
        (await doctor.Post($"patients/{id}/emergency-access", new { reason = " " })).Expect(422);
        (await doctor.Post($"patients/{id}/emergency-access", new { reason = $"{person.Name}昏迷入院" })).Expect(200)["version"].GetInt64().ShouldBe(2);
        (await doctor.Post($"patients/{id}/emergency-access", new { reason = "again" })).Expect(200)["version"].GetInt64().ShouldBe(2);
        var read = (await doctor.Get($"patients/{id}")).Expect(200);
        (read.Text("ground"), read["emergencies"].GetArrayLength()).ShouldBe(("emergency", 1));
        (await (await _district.As("yy2-doctor-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");

        var supervisor = await _district.As("supervisor-1");
        await Wait.Until(async () => (await Cards(id)).Count == 1);
        var card = (await supervisor.Get($"matters/{(await Cards(id))[0]}")).Expect(200);
        (card.Text("unit"), card["facts"].GetProperty("colour").GetString(), card["facts"].GetProperty("cause").GetProperty("code").GetString())
            .ShouldBe(("DX-YY-01", "yellow", "emergency-access"));
        foreach (var secret in person.Secrets) card.Body.ShouldNotContain(secret);
        (await Traces.Of(host.Host.Sql, [person.Name, "昏迷入院"])).ShouldBeEmpty();
        (await supervisor.Get($"patients/{id}"))["emergencies"][0].GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
        host.Host.Service<IEnumerable<IMatterKind>>().ShouldContain(kind => kind.Kind == Patient.PatientStream);
    }

    [Fact]
    public async Task The_patient_sees_every_reading_with_the_card_and_the_last_four_digits_of_the_telephone()
    {
        var person = Person.New();
        var (id, doctor) = (await person.Register(_district), await _district.As("sq1-doctor-1"));
        (await doctor.Post($"patients/{id}/cards", new { medium = "electronic" })).Expect(200);
        var card = (await doctor.Get($"patients/{id}"))["cards"][0];
        var number = card.GetProperty("number").GetString()!;
        (await (await _district.As("yy1-doctor-1")).Get($"patients/{id}")).Expect(403);
        Task<Reply> Ask(string last4, string? of = null) =>
            _district.Anonymous.Post("patients/my-reads", new { cardNumber = of ?? number, phoneLast4 = last4 });
        var mine = (await Ask(person.Phone[^4..])).Expect(200)["items"].EnumerateArray().ToList();
        Read(mine[0]).ShouldBe("yy1-doctor-1|DX-YY-01|record|none|False");
        mine.ShouldContain(read => read.GetProperty("granted").GetBoolean() && read.GetProperty("unitName").GetString()!.Length > 0);
        var wrong = person.Phone[^4..] == "0000" ? "1111" : "0000";
        (await Ask(wrong)).Refused(404, "patient.card-unknown");
        (await Ask(person.Phone[^4..], "11011500000000001")).Refused(404, "patient.card-unknown");
        (await doctor.Post($"patients/{id}/cards/{card.GetProperty("id").GetGuid()}/suspend", new { reason = "stolen" })).Expect(200);
        (await Ask(person.Phone[^4..])).Refused(404, "patient.card-unknown");
        Reply last;
        var tries = 0;
        do last = await Ask(wrong); while (last.Status == 404 && ++tries < 100);
        last.Status.ShouldBe(429);
        tries.ShouldBeInRange(50, 60);
    }

    private Task<IReadOnlyList<string>> Cards(Guid id) =>
        host.Host.Sql.Rows($"select card_id::text from desk.card_causes where matter_id = '{id}' and cause = 'emergency-access' and card_id is not null");

    private static string Read(JsonElement read) =>
        $"{read.GetProperty("actor").GetString()}|{read.GetProperty("unit").GetString()}|{read.GetProperty("what").GetString()}|"
        + $"{read.GetProperty("ground").GetString()}|{read.GetProperty("granted").GetBoolean()}";
}
