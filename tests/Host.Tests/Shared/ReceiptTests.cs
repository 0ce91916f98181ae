using System.Text.Json.Nodes;

namespace SmartCity.Host.Tests.Shared;

/// <summary>Receipts: a command sent again under its key is answered again, and done once.</summary>
public sealed class ReceiptTests(SharedHost host)
{
    private const int Sends = 100;
    private readonly District _district = host.District;

    [Fact]
    public async Task A_hundred_sends_of_one_application_make_one_matter_and_a_hundred_equal_answers()
    {
        var (integrator, key, name) = (await _district.Integrator, Key(), "百遍" + Key()[..8]);
        var body = await _district.Application("drainage-permit");
        body["applicant"]!["name"] = name;
        var text = body.ToJsonString();

        var replies = await Task.WhenAll(Enumerable.Range(0, Sends).Select(_ => integrator.Post("approvals", text, key)));

        var reply = replies.Distinct().ShouldHaveSingleItem().Expect(201);
        reply.ETag.ShouldNotBeNull();
        reply.Location.ShouldBe($"/api/v1/matters/{reply["id"].GetGuid()}");
        (await host.Host.Sql.Value<long>(
            $"select count(*) from ledger.mt_events where data #>> '{{applicant,name}}' = '{name}'")).ShouldBe(1);
        (await integrator.Post("approvals", text, key)).ShouldBe(reply);
    }

    [Fact]
    public async Task A_hundred_completions_of_one_task_move_the_matter_once()
    {
        var id = await _district.File("drainage-permit");
        var task = await _district.OpenTask(id, "materials-check");
        var clerk = await _district.As("hall-clerk-1");
        (await clerk.Post($"tasks/{task.Id()}/claim", key: Key())).Expect(200);
        var (body, key) = (District.Completion(task).ToJsonString(), Key());

        var replies = await Task.WhenAll(
            Enumerable.Range(0, Sends).Select(_ => clerk.Post($"tasks/{task.Id()}/complete", body, key)));

        var reply = replies.Distinct().ShouldHaveSingleItem().Expect(200);
        var matter = await _district.Matter(id);
        matter["version"].GetInt64().ShouldBe(reply["version"].GetInt64());
        (await _district.Tasks(id)).ShouldHaveSingleItem().Code().ShouldBe("first-check");
        (await clerk.Post($"tasks/{task.Id()}/complete", body, key)).ShouldBe(reply, "a done task's repeat");
        (await clerk.Post($"tasks/{task.Id()}/complete", body, Key())).Refused(404, "task.not-found");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_stores_nothing()
    {
        var (integrator, key) = (await _district.Integrator, Key());
        var body = await _district.Application("drainage-permit");
        var first = (await integrator.Post("approvals", body, key)).Expect(201);
        body["channel"] = "app";
        (await integrator.Post("approvals", body, key)).Refused(409, "request.idempotency-key-reused");
        (await integrator.Post($"approvals/{first["id"].GetGuid()}/withdraw", new { reason = "x" }, key))
            .Refused(409, "request.idempotency-key-reused");
        (await _district.Matter(first["id"].GetGuid()))["version"].GetInt64().ShouldBe(first["version"].GetInt64());
    }

    [Fact]
    public async Task At_once_the_same_key_with_different_bodies_lets_one_through()
    {
        var (integrator, key) = (await _district.Integrator, Key());
        var body = await _district.Application("drainage-permit");
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
        {
            var mine = (JsonObject)body.DeepClone();
            mine["applicant"]!["phone"] = $"1380000{i:0000}";
            return integrator.Post("approvals", mine, key);
        }));
        replies.Count(r => r.Status == 201).ShouldBe(1);
        foreach (var other in replies.Where(r => r.Status != 201)) other.Refused(409, "request.idempotency-key-reused");
    }

    [Fact]
    public async Task Senders_refused_under_one_key_stand_in_nobody_s_way()
    {
        var (integrator, key) = (await _district.Integrator, Key());
        var body = await _district.Application("drainage-permit");
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
        {
            var mine = (JsonObject)body.DeepClone();
            mine["itemCode"] = $"no-such-item-{i}";
            return integrator.Post("approvals", mine, key);
        }));
        foreach (var reply in replies) reply.Refused(422, "approval.item-unknown");
        (await integrator.Post("approvals", body, key)).Expect(201);
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        var key = Key();
        var body = await _district.Application("drainage-permit");
        var one = (await (await _district.Integrator).Post("approvals", body, key)).Expect(201);
        var other = (await (await _district.As("hall-clerk-2")).Post("approvals", body, key)).Expect(201);
        other["id"].GetGuid().ShouldNotBe(one["id"].GetGuid());
    }

    [Fact]
    public async Task A_refused_command_leaves_its_key_unused()
    {
        var (integrator, key) = (await _district.Integrator, Key());
        var body = await _district.Application("drainage-permit");
        var name = body["applicant"]!["name"]!.DeepClone();
        body["applicant"]!["name"] = "";
        (await integrator.Post("approvals", body, key)).Expect(422);
        body["applicant"]!["name"] = name;
        (await integrator.Post("approvals", body, key)).Expect(201);
    }

    private static string Key() => Guid.NewGuid().ToString("N");
}
