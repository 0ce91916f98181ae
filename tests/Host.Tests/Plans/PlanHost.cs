using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;

namespace SmartCity.Host.Tests.Plans;

/// <summary>The plan of a running host, over the network.</summary>
internal static class PlanHost
{
    public const string Lead = "wjw-officer-1", Supervisor = "supervisor-1";

    public static string At(this Reply answer) => Uri.EscapeDataString(answer.Text("at"));

    public static IReadOnlyList<JsonElement> Items(this Reply answer) => [.. answer["items"].EnumerateArray()];

    public static async Task<Reply> Plan(this District district, string query = "") =>
        (await (await district.As(Lead)).Get("plan/initiatives?limit=200" + query)).Expect(200);

    public static async Task<Reply> Initiative(this District district, string number, string? asOf = null) =>
        (await (await district.As(Lead)).Get($"plan/initiatives/{Uri.EscapeDataString(number)}" + (asOf is null ? "" : $"?asOf={asOf}"))).Expect(200);

    public static async Task<Reply> Act(this District district, string by, string path, object body, long? version = null) =>
        await (await district.As(by)).Post("plan/initiatives/" + path, body, Guid.NewGuid().ToString(), version);

    public static async Task<Reply> Indicators(this District district, string? asOf = null) =>
        (await (await district.As(Lead)).Get("plan/indicators" + (asOf is null ? "" : $"?asOf={asOf}"))).Expect(200);

    public static JsonElement Indicator(this Reply indicators, string code) =>
        indicators.Items().Single(item => item.GetProperty("code").GetString() == code);

    /// <summary>A small picture of the account's own.</summary>
    public static async Task<Guid> Paper(this District district, string by, byte mark) => (await (await district.As(by)).Upload(mark)).Id;

    /// <summary>The list waits for the follower: until it says so.</summary>
    public static async Task<Reply> Until(Func<Task<Reply>> ask, Func<Reply, bool> holds)
    {
        for (var end = DateTime.UtcNow.AddSeconds(20); ; await Task.Delay(100))
        {
            var answer = await ask();
            if (holds(answer)) return answer;
            DateTime.UtcNow.ShouldBeLessThan(end, answer.Body);
        }
    }
}
