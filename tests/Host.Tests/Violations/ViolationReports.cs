using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>Reports of violations for tests.</summary>
internal static class ViolationReports
{
    public const string CreditCode = "91110115MADX00019N";

    /// <summary>Exhaust gas above its limit; whose it is, is known only where a subject is named.</summary>
    public static JsonObject Body(string kind = "air-exceedance", bool known = true, bool person = false) => new()
    {
        ["kind"] = kind,
        ["subject"] = !known ? null
            : person ? new JsonObject { ["name"] = "张三丰", ["phone"] = "13800001234" }
            : new JsonObject { ["name"] = "沐阳印刷（演示）有限公司", ["creditCode"] = CreditCode },
        ["location"] = new JsonObject { ["longitude"] = 116.345, ["latitude"] = 39.73, ["address"] = "兴华大街1号" },
        ["evidence"] = new JsonArray(new JsonObject { ["description"] = "在线监测记录", ["point"] = "a34004.rtd", ["value"] = 180.5, ["limit"] = 75 }),
    };

    public static async Task<Guid> Violation(this District district, JsonObject? body = null) =>
        (await (await district.Integrator).Post("violations", body ?? Body(), Guid.NewGuid().ToString())).Expect(201)["id"].GetGuid();

    public static string Status(this Reply matter) => matter.Text("status");

    /// <summary>Uploads a small picture; its id and hash.</summary>
    public static async Task<(Guid Id, string Sha256)> Upload(this Client client, byte mark)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, mark];
        using var file = new ByteArrayContent(png);
        file.Headers.ContentType = new("image/png");
        using var form = new MultipartFormDataContent { { file, "file", $"photo-{mark}.png" } };
        var reply = (await client.Send(HttpMethod.Post, "attachments", form)).Expect(201);
        return (reply["id"].GetGuid(), reply.Text("sha256"));
    }
}
