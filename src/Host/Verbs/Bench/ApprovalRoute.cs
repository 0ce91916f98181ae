using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>One task of an approval: whose it is, and the body that completes it.</summary>
internal sealed record RouteStep(string Code, string Token, string Body);

/// <summary>
/// The way of one catalogue item from filing to the archive, learnt by walking it once: what to send, and as whom.
/// </summary>
internal sealed class ApprovalRoute(string applicant, string application, IReadOnlyList<RouteStep> steps)
{
    private const string Item = "drainage-permit";

    public IReadOnlyList<RouteStep> Steps => steps;

    public string Applicant => applicant;

    public byte[] File() => HttpWire.Post("/api/v1/approvals", applicant, Guid.NewGuid().ToString(), application);

    public byte[] Look(Guid matter) => HttpWire.Get($"/api/v1/matters/{matter}", applicant);

    public byte[] Claim(int step, Guid task) =>
        HttpWire.Post($"/api/v1/tasks/{task}/claim", steps[step].Token, Guid.NewGuid().ToString());

    public byte[] Complete(int step, Guid task) =>
        HttpWire.Post($"/api/v1/tasks/{task}/complete", steps[step].Token, Guid.NewGuid().ToString(), steps[step].Body);

    public static async Task<ApprovalRoute> Learn(Uri url)
    {
        using var http = new HttpClient { BaseAddress = url };
        var applicant = await People.Integrator(http);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", applicant);
        var people = await People.Meet(http);
        var item = (await http.GetFromJsonAsync<JsonObject>($"/api/v1/approval-items/{Item}"))!;
        var application = new JsonObject
        {
            ["itemCode"] = Item,
            ["channel"] = "web",
            ["applicant"] = new JsonObject
            {
                ["type"] = "person", ["name"] = "张三", ["idNumber"] = "11010519491231002X", ["phone"] = "13800001234",
            },
            ["form"] = Example(item["formSchema"]!),
            ["materials"] = new JsonArray([.. item["materials"]!.AsArray().Where(m => (bool)m!["required"]!)
                .Select(m => new JsonObject { ["code"] = (string)m!["code"]! })]),
        }.ToJsonString();

        using var wire = await HttpWire.Open(url);
        var filed = JsonNode.Parse(await wire.Send(new ApprovalRoute(applicant, application, []).File()))!;
        var steps = new List<RouteStep>();
        var route = new ApprovalRoute(applicant, application, steps);
        while (true)
        {
            var matter = JsonNode.Parse(await wire.Send(route.Look((Guid)filed["id"]!)))!;
            if (matter["openTasks"] is not JsonArray { Count: > 0 } open) return route;
            var task = open[0]!;
            var token = await people.Token((string)task["role"]!, (string)task["unit"]!);
            var outcome = task["outcomes"]![0]!;
            var body = new JsonObject { ["outcome"] = (string)outcome["code"]!, ["form"] = Example(outcome["formSchema"]!) };
            steps.Add(new((string)task["code"]!, token, body.ToJsonString()));
            var id = (Guid)task["id"]!;
            await wire.Send(route.Claim(steps.Count - 1, id));
            await wire.Send(route.Complete(steps.Count - 1, id));
        }
    }

    /// <summary>A form filled with the examples of its schema.</summary>
    private static JsonObject Example(JsonNode schema) => new((schema["properties"]?.AsObject() ?? [])
        .Where(p => p.Value?["examples"] is JsonArray { Count: > 0 })
        .Select(p => KeyValuePair.Create(p.Key, p.Value!["examples"]![0]?.DeepClone())));
}
