using System.Text.Json;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>
/// 健康档案索引：one patient across institutions by identity number, health card, match candidates for doubtful ones, record
/// completeness by rule.
/// </summary>
public sealed class IndexTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task One_person_is_one_patient_across_institutions_whoever_comes_at_the_same_moment()
    {
        var person = Person.New();
        var (centre, hospital) = (await _district.As("sq1-doctor-1"), await _district.As("yy2-doctor-1"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            (i % 2 == 0 ? centre : hospital).Post("patients", person.Body(), Guid.NewGuid().ToString())));
        replies.ShouldAllBe(reply => reply.Status == 200 || reply.Status == 201);
        replies.Count(reply => reply.Status == 201).ShouldBe(1);
        var id = replies.Select(reply => reply["id"].GetGuid()).Distinct().ShouldHaveSingleItem();
        (await host.Host.Sql.Value<long>($"select count(*) from ledger.mt_events where stream_id = '{id}'")).ShouldBe(1);
        replies[0].Text("number").ShouldStartWith("DX-PT-");
        replies.ShouldAllBe(reply => person.Secrets.All(secret => !reply.Body.Contains(secret)));
    }

    [Theory]
    [InlineData("11010519491231002Y", "patient.idNumber")]
    [InlineData("110105194912310021", "patient.idNumber")]
    [InlineData("99010519491231002X", "patient.idNumber")]
    public async Task An_identity_number_is_checked(string number, string field)
    {
        var before = await host.Host.Sql.Value<long>("select count(*) from read.patients");
        var reply = (await (await _district.As("sq1-doctor-1")).Post("patients", new { name = "张三", sex = "female", idNumber = number })).Expect(422);
        reply["errors"].TryGetProperty(field, out _).ShouldBeTrue(reply.Body);
        (await host.Host.Sql.Value<long>("select count(*) from read.patients")).ShouldBeGreaterThanOrEqualTo(before);
        reply.Body.ShouldNotContain(number);
    }

    [Fact]
    public async Task Health_institutions_alone_enter_patients_and_a_machine_says_for_which()
    {
        var person = Person.New();
        (await (await _district.As("hall-clerk-1")).Post("patients", person.Body())).Refused(403, "patient.not-a-health-institution");
        (await (await _district.As("swj-officer-1")).Post("patients", person.Body())).Expect(403);
        var machine = await _district.Integrator;
        (await machine.Post("patients", person.Body())).Refused(403, "patient.not-a-health-institution");
        (await machine.Post("patients", person.Body("DX-SWJ"))).Refused(403, "patient.not-a-health-institution");
        (await machine.Post("patients", person.Body("DX-YY-01"))).Expect(201);
        (await machine.Post("patients", "[]")).Expect(400);
        (await machine.Post("patients", "{")).Expect(400);
    }

    [Fact]
    public async Task Doubtful_ones_are_found_by_what_agrees_with_a_score_by_rule_and_shown_masked()
    {
        var person = Person.New();
        var (id, doctor) = (await person.Register(_district), await _district.As("yy1-doctor-1"));
        var same = (await Found(doctor, new { idNumber = person.IdNumber.ToLowerInvariant() })).Single();
        (same.GetProperty("id").GetGuid(), same.GetProperty("score").GetInt32(), same.GetProperty("verdict").GetString()).ShouldBe((id, 100, "same"));
        same.GetProperty("rule").GetString().ShouldBe("patient-match@1/id-number");
        foreach (var secret in person.Secrets) same.GetRawText().ShouldNotContain(secret);
        Verdict(await Found(doctor, new { name = " " + person.Name, birthDate = person.BirthDate, phone = person.Phone })).ShouldBe((id, 90, "doubtful"));
        Verdict(await Found(doctor, new { name = person.Name, birthDate = person.BirthDate })).ShouldBe((id, 70, "doubtful"));
        Verdict(await Found(doctor, new { phone = person.Phone })).ShouldBe((id, 40, "doubtful"));
        Verdict(await Found(doctor, new { phone = person.Phone, idNumber = Person.New().IdNumber })).ShouldBe((id, 10, "other"));
        (await Found(doctor, new { idNumber = Person.New().IdNumber })).ShouldBeEmpty();
        (await doctor.Post("patients/find", new { name = person.Name })).Expect(422);
        (await (await _district.As("supervisor-1")).Post("patients/find", new { phone = person.Phone })).Expect(403);
        (await Reads(id)).Count(read => read.EndsWith("|find|identification|True", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Fact]
    public async Task Two_records_of_one_person_are_linked_reading_follows_and_the_link_can_be_taken_back()
    {
        var person = Person.New();
        var doctor = await _district.As("sq1-doctor-1");
        var id = await person.Register(_district);
        var other = (await doctor.Post("patients", new { person.Name, person.BirthDate, person.Sex, person.Phone })).Expect(201)["id"].GetGuid();
        Verdict((await Found(doctor, new { name = person.Name, birthDate = person.BirthDate })).Where(c => c.GetProperty("id").GetGuid() == other))
            .ShouldBe((other, 70, "doubtful"));
        (await doctor.Post($"patients/{other}/link", new { to = other })).Refused(409, "patient.link-refused");
        (await doctor.Post($"patients/{other}/link", new { to = id })).Expect(200).Text("status").ShouldBe("linked");
        (await doctor.Post($"patients/{other}/link", new { to = id })).Expect(200);
        var read = (await doctor.Get($"patients/{other}")).Expect(200);
        read["id"].GetGuid().ShouldBe(id);
        read["linkedFrom"].EnumerateArray().Single().GetGuid().ShouldBe(other);
        (await Found(doctor, new { name = person.Name, birthDate = person.BirthDate })).Single().GetProperty("id").GetGuid().ShouldBe(id);
        (await doctor.Post($"patients/{other}/sections/history", new { fields = new { allergies = "无" } })).Refused(409, "patient.linked");
        (await doctor.Post($"patients/{id}/link", new { to = other })).Refused(409, "patient.linked");
        (await doctor.Post($"patients/{other}/unlink", new { to = id })).Expect(200).Text("status").ShouldBe("known");
        (await doctor.Get($"patients/{other}")).Expect(200)["id"].GetGuid().ShouldBe(other);

        // Linked again, both go together.
        (await doctor.Post($"patients/{other}/link", new { to = id })).Expect(200);
        await ErasureTests.Erase(_district, id);
        (await doctor.Get($"matters/{other}/timeline")).Body.ShouldNotContain(person.Name);
        (await Traces.Of(host.Host.Sql, person.Secrets)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_health_card_is_issued_bound_suspended_resumed_and_replaced()
    {
        var person = Person.New();
        var (id, doctor) = (await person.Register(_district), await _district.As("sq1-doctor-1"));
        var issued = (await doctor.Post($"patients/{id}/cards", new { medium = "physical" }, Guid.NewGuid().ToString())).Expect(200);
        var card = await Card(doctor, id);
        var number = card.GetProperty("number").GetString()!;
        CardNumber.Fits(number).ShouldBeTrue(number);
        CardNumber.Fits(number[..^1] + (char)('0' + ((number[^1] - '0' + 1) % 10))).ShouldBeFalse();
        issued.Body.ShouldNotContain(number);
        Verdict(await Found(doctor, new { cardNumber = number })).ShouldBe((id, 95, "same"));
        (await doctor.Post($"patients/{id}/cards", new { medium = "physical" })).Refused(409, "patient.card-there");
        var at = $"patients/{id}/cards/{card.GetProperty("id").GetGuid()}";
        (await doctor.Post($"{at}/bind", new { phone = "13912340000" })).Expect(200);
        (await Card(doctor, id)).GetProperty("phone").GetString().ShouldEndWith("0000");
        (await doctor.Post($"{at}/suspend", new { reason = "lost" })).Expect(200);
        (await doctor.Post($"{at}/bind", new { phone = "13912340001" })).Refused(409, "patient.card-not-usable");
        (await doctor.Post($"{at}/resume", new { reason = "found" })).Expect(200);
        (await Card(doctor, id)).GetProperty("state").GetString().ShouldBe("active");
        (await doctor.Post($"{at}/replace", new { medium = "electronic" })).Expect(200);
        (await Found(doctor, new { cardNumber = number })).ShouldBeEmpty("a replaced card finds nobody");
        (await doctor.Post($"{at}/resume", new { reason = "found" })).Refused(409, "patient.card-not-usable");
        var second = await Card(doctor, id);
        (second.GetProperty("medium").GetString(), second.GetProperty("state").GetString()).ShouldBe(("electronic", "active"));
        second.GetProperty("number").GetString().ShouldNotBe(number);
        (await host.Host.Sql.Rows($"select type from ledger.mt_events where stream_id = '{id}' order by version")).ShouldBe(
        [
            "patient_registered", "health_card_issued", "health_card_bound", "health_card_suspended", "health_card_resumed",
            "health_card_replaced", "health_card_issued",
        ]);
        (await Traces.Of(host.Host.Sql, [number, second.GetProperty("number").GetString()!, "13912340000"])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_is_complete_when_it_holds_what_the_standard_asks_and_says_by_which_version()
    {
        var person = Person.New();
        var (id, doctor) = (await person.Register(_district), await _district.As("sq1-doctor-1"));
        var before = (await doctor.Get($"patients/{id}")).Expect(200)["completeness"];
        (before.GetProperty("standard").GetString(), before.GetProperty("percent").GetInt32(), before.GetProperty("complete").GetBoolean())
            .ShouldBe(("health-record.v1", 50, false));
        async Task Write(string section, object fields, string? on = null) =>
            (await doctor.Post($"patients/{id}/sections/{section}", new { fields, on })).Expect(200);
        await Write("history", new { allergies = "头孢曲松钠过敏一次", pastIllnesses = "高血压" });
        await Write("chronic", new { diseases = "高血压" });
        await Write("family-doctor", new { team = "黄村第三团队" });
        await Write("check-up", new { bloodPressure = "130/85", bmi = "23.1" }, "2020-01-01");
        var old = (await doctor.Get($"patients/{id}"))["completeness"];
        old.GetProperty("missing").EnumerateArray().Select(m => m.GetString()).ShouldBe(["check-up.bloodPressure", "check-up.bmi"], "a check-up ages");
        await Write("check-up", new { advice = "少盐" });
        var view = (await doctor.Get($"patients/{id}")).Expect(200);
        (view["completeness"].GetProperty("percent").GetInt32(), view["completeness"].GetProperty("complete").GetBoolean()).ShouldBe((100, true));
        var checkUp = view["sections"].EnumerateArray().Single(s => s.GetProperty("code").GetString() == "check-up").GetProperty("fields");
        checkUp.GetProperty("bmi").GetString().ShouldBe("23.1", "what is not named stays");
        (await doctor.Post($"patients/{id}/sections/history", new { fields = new { shoeSize = "42" } })).Refused(422, "patient.field-invalid");
        (await doctor.Post($"patients/{id}/sections/basic", new { fields = new { name = "x" } })).Refused(422, "patient.field-invalid");
        (await Traces.Of(host.Host.Sql, ["头孢曲松钠过敏一次", "黄村第三团队"])).ShouldBeEmpty();
        (await (await _district.As("sq1-doctor-1")).Get("patients/record-standards")).Expect(200).Body.ShouldContain("maxAgeMonths");
    }

    [Fact]
    public async Task What_was_wrong_is_corrected_under_its_version_and_no_number_becomes_another()
    {
        var person = Person.New();
        var (id, doctor) = (await person.Register(_district), await _district.As("sq1-doctor-1"));
        object Body(string number, string phone) => new { person.Name, person.Sex, idNumber = number, phone };
        (await doctor.Post($"patients/{id}/details", Body(person.IdNumber, "13612345678"), version: 7)).Refused(412, "request.stale-version");
        (await doctor.Post($"patients/{id}/details", Body(person.IdNumber, "13612345678"), version: 1)).Expect(200)["version"].GetInt64().ShouldBe(2);
        (await doctor.Post($"patients/{id}/details", Body(person.IdNumber, "13612345678"))).Expect(200)["version"].GetInt64().ShouldBe(2);
        (await doctor.Post($"patients/{id}/details", Body(Person.New().IdNumber, "13612345678"))).Refused(409, "patient.id-number-fixed");
        (await doctor.Get($"patients/{id}"))["details"].GetProperty("phone").GetString().ShouldBe("13612345678");
        Verdict(await Found(doctor, new { phone = "13612345678", idNumber = person.IdNumber })).ShouldBe((id, 100, "same"));
    }

    private static (Guid, int, string) Verdict(IEnumerable<JsonElement> found)
    {
        var one = found.Single();
        return (one.GetProperty("id").GetGuid(), one.GetProperty("score").GetInt32(), one.GetProperty("verdict").GetString()!);
    }

    private static async Task<IReadOnlyList<JsonElement>> Found(Client by, object asked) =>
        [.. (await by.Post("patients/find", asked)).Expect(200)["items"].EnumerateArray()];

    private static async Task<JsonElement> Card(Client doctor, Guid id) =>
        (await doctor.Get($"patients/{id}")).Expect(200)["cards"].EnumerateArray().Last();

    private Task<IReadOnlyList<string>> Reads(Guid id) =>
        host.Host.Sql.Rows($"select actor, what, ground, granted from desk.patient_reads where patient = '{id}' order by id");
}
