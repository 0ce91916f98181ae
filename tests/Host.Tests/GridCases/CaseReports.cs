using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>Reports of cases, to be spoilt where a test wants it, each at a place of its own so that none is a duplicate.</summary>
internal static class CaseReports
{
    private static int _places;

    /// <summary>暴露垃圾, by the hotline, from somebody who can be called back.</summary>
    public static JsonObject Refuse(string channel = "hotline", bool anonymous = false, string? kind = "event-06010")
    {
        var place = Interlocked.Increment(ref _places);
        return new JsonObject
        {
            ["kind"] = kind,
            ["channel"] = channel,
            ["title"] = "路边垃圾",
            ["description"] = "路边堆放垃圾，三天未清。",
            // About 550 m from one to the next, inside the district.
            ["location"] = new JsonObject
            {
                ["longitude"] = 116.30 + place % 20 * 0.0065,
                ["latitude"] = 39.62 + place / 20 * 0.005,
                ["address"] = "黄村西大街",
            },
            ["reporter"] = anonymous ? null : new JsonObject { ["name"] = "张三", ["phone"] = "13800001234" },
        };
    }

    public static async Task<Guid> Report(this District district, JsonObject? body = null) =>
        (await (await district.Integrator).Post("grid-cases", body ?? Refuse(), Guid.NewGuid().ToString())).Expect(201)["id"].GetGuid();

    /// <summary>An officer of the unit that has it, and its code.</summary>
    public static async Task<Client> Officer(this District district, Guid id)
    {
        var unit = (await district.Matter(id))["facts"].GetProperty("handlingUnit").GetString()!;
        return (await district.Entitled("officer", unit))[0];
    }

    public static string Status(this Reply matter) => matter.Text("status");
}
