using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>Each has its name, and nothing of it is stored.</summary>
public sealed class BadInputTests(SharedHost host)
{
    private readonly District _district = host.District;

    public static TheoryData<string, string, int, string> Spoilt => new()
    {
        { "location.longitude", "2.35", 422, "grid-case.outside-district" },
        { "location.longitude", "200", 422, "grid-case.coordinate-invalid" },
        { "location.latitude", "\"39度\"", 422, "grid-case.coordinate-invalid" },
        { "location.latitude", "null", 422, "grid-case.coordinate-invalid" },
        { "kind", "\"event-99999\"", 422, "grid-case.kind-unknown" },
        { "channel", "\"pigeon\"", 422, "grid-case.channel-unknown" },
        { "title", "\" \"", 422, "grid-case.answer-required" },
        { "reportedAt", "\"2999-01-01T00:00:00+08:00\"", 422, "grid-case.in-the-future" },
        { "reportedAt", "\"2020-01-01T00:00:00+08:00\"", 422, "request.invalid-fields" },
        { "location.latitude", "89.9999999", 422, "grid-case.outside-district" },
        { "patrolShift", "\"019aa000-0000-7000-8000-00000000c0aa\"", 422, "grid-case.shift-unknown" },
        { "photos", "[\"019aa000-0000-7000-8000-00000000c0aa\"]", 422, "grid-case.attachment-unknown" },
        { "emergencyLevel", "7", 422, "request.invalid-fields" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task What_makes_no_sense_is_refused_by_name(string field, string value, int status, string code)
    {
        var body = CaseReports.Refuse();
        body["title"] = "拒绝样本 " + Guid.NewGuid();
        var (owner, name) = field.Split('.') is [var outer, var inner] ? ((JsonObject)body[outer]!, inner) : (body, field);
        owner[name] = JsonNode.Parse(value);

        (await (await _district.Integrator).Post("grid-cases", body)).Refused(status, code);
        (await host.Host.Sql.Value<long>($"select count(*) from read.matters where title_zh = '{body["title"]}'")).ShouldBe(0);
    }

    [Fact]
    public async Task When_it_was_seen_is_shown_with_the_case()
    {
        var seen = DateTimeOffset.UtcNow.AddHours(-30);
        var body = CaseReports.Refuse();
        body["reportedAt"] = seen.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var id = await _district.Report(body);
        (await _district.Matter(id))["facts"].GetProperty("reportedAt").GetDateTimeOffset().ShouldBe(seen, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_photo_is_a_picture()
    {
        var integrator = await _district.Integrator;
        var body = CaseReports.Refuse();
        body["photos"] = new JsonArray((await Upload(integrator, "%PDF-1.7\n%%EOF", "a.pdf", "application/pdf")).Expect(201)["id"].GetString());

        (await integrator.Post("grid-cases", body)).Refused(422, "grid-case.photo-invalid");
        (await Upload(integrator, "%PDF-1.7\n%%EOF", "a.png", "image/png")).Refused(422, "attachment.type-mismatch");
        (await Upload(integrator, "MZ", "a.png", "image/png")).Refused(422, "attachment.type-not-allowed");
    }

    [Fact]
    public async Task A_photo_that_a_form_names_is_looked_at_as_well()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "handling");

        (await _district.Do(id, "handling", form: f => f["photosAfter"] = new JsonArray("019aa000-0000-7000-8000-00000000c0aa")))
            .Refused(422, "grid-case.attachment-unknown");
    }

    [Fact]
    public async Task Of_two_dispatchers_at_once_one_wins_and_the_other_sees_who()
    {
        var id = await _district.Report();
        var task = await _district.OpenTask(id, "intake");
        var both = new[] { await _district.As("centre-dispatcher-1"), await _district.As("centre-dispatcher-2") };

        var replies = await Task.WhenAll(both.Select(d => d.Post($"tasks/{task.Id()}/claim", version: task.GetProperty("version").GetInt64())));
        replies.Select(r => r.Status).ShouldBe([200, 412], ignoreOrder: true, string.Join('\n', replies.Select(r => r.Body)));
        var winner = both[replies[0].Status == 200 ? 0 : 1];
        (await _district.OpenTask(id, "intake")).GetProperty("claimedBy").GetString().ShouldBe(winner.Account.Username);
        (await both.Single(d => d != winner).Post($"tasks/{task.Id()}/claim")).Refused(409, "task.already-claimed");
    }

    private static Task<Reply> Upload(Client by, string content, string name, string type)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.ASCII.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(file, "file", name);
        return by.Send(HttpMethod.Post, "attachments", form);
    }
}
