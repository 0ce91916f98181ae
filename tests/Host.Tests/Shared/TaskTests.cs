namespace SmartCity.Host.Tests.Shared;

/// <summary>Tasks among colleagues, and before the eyes of another town.</summary>
public sealed class TaskTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Of_two_clerks_claiming_at_once_one_wins_and_the_other_is_told()
    {
        var (one, other) = (await _district.As("hall-clerk-1"), await _district.As("hall-clerk-2"));
        for (var round = 0; round < 10; round++)
        {
            var task = await _district.OpenTask(await _district.File("drainage-permit"), "materials-check");
            var replies = await Task.WhenAll(one.Post($"tasks/{task.Id()}/claim"), other.Post($"tasks/{task.Id()}/claim"));
            replies.Count(r => r.Status == 200).ShouldBe(1);
            replies.Single(r => r.Status != 200).Refused(409, "task.already-claimed");
            var winner = replies[0].Status == 200 ? "hall-clerk-1" : "hall-clerk-2";
            (await _district.OpenTask(task.GetProperty("matterId").GetGuid(), "materials-check"))
                .GetProperty("claimedBy").GetString().ShouldBe(winner);
        }
    }

    [Fact]
    public async Task A_task_that_changed_since_it_was_seen_is_stale()
    {
        var task = await _district.OpenTask(await _district.File("drainage-permit"), "materials-check");
        var (clerk, seen) = (await _district.As("hall-clerk-1"), task.GetProperty("version").GetInt64());
        var claimed = (await clerk.Post($"tasks/{task.Id()}/claim", version: seen)).Expect(200);
        (await clerk.Post($"tasks/{task.Id()}/release", version: seen)).Refused(412, "request.stale-version");
        (await clerk.Post($"tasks/{task.Id()}/complete", District.Completion(task), version: seen)).Expect(412);
        var now = claimed["version"].GetInt64();
        claimed.ETag.ShouldBe($"\"{now}\"");
        (await clerk.Post($"tasks/{task.Id()}/complete", District.Completion(task), version: now)).Expect(200);
    }

    [Fact]
    public async Task An_act_on_a_matter_that_moved_on_is_stale()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "decision");
        var approver = await _district.As("swj-approver");
        var version = (await _district.Matter(id))["version"].GetInt64();
        var body = new { by = "5 working-days", reason = "需补充论证" };
        (await approver.Post($"approvals/{id}/extend", body, version: version - 1)).Expect(412);
        (await approver.Post($"approvals/{id}/extend", body, version: version)).Expect(200);
    }

    [Fact]
    public async Task A_task_goes_from_hand_to_hand()
    {
        var task = await _district.OpenTask(await _district.File("drainage-permit"), "materials-check");
        var (one, two, three) =
            (await _district.As("hall-clerk-1"), await _district.As("hall-clerk-2"), await _district.As("hall-clerk-3"));
        var body = District.Completion(task);
        (await one.Post($"tasks/{task.Id()}/complete", body)).Refused(409, "task.not-claimed-by-you");
        (await one.Post($"tasks/{task.Id()}/claim")).Expect(200);
        (await one.Post($"tasks/{task.Id()}/claim")).Expect(200);
        (await two.Post($"tasks/{task.Id()}/complete", body)).Refused(409, "task.not-claimed-by-you");
        (await two.Post($"tasks/{task.Id()}/release")).Refused(409, "task.not-claimed-by-you");
        (await one.Post($"tasks/{task.Id()}/delegate", new { to = "swj-officer-1" })).Refused(409, "task.delegate-not-entitled");
        (await one.Post($"tasks/{task.Id()}/delegate", new { to = "nobody" })).Refused(409, "task.delegate-not-entitled");
        (await one.Post($"tasks/{task.Id()}/delegate", new { to = "hall-clerk-2" })).Expect(200);
        (await one.Post($"tasks/{task.Id()}/complete", body)).Refused(409, "task.not-claimed-by-you");
        (await two.Post($"tasks/{task.Id()}/release")).Expect(200);
        (await three.Post($"tasks/{task.Id()}/claim")).Expect(200);
        (await three.Post($"tasks/{task.Id()}/complete", body)).Expect(200);
    }

    [Fact]
    public async Task To_a_clerk_of_another_town_the_matter_is_not_there()
    {
        var (ours, theirs) = (await _district.As("panggezhuang-clerk-1"), await _district.As("yufa-clerk-1"));
        var id = await _district.File(ours, "drainage-permit");
        (await ours.Get($"matters/{id}")).Expect(200).Text("intakeUnit").ShouldBe("110115108");
        var task = await _district.OpenTask(id, "materials-check");
        (await ours.Get($"tasks/{task.Id()}")).Expect(200);

        (await theirs.Get($"matters/{id}")).Refused(404, "matter.not-found");
        (await theirs.Get($"matters/{id}?version=1")).Refused(404, "matter.not-found");
        (await theirs.Get($"matters/{id}/timeline")).Refused(404, "matter.not-found");
        (await theirs.Get($"matters/{id}/diagram")).Refused(404, "matter.not-found");
        (await theirs.Get($"tasks/{task.Id()}")).Refused(404, "task.not-found");
        (await theirs.Post($"tasks/{task.Id()}/claim")).Refused(404, "task.not-found");
        (await theirs.Post($"tasks/{task.Id()}/release")).Refused(404, "task.not-found");
        (await theirs.Post($"tasks/{task.Id()}/delegate", new { to = "yufa-clerk-2" })).Refused(404, "task.not-found");
        (await theirs.Post($"tasks/{task.Id()}/complete", District.Completion(task))).Refused(404, "task.not-found");
        (await theirs.Post($"approvals/{id}/withdraw", new { reason = "x" })).Refused(404, "approval.not-found");
        (await theirs.Post($"approvals/{id}/materials", new { materials = Array.Empty<object>() })).Refused(404, "approval.not-found");
        (await theirs.Post($"matters/{id}/rating", new { level = 5 })).Refused(404, "matter.not-found");

        var number = (await _district.Matter(id)).Text("number");
        (await ours.Get($"matters?q={number}"))["items"].GetArrayLength().ShouldBe(1);
        (await theirs.Get($"matters?q={number}"))["items"].GetArrayLength().ShouldBe(0);
        (await theirs.Get("tasks?limit=200")).Body.ShouldNotContain(id.ToString());
    }

    [Fact]
    public async Task What_is_not_there_is_answered_like_what_is_another_town_s()
    {
        var theirs = await _district.As("yufa-clerk-1");
        var hidden = await _district.File(await _district.As("panggezhuang-clerk-1"), "drainage-permit");
        static string But(Reply reply, Guid id) => reply.Body.Replace(id.ToString(), "ID", StringComparison.Ordinal);
        var nowhere = Guid.CreateVersion7();
        var (a, b) = (await theirs.Get($"matters/{hidden}"), await theirs.Get($"matters/{nowhere}"));
        a.Status.ShouldBe(b.Status);
        Stable(But(a, hidden)).ShouldBe(Stable(But(b, nowhere)));
    }

    [Fact]
    public async Task The_wrong_role_in_the_right_unit_may_see_but_not_do()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        var task = await _district.OpenTask(id, "first-check");
        var reviewer = await _district.As("swj-reviewer-1");
        (await reviewer.Get($"matters/{id}")).Expect(200);
        (await reviewer.Post($"tasks/{task.Id()}/claim")).Refused(403, "task.wrong-role");
    }

    /// <summary>A problem without the id of its request.</summary>
    private static string Stable(string body) =>
        System.Text.RegularExpressions.Regex.Replace(body, "\"(traceId|requestId|instance)\":\"[^\"]*\",?", "");
}
