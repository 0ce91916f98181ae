using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals;

/// <summary>Referrals for tests, each of a patient of its own unless one is named.</summary>
internal static class ReferralOrders
{
    private static int _patients;

    /// <summary>A centre refers up to the hospital.</summary>
    public static JsonObject Up(string? idNumber = null, string urgency = "routine") => new()
    {
        ["direction"] = "up",
        ["patient"] = Patient(idNumber),
        ["fromInstitution"] = "DX-SQ-01",
        ["toInstitution"] = "DX-YY-01",
        ["department"] = "cardiology",
        ["reason"] = "反复胸闷一周，社区处理后未缓解",
        ["diagnosis"] = new JsonObject { ["code"] = "I20.9", ["display"] = "心绞痛" },
        ["urgency"] = urgency,
    };

    /// <summary>The hospital sends back to the centre, with visits after so many days.</summary>
    public static JsonObject Down(string? idNumber = null) => new()
    {
        ["direction"] = "down",
        ["patient"] = Patient(idNumber),
        ["fromInstitution"] = "DX-YY-01",
        ["toInstitution"] = "DX-SQ-01",
        ["department"] = "rehabilitation",
        ["reason"] = "病情稳定，转社区康复",
        ["diagnosis"] = new JsonObject { ["code"] = "I63.900", ["display"] = "脑梗死" },
        ["urgency"] = "routine",
        ["summary"] = "住院十二日，溶栓后恢复良好",
        ["plan"] = "肢体功能训练，每周三次",
    };

    /// <summary>A sound resident identity number that no other test of this run uses.</summary>
    public static string NewIdNumber()
    {
        var serial = Interlocked.Increment(ref _patients);
        var first = $"110115{1940 + serial / 8000 % 60}{1 + serial / 800 % 9:00}{1 + serial / 900 % 28:00}{serial % 900 + 100:000}";
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return first + "10X98765432"[first.Select((digit, at) => (digit - '0') * weights[at]).Sum() % 11];
    }

    public static async Task<Guid> Refer(this District district, JsonObject? body = null, string by = "sq1-doctor-1") =>
        (await (await district.As(by)).Post("referrals", body ?? Up(), Guid.NewGuid().ToString())).Expect(201)["id"].GetGuid();

    public static Task<Guid> ReferDown(this District district, JsonObject? body = null) => district.Refer(body ?? Down(), "yy1-doctor-1");

    /// <summary>The matter as somebody of one of the two institutions sees it.</summary>
    public static async Task<Reply> Referral(this District district, Guid id, string by = "sq1-doctor-1") =>
        (await (await district.As(by)).Get($"matters/{id}")).Expect(200);

    public static async Task<string> Status(this District district, Guid id) => (await district.Matter(id)).Text("status");

    private static JsonObject Patient(string? idNumber)
    {
        var number = idNumber ?? NewIdNumber();
        return new()
        {
            ["name"] = "欧阳修文",
            ["idNumber"] = number,
            ["birthDate"] = $"{number[6..10]}-{number[10..12]}-{number[12..14]}",
            ["sex"] = "male",
            ["phone"] = "13800001234",
            ["address"] = "兴华大街二段3号",
        };
    }
}
