using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Identity;

/// <summary>
/// Everyone who may sign in here: people, and machine clients. In demo mode people come from
/// <c>catalog/accounts.demo.json</c>; otherwise both come from files with hashes.
/// </summary>
internal sealed class AccountBook
{
    public const string DemoClient = "integrator", DemoClientSecret = "integrator-secret", DemoFile = "accounts.demo.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly FrozenDictionary<string, Account> _people;
    private readonly FrozenDictionary<string, Account> _clients;

    public AccountBook(IEnumerable<Account> people, IEnumerable<Account> clients)
    {
        People = [.. people];
        Clients = [.. clients];
        _people = People.ToFrozenDictionary(a => a.Username, StringComparer.OrdinalIgnoreCase);
        _clients = Clients.ToFrozenDictionary(a => a.Username, StringComparer.Ordinal);
    }

    public IReadOnlyList<Account> People { get; }
    public IReadOnlyList<Account> Clients { get; }

    /// <summary>The person with this name, or null.</summary>
    public Account? Person(string username) => _people.GetValueOrDefault(username);

    /// <summary>The person with this name and password, or null.</summary>
    public Account? SignIn(string username, string password) => Check(_people.GetValueOrDefault(username), password);

    /// <summary>The machine client with this id and secret, or null.</summary>
    public Account? Client(string id, string secret) => Check(_clients.GetValueOrDefault(id), secret);

    private static Account? Check(Account? account, string password) =>
        (account?.Accepts(password) ?? Account.NobodyAccepts(password)) ? account : null;

    /// <exception cref="StartRefusedException">A file that is named, or needed in demo mode, cannot be read.</exception>
    public static AccountBook Load(IdentitySettings settings) => settings.Demo
        ? new AccountBook(ReadDemo(settings.CatalogFolder), [Integrator])
        : new AccountBook(
            settings.Accounts is { } people ? Read(people) : [],
            settings.Clients is { } clients ? Read(clients).Select(c => c with { Channel = c.Channel ?? "api" }) : []);

    /// <summary>The demo people of a catalogue, with passwords: one from the file, or <c>demo-</c> and the name.</summary>
    public static IEnumerable<Account> ReadDemo(string catalogFolder) =>
        Read(Path.Combine(catalogFolder, DemoFile))
            .Select(a => a with { Password = a.Password ?? DemoPassword(a.Username) });

    public static string DemoPassword(string username) => "demo-" + username;

    /// <summary>
    /// The demo's machine client: what it files is taken in by the district's service hall, and it speaks for every health
    /// institution of the demo. Elsewhere a client is told for which.
    /// </summary>
    private static Account Integrator { get; } = new()
    {
        Username = DemoClient,
        DisplayName = "对接系统 / Integrator",
        Roles = [Roles.Integrator],
        Unit = "DX-HALL",
        ActsFor = [Actor.EveryUnit],
        Channel = "api",
        Password = DemoClientSecret,
    };

    private static List<Account> Read(string file)
    {
        try
        {
            var accounts = JsonSerializer.Deserialize<List<Account>>(File.ReadAllBytes(file), Json) ?? [];
            return accounts.GroupBy(a => a.Username, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(g => g.Count() > 1) is { } twice
                ? throw Unreadable(file, $"{twice.Key} stands twice")
                : accounts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Unreadable(file, e is JsonException ? e.Message : e.GetType().Name);
        }
    }

    private static StartRefusedException Unreadable(string file, string why) => new(new LocalizedText(
        $"无法读取账号文件 {file}：{why}。", $"The accounts file {file} cannot be read: {why}."));
}
