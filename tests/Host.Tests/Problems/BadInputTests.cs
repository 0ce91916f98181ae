using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Problems;

/// <summary>Whatever is sent, the answer is a problem document with a stable code, and nothing is stored.</summary>
public sealed class BadInputTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly District _district = host.District;

    /// <summary>What is done to a sound application, and how it is answered.</summary>
    public static TheoryData<string, int, string> Applications() => new()
    {
        { "not json", 400, "request.malformed-json" },
        { "cut off", 400, "request.malformed-json" },
        { "empty", 400, "" },
        { "null", 400, "request.empty-body" },
        { "an array", 400, "request.wrong-type" },
        { "a string", 400, "request.wrong-type" },
        { "number for text", 400, "request.wrong-type" },
        { "text for a list", 400, "request.wrong-type" },
        { "list for an object", 400, "request.wrong-type" },
        { "unknown field", 400, "request.unknown-field" },
        { "unknown field below", 400, "request.unknown-field" },
        { "twice the same field", 400, "request.duplicate-field" },
        { "nested deeply", 400, "request.too-deep" },
        { "two megabytes", 413, "request.too-large" },
        { "bad attachment id", 400, "request.wrong-type" },
        { "no applicant", 422, "request.missing-field" },
        { "null applicant", 422, "request.missing-field" },
        { "null material", 422, "" },
        { "unknown item", 422, "approval.item-unknown" },
        { "unknown channel", 422, "" },
        { "bad checksum of the resident number", 422, "approval.applicant-invalid" },
        { "impossible birthday", 422, "approval.applicant-invalid" },
        { "bad checksum of the credit code", 422, "approval.applicant-invalid" },
        { "unknown material", 422, "approval.material-unknown" },
        { "material twice", 422, "approval.material-unknown" },
        { "letters as phone", 422, "" },
        { "name of a thousand letters", 422, "" },
        { "zero byte in the name", 400, "request.unstorable-text" },
        { "lone surrogate in the name", 400, "" },
        { "form without a field", 422, "" },
        { "form with an unknown field", 422, "" },
        { "form of text", 422, "" },
        { "form of a wrong type", 422, "" },
        { "wrong content type", 415, "request.unsupported-media-type" },
        { "no content type", 415, "request.unsupported-media-type" },
        { "key of 201 letters", 400, "request.idempotency-key-too-long" },
        { "empty key", 400, "request.idempotency-key-unreadable" },
    };

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task A_bad_application_is_refused_and_leaves_nothing(string what, int status, string code)
    {
        var integrator = await _district.Integrator;
        var body = await _district.Application("drainage-permit");
        var (text, type, key) = Spoil(what, body);
        using var content = new ByteArrayContent(text);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var before = await Stored();
        var clock = Stopwatch.StartNew();
        var reply = await integrator.Send(HttpMethod.Post, "approvals", content, key);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {reply.Status} in {clock.ElapsedMilliseconds} ms: {reply.Body}");
        IsProblem(reply, status, code);
        (await Stored()).ShouldBe(before, "nothing is stored");
    }

    [Theory]
    [InlineData("GET", "matters/not-a-guid", 404, null)]
    [InlineData("GET", "matters?limit=0", 400, "request.limit-out-of-range")]
    [InlineData("GET", "matters?limit=201", 400, "request.limit-out-of-range")]
    [InlineData("GET", "matters?limit=-1", 400, "request.limit-out-of-range")]
    [InlineData("GET", "matters?limit=many", 400, null)]
    [InlineData("GET", "matters?limit=99999999999", 400, null)]
    [InlineData("GET", "matters?cursor=garbage", 400, "request.bad-cursor")]
    [InlineData("GET", "matters?cursor=%00", 400, "request.unstorable-text")]
    [InlineData("GET", "tasks?cursor=Z2FyYmFnZQ", 400, "request.bad-cursor")]
    [InlineData("GET", "matters?overdue=perhaps", 400, null)]
    [InlineData("GET", "matters?q=%00", 400, "request.unstorable-text")]
    [InlineData("GET", "matters?q=%27%3Bdrop%20table%20x--", 200, null)]
    [InlineData("GET", "matters/00000000-0000-0000-0000-000000000000", 404, "matter.not-found")]
    [InlineData("GET", "matters/00000000-0000-0000-0000-000000000000?asOf=0000", 400, "request.bad-time")]
    [InlineData("GET", "matters/00000000-0000-0000-0000-000000000000?asOf=2026-01-01", 400, "request.bad-time")]
    [InlineData("GET", "matters/00000000-0000-0000-0000-000000000000?version=x", 400, null)]
    [InlineData("GET", "matters/00000000-0000-0000-0000-000000000000?version=-3", 400, "request.bad-version")]
    [InlineData("GET", "approval-items/no-such-item", 404, "approval-item.not-found")]
    [InlineData("GET", "no-such-thing", 404, null)]
    [InlineData("DELETE", "matters", 405, null)]
    [InlineData("PUT", "approvals", 405, null)]
    public async Task A_bad_question_is_answered_plainly(string method, string path, int status, string? code)
    {
        var before = await Stored();
        var reply = await (await _district.Integrator).Send(new(method), path, null);
        if (path.StartsWith("tasks?", StringComparison.Ordinal)) reply = await (await _district.As("hall-clerk-1")).Get(path);
        if (status == 200) reply.Expect(200);
        else IsProblem(reply, status, code ?? "");
        (await Stored()).ShouldBe(before);
    }

    [Fact]
    public async Task Bad_completions_of_a_task_leave_it_as_it_was()
    {
        var task = await _district.OpenTask(await _district.File("drainage-permit"), "materials-check");
        var clerk = await _district.As("hall-clerk-1");
        (await clerk.Post($"tasks/{task.Id()}/claim")).Expect(200);
        var before = await Stored();
        foreach (var (body, status) in ((string, int)[])
        [
            ("{}", 422), ("[]", 400), ("{\"outcome\":1}", 400), ("{\"outcome\":\"invented\",\"form\":{}}", 422),
            ("{\"outcome\":\"complete\"}", 422), ("{\"outcome\":\"complete\",\"form\":[]}", 422),
            ("{\"outcome\":\"complete\",\"form\":{\"originalsSeen\":\"yes\"}}", 422),
            ("{\"outcome\":\"complete\",\"form\":{\"originalsSeen\":true,\"hacked\":1}}", 422),
            ("{\"outcome\":\"complete\",\"form\":{\"originalsSeen\":true},\"actor\":\"admin\"}", 400),
            ("{\"outcome\":null,\"form\":{}}", 422), ("{\"outcome\":\"\",\"form\":{}}", 422),
            ("{\"outcome\":\"incomplete\",\"form\":{\"missing\":\"identity\",\"explanation\":\"x\"}}", 422),
        ])
        {
            var reply = await clerk.Post($"tasks/{task.Id()}/complete", body, Guid.NewGuid().ToString());
            reply.Status.ShouldBe(status, body + " → " + reply.Body);
            reply.MediaType.ShouldBe("application/problem+json", body);
            reply.Code.ShouldNotBeNullOrEmpty();
        }
        (await clerk.Post($"tasks/{Guid.NewGuid()}/claim")).Refused(404, "task.not-found");
        (await clerk.Post("tasks/no-guid/claim")).Expect(404);
        (await Stored()).ShouldBe(before);
    }

    private static void IsProblem(Reply reply, int status, string code)
    {
        reply.Status.ShouldBe(status, reply.Body);
        reply.MediaType.ShouldBe("application/problem+json", reply.Body);
        if (code.Length > 0) reply.Code.ShouldBe(code, reply.Body);
        else reply.Code.ShouldNotBeNullOrEmpty();
        reply.Json.TryGetProperty("title", out _).ShouldBeTrue(reply.Body);
        reply.Body.ShouldNotContain("   at ");
        reply.Body.ShouldNotContain("Exception");
    }

    private async Task<string> Stored() => string.Join(' ', await host.Host.Sql.Rows(
        """
        select (select count(*) from ledger.mt_events), (select count(*) from ledger.mt_streams), (select count(*) from desk.receipts),
               (select count(*) from read.matters), (select count(*) from read.tasks), (select sum(last) from desk.number_series)
        """));

    private static (byte[] Body, string? ContentType, string? Key) Spoil(string what, JsonObject body)
    {
        var applicant = body["applicant"]!.AsObject();
        var (type, key, text) = ("application/json", Guid.NewGuid().ToString(), (string?)null);
        switch (what)
        {
            case "not json": text = "itemCode=drainage-permit"; break;
            case "cut off": text = body.ToJsonString()[..^20]; break;
            case "empty": text = ""; break;
            case "null": text = "null"; break;
            case "an array": text = $"[{body.ToJsonString()}]"; break;
            case "a string": text = "\"drainage-permit\""; break;
            case "number for text": body["itemCode"] = 7; break;
            case "text for a list": body["materials"] = "identity"; break;
            case "list for an object": body["applicant"] = new JsonArray(); break;
            case "unknown field": body["status"] = "granted"; break;
            case "unknown field below": applicant["rank"] = 1; break;
            case "twice the same field": text = body.ToJsonString()[..^1] + ",\"channel\":\"app\"}"; break;
            case "nested deeply":
                text = body.ToJsonString()[..^1] + ",\"form\":" + string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1"
                    + new string('}', 200) + "}";
                body.Remove("form");
                text = body.ToJsonString()[..^1] + text[text.IndexOf(",\"form\":{\"a\"", StringComparison.Ordinal)..];
                break;
            case "two megabytes": applicant["name"] = new string('x', 2_000_000); break;
            case "bad attachment id": body["materials"]![0]!["attachmentId"] = "not-a-guid"; break;
            case "no applicant": body.Remove("applicant"); break;
            case "null applicant": body["applicant"] = null; break;
            case "null material": body["materials"]!.AsArray().Add(null); break;
            case "unknown item": body["itemCode"] = "no-such-item"; break;
            case "unknown channel": body["channel"] = "pigeon"; break;
            case "bad checksum of the resident number": applicant["idNumber"] = "110105194912310021"; break;
            case "impossible birthday": applicant["idNumber"] = "110105194913310021"; break;
            case "bad checksum of the credit code":
                (applicant["type"], applicant["idNumber"]) = ("organisation", "91110000600037341A"); break;
            case "unknown material": body["materials"]!.AsArray().Add(new JsonObject { ["code"] = "gold" }); break;
            case "material twice": body["materials"]!.AsArray().Add(body["materials"]![0]!.DeepClone()); break;
            case "letters as phone": applicant["phone"] = "call me"; break;
            case "name of a thousand letters": applicant["name"] = new string('张', 1000); break;
            case "zero byte in the name": applicant["name"] = "张\0三"; break;
            case "lone surrogate in the name": text = body.ToJsonString().Replace("\"name\":\"", "\"name\":\"\\ud800", StringComparison.Ordinal); break;
            case "form without a field": body["form"] = new JsonObject(); break;
            case "form with an unknown field": body["form"]!["extra"] = 1; break;
            case "form of text": body["form"] = "all is well"; break;
            case "form of a wrong type":
                foreach (var field in body["form"]!.AsObject().Select(f => f.Key).ToList()) body["form"]![field] = new JsonObject();
                break;
            case "wrong content type": type = "text/plain"; break;
            case "no content type": type = null; break;
            case "key of 201 letters": key = new string('k', 201); break;
            case "empty key": key = ""; break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
        return (Encoding.UTF8.GetBytes(text ?? body.ToJsonString()), type, key);
    }
}
