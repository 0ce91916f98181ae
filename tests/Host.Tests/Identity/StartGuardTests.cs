using SmartCity.Host.Identity;

namespace SmartCity.Host.Tests.Identity;

public sealed class StartGuardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("door").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://127.0.0.1:1;http://[::]:8080")]
    [InlineData("http://district.example:80")]
    public void A_demo_that_is_open_to_others_does_not_start(string urls) =>
        Refused(new() { ["urls"] = urls }).ShouldContain("loopback");

    [Fact]
    public async Task A_demo_opened_by_code_does_not_start_either()
    {
        await using var app = DoorHost.Build(_folder, new() { ["urls"] = null });
        app.Urls.Add("http://0.0.0.0:0");
        await Should.ThrowAsync<StartRefusedException>(() => app.StartAsync());
    }

    [Fact]
    public void Without_TLS_nothing_starts_outside_the_demo() =>
        Refused(Real(tls: false)).ShouldContain("TLS");

    [Fact]
    public void Nobody_who_could_sign_in_is_a_reason_not_to_start() =>
        Refused(new() { ["SmartCity:DemoMode"] = "false", ["Identity:TlsTerminatedByProxy"] = "true" })
            .ShouldContain("Nobody could sign in");

    [Fact]
    public void The_demo_s_secret_is_refused_outside_the_demo() =>
        Refused(Real(clients: $$"""
            [{ "username": "x", "displayName": "X", "passwordHash": "{{Account.Hash("x", "integrator-secret")}}" }]
            """)).ShouldContain("demo secret");

    [Fact]
    public void A_demo_password_is_refused_outside_the_demo() =>
        Refused(Real(accounts: $$"""
            [{ "username": "li", "displayName": "李", "passwordHash": "{{Account.Hash("li", "demo-li")}}" }]
            """)).ShouldContain("demo password");

    [Fact]
    public void A_plain_password_is_refused_outside_the_demo() =>
        Refused(Real(accounts: DoorHost.Accounts)).ShouldContain("hashed");

    [Fact]
    public void An_accounts_file_that_is_broken_is_named() =>
        Refused(Real(accounts: "[{")).ShouldContain("accounts.json");

    [Fact]
    public async Task With_hashes_and_TLS_in_front_it_starts_and_knows_no_password_grant()
    {
        await using var door = await DoorHost.Start(Real(), folder: Path.Combine(_folder, "door"));
        using var client = door.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var byPassword = await client.PostAsync("/connect/token", DoorHost.Form(
            ("grant_type", "password"), ("username", "li"), ("password", "a real secret")));
        (await byPassword.Content.ReadAsStringAsync()).ShouldContain("unsupported_grant_type");
        using var byClient = await client.PostAsync("/connect/token", DoorHost.Form(
            ("grant_type", "client_credentials"), ("client_id", "city-hall"), ("client_secret", "another secret")));
        (await byClient.Content.ReadAsStringAsync()).ShouldContain("access_token");
        (await client.GetAsync("/api/v1/demo/accounts")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        using var bare = door.Anonymous();
        using var withoutTls = await bare.PostAsync("/connect/token", DoorHost.Form(
            ("grant_type", "client_credentials"), ("client_id", "city-hall"), ("client_secret", "another secret")));
        withoutTls.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private string Refused(Dictionary<string, string?> settings) =>
        Should.Throw<StartRefusedException>(() => DoorHost.Build(_folder, settings)).Sentence.En;

    private Dictionary<string, string?> Real(bool tls = true, string? accounts = null, string? clients = null)
    {
        accounts ??= $$"""
            [{ "username": "li", "displayName": "李", "roles": ["reviewer"], "unit": "DX-SCJGJ",
               "passwordHash": "{{Account.Hash("li", "a real secret")}}" }]
            """;
        clients ??= $$"""
            [{ "username": "city-hall", "displayName": "市平台", "roles": ["integrator"], "unit": "DX-HALL",
               "passwordHash": "{{Account.Hash("city-hall", "another secret")}}" }]
            """;
        var (people, machines) = (Path.Combine(_folder, "accounts.json"), Path.Combine(_folder, "clients.json"));
        File.WriteAllText(people, accounts);
        File.WriteAllText(machines, clients);
        return new()
        {
            ["SmartCity:DemoMode"] = "false",
            ["Identity:Accounts"] = people,
            ["Identity:Clients"] = machines,
            ["Identity:TlsTerminatedByProxy"] = tls ? "true" : "false",
        };
    }
}
