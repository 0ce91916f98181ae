using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals;

/// <summary>What comes in, well and badly.</summary>
public sealed class InputTests(SharedHost host)
{
    private readonly District _district = host.District;

    public static TheoryData<string, string, int, string> Bad() => new()
    {
        { "direction", "\"sideways\"", 422, "referral.field-invalid" },
        { "direction", "\"down\"", 409, "referral.wrong-direction" },
        { "urgency", "\"soon\"", 422, "referral.field-invalid" },
        { "toInstitution", "\"DX-SQ-01\"", 422, "referral.same-institution" },
        { "toInstitution", "\"DX-SQ-02\"", 409, "referral.pair-not-allowed" },
        { "toInstitution", "\"DX-WJW\"", 422, "referral.institution-unknown" },
        { "fromInstitution", "\"MARS\"", 422, "referral.institution-unknown" },
        { "fromInstitution", "\"DX-SZ-01\"", 403, "referral.not-your-institution" },
        { "department", "\"dentistry\"", 422, "referral.department-unknown" },
        { "diagnosis", """{"code":"flu","display":"x"}""", 422, "referral.diagnosis-invalid" },
        { "diagnosis", """{"code":"","display":"x"}""", 422, "request.invalid-fields" },
        { "patient", """{"name":"张三","idNumber":"110105194912310021","sex":"male"}""", 422, "patient.field-invalid" },
        { "patient", """{"name":"张三","idNumber":"11010519491231002X","birthDate":"1950-01-01","sex":"male"}""", 422, "patient.field-invalid" },
        { "patient", """{"name":"张三","idNumber":"11010519491231002X","sex":"robot"}""", 422, "patient.field-invalid" },
        { "patient", """{"name":"","idNumber":"11010519491231002X"}""", 422, "request.invalid-fields" },
        { "patient", """{"name":"张三","idNumber":"11010519491231002X","phone":"none"}""", 422, "request.invalid-fields" },
        { "reason", "\"\"", 422, "request.invalid-fields" },
        { "reason", "7", 400, "request.wrong-type" },
        { "visits", "[\"2099-01-01\"]", 422, "referral.field-invalid" },
        { "visits", "[\"someday\"]", 400, "request.wrong-type" },
        { "attachments", "[\"019aa000-0000-7000-8000-00000000dead\"]", 422, "referral.attachment-unknown" },
        { "follows", "\"019aa000-0000-7000-8000-00000000dead\"", 422, "referral.follows-invalid" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_does_not_hold_is_refused_with_a_code_and_nothing_is_stored(string field, string value, int status, string code)
    {
        var body = ReferralOrders.Up();
        body[field] = JsonNode.Parse(value);
        var key = Guid.NewGuid().ToString();
        var reply = (await (await _district.As("sq1-doctor-1")).Post("referrals", body, key)).Refused(status, code);
        reply.Body.ShouldNotContain(ReferralOrders.Up()["patient"]!["name"]!.GetValue<string>());
        // The key is free still: the same key with a sound body is another request.
        (await (await _district.As("sq1-doctor-1")).Post("referrals", ReferralOrders.Up(), key)).Expect(201);
    }

    [Fact]
    public async Task What_is_missing_is_refused()
    {
        foreach (var field in (string[])["direction", "patient", "fromInstitution", "toInstitution", "reason", "diagnosis", "urgency"])
        {
            var body = ReferralOrders.Up();
            body.Remove(field);
            var status = (await (await _district.As("sq1-doctor-1")).Post("referrals", body)).Status;
            status.ShouldBeInRange(400, 422, field);
        }
        (await (await _district.As("yy1-referral-1")).Post("referrals", ReferralOrders.Up())).Expect(403);
        (await _district.Anonymous.Post("referrals", ReferralOrders.Up())).Expect(401);
    }

    [Fact]
    public async Task The_plain_body_of_the_contract_is_taken_from_a_machine()
    {
        var number = ReferralOrders.NewIdNumber();
        var body = new
        {
            direction = "up",
            patient = new { name = "李四", idNumber = number.ToLowerInvariant(), birthDate = $"{number[6..10]}-{number[10..12]}-{number[12..14]}", sex = "female" },
            fromInstitution = "DX-SZ-01",
            toInstitution = "DX-YY-02",
            reason = "x",
            diagnosis = new { code = "I10", display = "高血压" },
            urgency = "routine",
        };
        var opened = (await (await _district.Integrator).Post("referrals", body)).Expect(201);
        (opened.Text("number")[..6], opened.Location).ShouldBe(("DX-RF-", $"/api/v1/matters/{opened["id"].GetGuid()}"));
    }

    [Fact]
    public async Task The_same_key_is_the_same_referral_and_the_same_patient_is_one()
    {
        var (doctor, key, number) = (await _district.As("sq1-doctor-1"), Guid.NewGuid().ToString(), ReferralOrders.NewIdNumber());
        var body = ReferralOrders.Up(number);
        var first = (await doctor.Post("referrals", body, key)).Expect(201);
        (await doctor.Post("referrals", body, key)).Expect(201).Body.ShouldBe(first.Body);
        body["reason"] = "另一原因";
        (await doctor.Post("referrals", body, key)).Expect(409);
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _district.Refer(ReferralOrders.Up(number))));
        var patients = await Task.WhenAll(many.Append(first["id"].GetGuid()).Select(async id =>
            (await _district.Matter(id))["facts"].GetProperty("patientId").GetGuid()));
        patients.Distinct().Count().ShouldBe(1);
        (await host.Host.Sql.Value<long>($"select count(*) from read.patients where id = '{patients[0]}'")).ShouldBe(1);
        (await host.Host.Sql.Value<long>($"select count(*) from read.referrals where patient = '{patients[0]}'")).ShouldBe(9);
    }

    [Fact]
    public async Task A_chain_is_read_page_by_page()
    {
        var number = ReferralOrders.NewIdNumber();
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++) ids.Add(await _district.Refer(ReferralOrders.Up(number)));
        var patient = (await _district.Matter(ids[0]))["facts"].GetProperty("patientId").GetGuid();
        var doctor = await _district.As("yy1-doctor-1");
        var read = new List<Guid>();
        for (var cursor = ""; ;)
        {
            var page = (await doctor.Get($"referrals?patient={patient}&limit=2{cursor}")).Expect(200);
            read.AddRange(page["items"].EnumerateArray().Select(link => link.GetProperty("id").GetGuid()));
            if (page["nextCursor"].GetString() is not { } next) break;
            cursor = "&cursor=" + Uri.EscapeDataString(next);
        }
        read.ShouldBe(ids);
        (await doctor.Get($"referrals?patient={patient}&cursor=x")).Expect(400);
    }

    [Fact]
    public async Task Who_may_refer_to_whom_can_be_read_and_rules_are_published_by_the_administrator()
    {
        var doctor = await _district.As("sq1-doctor-1");
        var relations = (await doctor.Get("referral-relations?from=DX-SQ-01&direction=up")).Expect(200)["items"].EnumerateArray().ToList();
        relations.Select(r => r.GetProperty("toInstitution").GetString()).ShouldBe(["DX-YY-01", "DX-YY-02"]);
        relations[0].GetProperty("departments").EnumerateArray().ShouldContain(d => d.GetProperty("code").GetString() == "cardiology");
        (await doctor.Get("referral-rules")).Expect(200)["version"].GetInt32().ShouldBe(1);
        var file = File.ReadAllText(Path.Combine(Repository.Catalog, "referrals", "rules.v1.json"));
        (await doctor.Post("referral-rules", file)).Expect(403);
        var admin = await _district.Admin;
        (await admin.Post("referral-rules", file)).Expect(200);
        (await admin.Post("referral-rules", file.Replace("\"mostNoShows\": 2", "\"mostNoShows\": 3", StringComparison.Ordinal)))
            .Refused(409, "referral-rules.version-exists");
        (await admin.Post("referral-rules", file.Replace("\"DX-YY-02\"", "\"DX-WJW\"", StringComparison.Ordinal)))
            .Refused(422, "referral-rules.field-invalid");
        (await admin.Post("referral-rules", "{")).Refused(400, "request.malformed");
    }
}
