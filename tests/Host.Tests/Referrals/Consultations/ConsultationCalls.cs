using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Consultations;

/// <summary>Requests of consultations for tests.</summary>
internal static class ConsultationCalls
{
    public const string Hospital = "DX-YY-01", Centre = "DX-SQ-01", Name = "欧阳秋棠", Phone = "13955550123", IdNumber = "11010519491231002X",
        Question = "血钾偏低是否调整用药", Summary = "反复乏力三个月";

    public static JsonObject Body(string form = "teleconsultation", string urgency = "routine", string? to = null) => new()
    {
        ["form"] = form,
        ["urgency"] = urgency,
        ["modality"] = form == "remote-diagnosis" ? "imaging" : null,
        ["toInstitution"] = to ?? Hospital,
        ["patient"] = new JsonObject
        {
            ["name"] = Name, ["idNumber"] = IdNumber, ["birthDate"] = "1949-12-31", ["sex"] = "female", ["phone"] = Phone,
        },
        ["question"] = Question,
        ["summary"] = Summary,
    };

    public static async Task<Reply> Ask(this District district, JsonObject? body = null, string by = "sq1-doctor-1") =>
        await (await district.As(by)).Post("consultations", body ?? Body(), Guid.NewGuid().ToString());

    public static async Task<Guid> Consultation(this District district, JsonObject? body = null, string by = "sq1-doctor-1") =>
        (await district.Ask(body, by)).Expect(201)["id"].GetGuid();

    public static async Task<string> Status(this District district, Guid id) => (await district.Matter(id)).Text("status");
}
