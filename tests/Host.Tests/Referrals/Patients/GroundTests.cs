using System.Text.Json.Nodes;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Host.Tests.Referrals.Consultations;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>Nobody makes a ground for themselves, and no ground shows more than it is for.</summary>
public sealed class GroundTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_consent_for_the_record_shows_no_headline_of_referrals()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        await _district.Refer(Order(person));
        (await (await _district.As("sq1-doctor-1")).Get($"patients/{id}")).Expect(200)["matters"].GetArrayLength().ShouldBe(1);
        var stranger = await _district.As("yy2-doctor-1");
        await Consent(person, id, "record");
        var record = (await stranger.Get($"patients/{id}")).Expect(200);
        (record.Text("ground"), record["matters"].GetArrayLength()).ShouldBe(("consent", 0));
        (await stranger.Get($"referrals?patient={id}")).Expect(404);
        await Consent(person, id, "referrals");
        (await stranger.Get($"patients/{id}")).Expect(200)["matters"].GetArrayLength().ShouldBe(1);
        (await stranger.Get($"referrals?patient={id}")).Expect(200)["items"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Asking_for_a_consultation_opens_no_record_the_first_answer_does()
    {
        var person = Person.New();
        var id = await person.Register(_district, "sz1-doctor-1");
        var matter = await _district.Consultation(Question(person, "teleconsultation", "DX-YY-01"), "sq2-doctor-1");
        var (asking, asked) = (await _district.As("sq2-doctor-1"), await _district.As("yy1-referral-1"));
        foreach (var client in (Client[])[asking, asked])
        {
            (await client.Get($"patients/{id}")).Refused(403, "patient.access-refused");
            (await client.Get($"matters/{matter}")).Expect(200).Body.ShouldContain(ConsultationCalls.Question, Case.Sensitive, "what stands in it is theirs");
        }
        (await _district.Do(matter, "scheduling")).Expect(200);
        foreach (var client in (Client[])[asking, asked])
            (await client.Get($"patients/{id}")).Expect(200).Text("ground").ShouldBe("treatment");
    }

    [Fact]
    public async Task Advice_that_an_institution_asks_of_itself_opens_no_record()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var advice = await _district.Consultation(Question(person, "health-advice", "DX-SQ-02"), "sq2-doctor-1");
        (await _district.Do(advice, "answer")).Expect(200);
        (await (await _district.As("sq2-doctor-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");
    }

    [Fact]
    public async Task A_draft_shows_nobody_the_chain_and_the_chain_is_of_all_records_of_the_person()
    {
        var (person, twin) = (Person.New(), Person.New());
        var (id, second) = (await person.Register(_district), await twin.Register(_district));
        var first = await _district.Refer(Order(twin));
        var draft = Order(twin);
        (draft["fromInstitution"], draft["draft"]) = ("DX-SQ-02", true);
        await _district.Refer(draft, "sq2-doctor-1");
        (await (await _district.As("sq2-doctor-1")).Get($"referrals?patient={second}")).Expect(404);
        var keeper = await _district.As("sq1-doctor-1");
        (await keeper.Post($"patients/{second}/link", new { to = id })).Expect(200);
        foreach (var record in (Guid[])[id, second])
            (await keeper.Get($"referrals?patient={record}")).Expect(200)["items"].EnumerateArray()
                .Select(link => link.GetProperty("id").GetGuid()).ShouldBe([first]);
        (await Noted(id, "referrals")).ShouldContain("sq1-doctor-1|keeper|True");
        (await (await _district.As("auditor-1")).Get($"referrals?patient={id}")).Expect(200);
        (await Noted(id, "referrals")).ShouldContain("auditor-1|supervision|True");
    }

    [Fact]
    public async Task Only_who_shows_that_the_patient_wants_it_takes_a_consent_back_and_a_failed_proof_is_recorded()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        await Consent(person, id, "record");
        var consent = (await (await _district.As("sq1-doctor-1")).Get($"patients/{id}"))["consents"][0].GetProperty("id").GetGuid();
        var stranger = await _district.As("yy1-doctor-1");
        var wrong = person.Phone[^4..] == "0000" ? "1111" : "0000";
        (await stranger.Post($"patients/{id}/consents/{consent}/withdraw", new { phoneLast4 = wrong })).Refused(403, "patient.consent-not-proven");
        (await Noted(id, "consents")).ShouldBe(["yy1-doctor-1|none|False"]);
        (await stranger.Post($"patients/{id}/consents/{consent}/withdraw", new { phoneLast4 = person.Phone[^4..] })).Expect(200);
        (await Noted(id, "consents")).Count.ShouldBe(1, "a proof that held is no refusal");
    }

    [Fact]
    public async Task Tries_are_counted_where_digits_are_tried_and_nothing_is_kept_of_what_is_no_number()
    {
        var id = await Person.New().Register(_district);
        var stranger = await _district.As("yy1-doctor-1");
        object asked = new { scope = new[] { "record" }, purpose = "treatment" };
        for (var i = 0; i < 62; i++) (await stranger.Post($"patients/{id}/consents", asked)).Refused(403, "patient.consent-not-proven");
        object none = new { cardNumber = new string('7', 5000), phoneLast4 = "0000" };
        for (var i = 0; i < 62; i++) (await _district.Anonymous.Post("patients/my-reads", none)).Refused(404, "patient.card-unknown");
    }

    [Fact]
    public async Task A_consent_names_a_unit_that_there_is_and_a_telephone_is_one()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var keeper = await _district.As("sq1-doctor-1");
        (await keeper.Post($"patients/{id}/consents", new { scope = new[] { "record" }, purpose = "treatment", unit = "DX-XX-99" })).Expect(422)
            ["errors"].TryGetProperty("unit", out _).ShouldBeTrue();
        (await keeper.Post("patients", (Person.New() with { Phone = "见家属 13800001234" }).Body())).Expect(422)["errors"].TryGetProperty("phone", out _).ShouldBeTrue();
        (await keeper.Post($"patients/{id}/cards", new { medium = "electronic" })).Expect(200);
        var card = (await keeper.Get($"patients/{id}"))["cards"][0].GetProperty("id").GetGuid();
        (await keeper.Post($"patients/{id}/cards/{card}/bind", new { phone = "a1b2c3d4e5f6g7" })).Expect(422)["errors"].TryGetProperty("phone", out _).ShouldBeTrue();
    }

    [Fact]
    public void A_machine_speaks_for_the_institutions_it_was_given_alone()
    {
        var desk = host.Host.Service<PatientDesk>();
        var machine = new Actor("his", "医院信息系统", [Roles.Integrator], "DX-HALL", "api") { ActsFor = ["DX-YY-01"] };
        desk.Institution(machine, "DX-YY-01").ShouldBe("DX-YY-01");
        desk.Institution(machine, "DX-YY-02").ShouldBeNull();
        desk.Institution(machine with { ActsFor = [Actor.EveryUnit] }, "DX-YY-02").ShouldBe("DX-YY-02");
        FhirSight.SeesAll(machine).ShouldBeFalse("over FHIR too it is as one of its unit");
        FhirSight.SeesAll(machine with { ActsFor = [Actor.EveryUnit] }).ShouldBeTrue();
        desk.Institution(machine with { Roles = [Roles.Doctor] }, "DX-YY-01").ShouldBeNull("what a person is in counts, not what is said");
    }

    private async Task Consent(Person person, Guid id, string scope) =>
        (await (await _district.As("sq1-doctor-1")).Post($"patients/{id}/consents", new
        {
            scope = new[] { scope }, purpose = "treatment", unit = "DX-YY-02", phoneLast4 = person.Phone[^4..],
        })).Expect(200);

    private Task<IReadOnlyList<string>> Noted(Guid id, string what) => host.Host.Sql.Rows(
        $"select actor || '|' || ground || '|' || case when granted then 'True' else 'False' end from desk.patient_reads where patient = '{id}' and what = '{what}' order by id");

    private static JsonObject Question(Person person, string form, string to)
    {
        var body = ConsultationCalls.Body(form, to: to);
        body["patient"] = new JsonObject
        {
            ["name"] = person.Name, ["idNumber"] = person.IdNumber, ["sex"] = person.Sex, ["phone"] = person.Phone,
        };
        return body;
    }

    private static JsonObject Order(Person person)
    {
        var body = ReferralOrders.Up(person.IdNumber);
        body["patient"]!["name"] = person.Name;
        body["patient"]!["sex"] = "female";
        body["patient"]!["birthDate"] = person.BirthDate;
        return body;
    }
}
