using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Consultations;

/// <summary>Who sees a consultation, and that nothing personal stands in clear.</summary>
public sealed class ConsultationSightTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task To_another_institution_it_is_not_there()
    {
        var id = await _district.Consultation();
        foreach (var stranger in (string[])["yy2-doctor-1", "sq2-doctor-1", "sz1-doctor-1"])
        {
            (await (await _district.As(stranger)).Get($"matters/{id}")).Expect(404);
            (await (await _district.As(stranger)).Get($"matters/{id}/timeline")).Expect(404);
            (await (await _district.As(stranger)).Post($"consultations/{id}/withdraw", new { reason = "x" })).Refused(404, "consultation.not-found");
        }
        foreach (var own in (string[])["sq1-doctor-2", "yy1-referral-1", "yy1-expert-1"])
            (await (await _district.As(own)).Get($"matters/{id}")).Expect(200).Body.ShouldContain(ConsultationCalls.Question);
    }

    [Fact]
    public async Task It_is_about_a_referral_of_the_same_patient_that_the_institution_knows_of()
    {
        var number = ReferralOrders.NewIdNumber();
        var referral = await _district.Refer(ReferralOrders.Up(number));
        var body = ConsultationCalls.Body();
        body["referralId"] = referral.ToString();
        (await _district.Ask(body)).Expect(422)["errors"].TryGetProperty("referralId", out _).ShouldBeTrue("another patient's");
        body["patient"] = ReferralOrders.Up(number)["patient"]!.DeepClone();
        (await _district.Ask(body, "sq2-doctor-1")).Expect(422)["errors"].TryGetProperty("referralId", out _).ShouldBeTrue("not known to them");
        (await _district.Ask(body)).Expect(201);
        body["referralId"] = Guid.NewGuid().ToString();
        (await _district.Ask(body)).Expect(422);
    }

    [Fact]
    public async Task Who_watches_over_it_reads_nothing_of_what_was_written()
    {
        var id = await _district.Consultation();
        await _district.CarryTo(id, null);
        foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline"])
        {
            var masked = (await (await _district.As("auditor-1")).Get(path)).Expect(200).Body;
            foreach (var secret in (string[])[ConsultationCalls.Question, ConsultationCalls.Summary, "会议号", "讨论了诊断依据", "社区获得性肺炎"])
            {
                masked.ShouldNotContain(secret);
                if (!path.EndsWith("timeline", StringComparison.Ordinal)) continue;
                (await (await _district.As("yy1-expert-1")).Get(path)).Expect(200).Body.ShouldContain(secret);
            }
        }
    }

    [Fact]
    public async Task Nothing_personal_stands_in_clear_in_any_table()
    {
        var id = await _district.Consultation();
        await _district.CarryTo(id, "feedback");
        (await _district.Do(id, "feedback", "asked-back")).Expect(200);
        await _district.CarryTo(id, null);
        var advice = (await _district.Anonymous.Post("health-advice", new
        {
            name = ConsultationCalls.Name, phone = ConsultationCalls.Phone, question = ConsultationCalls.Question, toInstitution = "DX-SQ-01",
        })).Expect(201)["id"].GetGuid();
        await _district.CarryTo(advice, null);
        string[] secrets =
        [
            ConsultationCalls.Name, ConsultationCalls.Phone, ConsultationCalls.Question, ConsultationCalls.Summary, "社区获得性肺炎", "青霉素过敏",
            "讨论了诊断依据", "会议号 815", "多饮水",
        ];
        var tables = await host.Host.Sql.Rows(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('ledger', 'read', 'desk')");
        tables.Count.ShouldBeGreaterThan(20);
        foreach (var table in tables)
            foreach (var secret in secrets)
            {
                var rows = await host.Host.Sql.Rows($"select t::text from {table} t where t::text like '%{secret}%' and ({Ours(id, advice)}) limit 1");
                rows.ShouldBeEmpty($"{table} holds {secret}");
            }
    }

    [Fact]
    public async Task What_was_written_of_an_erased_patient_reads_as_nothing_and_the_matter_still_ends()
    {
        var person = Person.New();
        var body = ConsultationCalls.Body("remote-diagnosis");
        body["patient"] = new JsonObject { ["name"] = person.Name, ["idNumber"] = person.IdNumber, ["sex"] = person.Sex };
        var id = await _district.Consultation(body);
        await _district.CarryTo(id, "feedback");
        var patient = (await _district.Matter(id))["facts"].GetProperty("patient").GetGuid();
        (await (await _district.Admin).Post($"patients/{patient}/erase", new
        {
            reason = "患者申请删除", basis = "retention-over", document = "兴卫健函〔2026〕13号",
        })).Expect(200);
        (await (await _district.As("supervisor-1")).Post($"patients/{patient}/erase/approve")).Expect(200);
        var expert = await _district.As("yy1-expert-1");
        foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline", $"matters/{id}?version=1"])
            foreach (var secret in (string[])[ConsultationCalls.Question, ConsultationCalls.Summary, "右肺下叶"])
                (await expert.Get(path)).Expect(200).Body.ShouldNotContain(secret);
        (await _district.Do(id, "feedback", "asked-back")).Expect(200);
        (await _district.CarryTo(id, null)).ShouldBe(["report", "feedback"]);
        (await _district.Status(id)).ShouldBe("concluded");
    }

    /// <summary>Other tests of this host use some of the same words in forms that are published, and in cases of their own.</summary>
    private static string Ours(params Guid[] matters) =>
        string.Join(" or ", matters.Select(id => $"t::text like '%{id}%'")) + $" or t::text like '%{ConsultationCalls.Name}%'"
        + $" or t::text like '%{ConsultationCalls.Phone}%' or t::text like '%{ConsultationCalls.Question}%'";
}
