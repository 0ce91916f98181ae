using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartCity.Host.Tests.Shared;

/// <summary>A demo account as the host lists it.</summary>
public sealed record Account(string Username, string Password, string DisplayName, string[] Roles, string Unit);

/// <summary>The people of a running host's district, and what they do together.</summary>
public sealed class District(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = address };
    private readonly ConcurrentDictionary<string, Lazy<Task<Client>>> _clients = new();
    private IReadOnlyList<Account>? _accounts;

    public Uri Address => address;

    public Client Anonymous => new(_http, null);

    public Task<Client> Integrator => _clients.GetOrAdd("", _ => new(async () => new Client(_http,
        await Token(("grant_type", "client_credentials"), ("client_id", "integrator"), ("client_secret", "integrator-secret"))))).Value;

    public Task<Client> Admin => As("admin");

    public Task<Client> As(string username) => _clients.GetOrAdd(username, _ => new(async () =>
    {
        var account = (await Accounts()).Single(a => a.Username == username);
        return new Client(_http, await Token(
            ("grant_type", "password"), ("username", username), ("password", account.Password)), account);
    })).Value;

    public async Task<IReadOnlyList<Account>> Accounts() => _accounts ??= (await Anonymous.Get("demo/accounts"))
        .Expect(200)["items"].Deserialize<Account[]>(JsonSerializerOptions.Web)!;

    /// <summary>Everybody who may do tasks of this role in this unit.</summary>
    public async Task<IReadOnlyList<Client>> Entitled(string role, string unit) =>
        await Task.WhenAll((await Accounts()).Where(a => a.Unit == unit && a.Roles.Contains(role)).Select(a => As(a.Username)));

    /// <summary>Signs everybody in anew, for tokens that a moved clock has ended.</summary>
    public void SignOut() => _clients.Clear();

    /// <summary>Moves the demo clock forward by this period, such as <c>P6D</c>.</summary>
    public async Task Advance(string period)
    {
        (await (await Admin).Post("demo/clock", new { advance = period })).Expect(200);
        SignOut();
    }

    /// <summary>The body of a sound application for this item, to be spoilt where a test wants it.</summary>
    public async Task<JsonObject> Application(string itemCode, params string[] without)
    {
        var item = (await (await Integrator).Get("approval-items/" + itemCode)).Expect(200);
        return new JsonObject
        {
            ["itemCode"] = itemCode,
            ["channel"] = "web",
            ["applicant"] = new JsonObject
            {
                ["type"] = "person",
                ["name"] = "张三",
                ["idNumber"] = "11010519491231002X",
                ["phone"] = "13800001234",
            },
            ["form"] = Client.Example(item["formSchema"]),
            ["materials"] = new JsonArray([.. item["materials"].EnumerateArray()
                .Where(m => m.GetProperty("required").GetBoolean() && !without.Contains(m.GetProperty("code").GetString()))
                .Select(m => new JsonObject { ["code"] = m.GetProperty("code").GetString() })]),
        };
    }

    /// <summary>Files a sound application over the network; its id.</summary>
    public async Task<Guid> File(string itemCode, params string[] without) => await File(await Integrator, itemCode, without);

    public async Task<Guid> File(Client by, string itemCode, params string[] without) =>
        (await by.Post("approvals", await Application(itemCode, without), Guid.NewGuid().ToString())).Expect(201)["id"].GetGuid();

    public async Task<Reply> Matter(Guid id) => (await (await Integrator).Get($"matters/{id}")).Expect(200);

    public async Task<IReadOnlyList<JsonElement>> Tasks(Guid id) => [.. (await Matter(id))["openTasks"].EnumerateArray()];

    /// <summary>The one open task of this code (and, in a joint review, of this unit).</summary>
    public async Task<JsonElement> OpenTask(Guid id, string code, string? unit = null)
    {
        var tasks = (await Tasks(id)).Where(t => t.Code() == code && (unit is null || t.Unit() == unit)).ToList();
        tasks.Count.ShouldBe(1, $"open tasks '{code}' of {unit ?? "any unit"}; open are {string.Join(", ", (await Tasks(id)).Select(t => t.Code()))}");
        return tasks[0];
    }

    /// <summary>Somebody entitled claims the task and completes it; the first who may. Changes spoil or fill the form.</summary>
    public async Task<Reply> Do(
        Guid id, string code, string? outcome = null, string? unit = null, string? by = null, Action<JsonObject>? form = null)
    {
        var task = await OpenTask(id, code, unit);
        return await Do(task, outcome, by, form);
    }

    public async Task<Reply> Do(JsonElement task, string? outcome = null, string? by = null, Action<JsonObject>? form = null)
    {
        var people = by is null ? await Entitled(task.Role(), task.Unit()) : [await As(by)];
        Reply? last = null;
        foreach (var person in people)
        {
            (await person.Post($"tasks/{task.Id()}/claim")).Expect(200);
            last = await person.Post($"tasks/{task.Id()}/complete", Completion(task, outcome, form), Guid.NewGuid().ToString());
            if (last.Status == 200 || by is not null) return last;
            (await person.Post($"tasks/{task.Id()}/release")).Expect(200);
        }
        return last ?? throw new InvalidOperationException($"Nobody is {task.Role()} in {task.Unit()}.");
    }

    /// <summary>The body that completes the task with this outcome, or the one that stands first.</summary>
    public static JsonObject Completion(JsonElement task, string? outcome = null, Action<JsonObject>? form = null)
    {
        var chosen = task.GetProperty("outcomes").EnumerateArray().First(o => outcome is null || o.Code() == outcome);
        var filled = Client.Example(chosen.GetProperty("formSchema"));
        form?.Invoke(filled);
        return new JsonObject { ["outcome"] = chosen.Code(), ["form"] = filled };
    }

    /// <summary>Carries the matter on by first outcomes until this task is open, or to its archive.</summary>
    public async Task<IReadOnlyList<string>> CarryTo(Guid id, string? code)
    {
        var done = new List<string>();
        for (var tasks = await Tasks(id); tasks.Count > 0 && tasks.All(t => t.Code() != code); tasks = await Tasks(id))
        {
            done.Count.ShouldBeLessThan(60, string.Join(", ", done));
            foreach (var task in tasks)
            {
                (await Do(task)).Expect(200);
                done.Add(task.Code());
            }
        }
        return done;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Token(params (string, string)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return (await Anonymous.Send(HttpMethod.Post, "/connect/token", form)).Expect(200).Text("access_token");
    }
}

/// <summary>The parts of a task as the API shows it.</summary>
internal static class TaskJson
{
    public static Guid Id(this JsonElement task) => task.GetProperty("id").GetGuid();

    public static string Code(this JsonElement task) => task.GetProperty("code").GetString()!;

    public static string Unit(this JsonElement task) => task.GetProperty("unit").GetString()!;

    public static string Role(this JsonElement task) => task.GetProperty("role").GetString()!;
}
