using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals;

/// <summary>Who sees what of a referral, and what is nowhere to be seen.</summary>
public sealed class SightTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task To_another_institution_it_is_not_there()
    {
        var id = await _district.Refer();
        var patient = (await _district.Matter(id))["facts"].GetProperty("patientId").GetGuid();
        foreach (var stranger in (string[])["yy2-referral-1", "yy2-doctor-1", "sq2-doctor-1", "sz1-doctor-1"])
        {
            var client = await _district.As(stranger);
            foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline", $"referrals?patient={patient}"])
                (await client.Get(path)).Expect(404);
        }
        foreach (var path in (string[])[$"referrals/{id}/submit", $"referrals/{id}/withdraw"])
            (await (await _district.As("sq2-doctor-1")).Post(path, new { })).Refused(404, "referral.not-found");
        (await (await _district.As("hall-clerk-1")).Get($"referrals?patient={patient}")).Expect(403);
        (await (await _district.As("yy1-doctor-2")).Get($"referrals?patient={patient}")).Expect(200)["items"].GetArrayLength().ShouldBe(1);
        (await (await _district.As("sq1-doctor-1")).Get("referrals")).Expect(400);
        (await (await _district.As("sq1-doctor-1")).Get($"referrals?patient={Guid.NewGuid()}")).Expect(404);
    }

    [Fact]
    public async Task What_is_medical_is_hidden_and_the_patient_masked_for_those_who_need_not_know()
    {
        var id = await _district.Refer();
        (await _district.Do(id, "reception-desk", "more-information", form: form => form["question"] = "近期是否服用华法林")).Expect(200);
        foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline"])
        {
            var masked = (await (await _district.As("auditor-1")).Get(path)).Expect(200).Body;
            foreach (var secret in (string[])["欧阳修文", "13800001234", "反复胸闷", "心绞痛", "华法林"]) masked.ShouldNotContain(secret);
            masked.ShouldContain("***");
            var clear = (await (await _district.As("yy1-doctor-1")).Get(path)).Expect(200).Body;
            foreach (var needed in (string[])["欧阳修文", "反复胸闷", "华法林"]) clear.ShouldContain(needed);
        }
        (await _district.Matter(id))["facts"].GetProperty("patient").GetProperty("name").GetString().ShouldBe("欧***");
    }

    [Fact]
    public async Task Nothing_in_the_database_names_the_patient_or_tells_of_the_disease()
    {
        var body = ReferralOrders.Up();
        var number = body["patient"]!["idNumber"]!.GetValue<string>();
        body["patient"]!["name"] = "端木椿庭";
        body["patient"]!["phone"] = "13987650011";
        body["patient"]!["address"] = "榆垡镇椿庭巷九号";
        body["reason"] = "进食后呃逆伴黑便三日";
        body["diagnosis"] = new JsonObject { ["code"] = "K92.208", ["display"] = "急性上消化道出血" };
        body["summary"] = "既往服用双氯芬酸";
        var id = await _district.Refer(body);
        (await _district.Do(id, "reception-desk", "more-information", form: form => form["question"] = "请补充粪便潜血结果")).Expect(200);
        (await _district.Do(id, "supplement", form: form => form["text"] = "粪便潜血强阳性")).Expect(200);
        await _district.CarryTo(id, "outcome-record");
        (await _district.Do(id, "outcome-record", form: form => form["result"] = "胃镜下钛夹止血成功")).Expect(200);
        await _district.CarryTo(id, null);
        (await _district.Referral(id)).Body.ShouldContain("胃镜下钛夹止血成功");

        string[] secrets =
        [
            number, "端木椿庭", "13987650011", "椿庭巷", "呃逆", "K92.208", "消化道出血", "双氯芬酸", "粪便潜血", "钛夹",
        ];
        var tables = await host.Host.Sql.Rows(
            "select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            + "where n.nspname in ('ledger', 'read', 'desk') and c.relkind in ('r', 'p', 'm')");
        tables.Count.ShouldBeGreaterThan(20);
        tables.ShouldContain("ledger.mt_events");
        var open = new List<string>();
        foreach (var table in tables)
        {
            foreach (var secret in secrets)
                (await Rows(table, secret)).ShouldBe(0, $"'{secret}' stands in {table}");
            if (await Rows(table, id.ToString()) > 0) open.Add(table);
        }
        foreach (var table in (string[])["ledger.mt_events", "read.referrals", "desk.receipts"]) open.ShouldContain(table, "what is no secret is found");
    }

    private Task<long> Rows(string table, string text) => host.Host.Sql.Value<long>(
        $"select count(*) from {table} t where position('{text}' in t::text) > 0 or position('{Escaped(text)}' in lower(t::text)) > 0");

    [Fact]
    public async Task The_patient_sees_with_number_and_telephone_where_it_stands()
    {
        var id = await _district.Refer();
        await _district.CarryTo(id, "arrival");
        var number = (await _district.Matter(id)).Text("number");
        var progress = (await _district.Anonymous.Get($"progress/{number}?phoneLast4=1234")).Expect(200);
        (progress.Text("status"), progress["appointmentOn"].ValueKind).ShouldBe(("scheduled", System.Text.Json.JsonValueKind.String));
        foreach (var secret in (string[])["欧阳", "胸闷", "I20.9", "cardiology", "Cardiology"]) progress.Body.ShouldNotContain(secret);
        (await _district.Anonymous.Get($"progress/{number}?phoneLast4=9999")).Expect(404);
    }

    [Fact]
    public async Task What_is_told_of_it_names_nobody()
    {
        var id = await _district.Refer();
        var number = (await _district.Matter(id)).Text("number");
        (await _district.Do(id, "reception-desk", "more-information")).Expect(200);
        var doctor = await _district.As("sq1-doctor-1");
        await Wait.Until(async () => (await doctor.Get("notices/mine")).Expect(200).Body.Contains(number, StringComparison.Ordinal));
        var told = (await doctor.Get("notices/mine")).Expect(200)["items"].EnumerateArray()
            .Single(n => n.GetRawText().Contains(number, StringComparison.Ordinal)).GetRawText();
        told.ShouldNotContain("欧阳");
        told.ShouldNotContain("ardiology");
        (await (await _district.As("sq1-doctor-2")).Get("notices/mine")).Expect(200).Body.ShouldNotContain(number);
    }

    /// <summary>As JSON writes it that escapes everything beyond ASCII.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(c => c < 128 ? $"{char.ToLowerInvariant(c)}" : $"\\u{(int)c:x4}"));
}
