namespace SmartCity.Host.Tests.Shared;

/// <summary>Personal data is shown to those who work on the matter, and each reading is recorded.</summary>
public sealed class PersonalDataTests(SharedHost host)
{
    private const string Name = "欧阳修文", Number = "11010519491231002X", Phone = "13800001234";
    private readonly District _district = host.District;

    [Theory]
    [InlineData("hall-clerk-1")]
    [InlineData("swj-officer-1")]
    public async Task Who_works_on_a_matter_sees_it_in_clear_and_each_reading_is_recorded(string username)
    {
        var (id, reader) = (await Filed(), await _district.As(username));
        var facts = (await reader.Get($"matters/{id}")).Expect(200)["facts"].GetProperty("applicant");
        facts.GetProperty("name").GetString().ShouldBe(Name);
        facts.GetProperty("idNumber").GetString().ShouldBe(Number);
        facts.GetProperty("phone").GetString().ShouldBe(Phone);
        (await reader.Get($"matters/{id}/timeline")).Body.ShouldContain(Number);
        (await Readings(id, username)).ShouldBe([$"{reader.Account.Unit}|facts", $"{reader.Account.Unit}|timeline"]);
    }

    [Theory]
    [InlineData("supervisor-1")]
    [InlineData("auditor-1")]
    [InlineData("admin")]
    [InlineData(null)]
    public async Task Who_only_watches_or_passes_on_sees_it_masked(string? username)
    {
        var (id, reader) = (await Filed(), username is null ? await _district.Integrator : await _district.As(username));
        foreach (var path in (string[])["", "/timeline", "?version=1"])
        {
            var reply = (await reader.Get($"matters/{id}{path}")).Expect(200);
            foreach (var secret in (string[])[Name, Number, Phone]) reply.Body.ShouldNotContain(secret);
        }
        var facts = (await reader.Get($"matters/{id}"))["facts"];
        facts.GetProperty("applicant").GetProperty("name").GetString().ShouldBe("欧***");
        facts.GetProperty("applicant").GetProperty("phone").GetString().ShouldBe("*******1234");
        facts.GetProperty("form").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Readings(id, username ?? "integrator")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_shows_no_personal_data()
    {
        var id = await Filed();
        foreach (var username in (string[])["hall-clerk-1", "supervisor-1"])
        {
            (await (await _district.As(username)).Get("matters?limit=200")).Expect(200).Body.ShouldNotContain(Number);
            id.ShouldNotBe(Guid.Empty);
        }
        (await (await _district.As("hall-clerk-1")).Get("tasks?limit=200")).Body.ShouldNotContain(Name);
    }

    private async Task<Guid> Filed()
    {
        var body = await _district.Application("drainage-permit");
        (body["applicant"]!["name"], body["applicant"]!["idNumber"], body["applicant"]!["phone"]) = (Name, Number, Phone);
        return (await (await _district.Integrator).Post("approvals", body, Guid.NewGuid().ToString())).Expect(201)["id"].GetGuid();
    }

    private Task<IReadOnlyList<string>> Readings(Guid id, string actor) => host.Host.Sql.Rows(
        $"select unit, what from desk.personal_data_reads where matter_id = '{id}' and actor = '{actor}' order by id");
}
