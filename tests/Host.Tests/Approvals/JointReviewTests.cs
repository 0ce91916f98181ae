using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals;

/// <summary>Joint review: three departments at once, rework in one of them, one join.</summary>
public sealed class JointReviewTests(SharedHost host)
{
    private const string Traffic = "DX-JTZD", Fire = "DX-XFZD", Health = "DX-WJW", Lead = "DX-GAFJ";
    private readonly District _district = host.District;

    [Fact]
    public async Task One_department_sends_its_part_back_twice_while_another_agrees_and_the_third_waits()
    {
        var id = await UnderReview();
        var waiting = (await _district.OpenTask(id, "department-review", Health)).Id();
        (await _district.Do(id, "department-review", "agree", Fire)).Expect(200);
        for (var round = 0; round < 2; round++)
        {
            (await _district.Do(id, "department-review", "return", Traffic)).Expect(200);
            (await Open(id)).ShouldBe([$"department-review {Health}", $"review-correction {Lead}"]);
            (await _district.OpenTask(id, "review-correction")).GetProperty("instance").GetString().ShouldBe(Traffic);
            (await _district.Do(id, "review-correction")).Expect(200);
            (await Open(id)).ShouldBe([$"department-review {Traffic}", $"department-review {Health}"], ignoreOrder: true);
        }
        (await _district.OpenTask(id, "department-review", Health)).Id().ShouldBe(waiting, "nobody is asked anew");
        (await _district.Do(id, "department-review", "agree", Traffic)).Expect(200);
        (await Open(id)).ShouldBe([$"department-review {Health}"]);
        (await _district.Do(id, "department-review", "agree", Health)).Expect(200);
        (await Open(id)).ShouldBe([$"decision {Lead}"]);

        var opened = await OpenedTasks(id);
        opened.Count(o => o == "decision").ShouldBe(1, "the join fires once");
        opened.Count(o => o == "department-review").ShouldBe(5, "three parts, one of them done three times");
        await _district.CarryTo(id, null);
        (await _district.Matter(id)).Text("stage").ShouldBe("archive");
    }

    [Fact]
    public async Task Two_departments_send_back_at_once_and_each_gets_its_own_answer()
    {
        var id = await UnderReview();
        var replies = await Task.WhenAll(
            _district.Do(id, "department-review", "return", Traffic), _district.Do(id, "department-review", "return", Fire));
        foreach (var reply in replies) reply.Expect(200);
        var corrections = (await _district.Tasks(id)).Where(t => t.Code() == "review-correction").ToList();
        corrections.Select(t => t.GetProperty("instance").GetString()).ShouldBe([Traffic, Fire], ignoreOrder: true);
        (await _district.Do(corrections[0])).Expect(200);
        var back = corrections[0].GetProperty("instance").GetString();
        (await Open(id)).ShouldContain($"department-review {back}");
        (await Open(id)).Count.ShouldBe(3);
        await _district.CarryTo(id, "decision");
        (await OpenedTasks(id)).Count(o => o == "decision").ShouldBe(1);
    }

    [Fact]
    public async Task Three_departments_that_agree_in_the_same_instant_are_joined_once()
    {
        for (var round = 0; round < 8; round++)
        {
            var id = await UnderReview();
            var tasks = await _district.Tasks(id);
            var claimed = await Task.WhenAll(tasks.Select(async task =>
            {
                var person = (await _district.Entitled(task.Role(), task.Unit()))[0];
                (await person.Post($"tasks/{task.Id()}/claim")).Expect(200);
                return (person, task);
            }));
            var replies = await Task.WhenAll(claimed.Select(c =>
                c.person.Post($"tasks/{c.task.Id()}/complete", District.Completion(c.task, "agree"), Guid.NewGuid().ToString())));
            foreach (var reply in replies) reply.Expect(200);
            (await Open(id)).ShouldBe([$"decision {Lead}"]);
            (await OpenedTasks(id)).Count(o => o == "decision").ShouldBe(1);
        }
    }

    [Fact]
    public async Task What_a_department_objects_to_cannot_be_granted()
    {
        var id = await UnderReview();
        (await _district.Do(id, "department-review", "object", Fire)).Expect(200);
        (await _district.Do(id, "department-review", "agree", Traffic)).Expect(200);
        (await _district.Do(id, "department-review", "agree", Health)).Expect(200);
        (await _district.Do(id, "decision", "granted", by: "gafj-approver")).Refused(409, "approval.department-objects");
        (await _district.OpenTask(id, "decision")).GetProperty("claimedBy").GetString().ShouldBe("gafj-approver", "nothing is stored");
        (await _district.Do(id, "decision", "refused", by: "gafj-approver")).Expect(200);
    }

    private async Task<Guid> UnderReview()
    {
        var id = await _district.File("mass-event");
        await _district.CarryTo(id, "department-review");
        (await Open(id)).ShouldBe(
            [$"department-review {Traffic}", $"department-review {Fire}", $"department-review {Health}"], ignoreOrder: true);
        return id;
    }

    private async Task<IReadOnlyList<string>> Open(Guid id) =>
        [.. (await _district.Tasks(id)).Select(t => $"{t.Code()} {t.Unit()}").Order(StringComparer.Ordinal)];

    /// <summary>Every task that was ever opened, by its code.</summary>
    private async Task<IReadOnlyList<string>> OpenedTasks(Guid id) =>
        [.. (await (await _district.Integrator).Get($"matters/{id}/timeline"))["items"].EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "ProcessAdvanced")
            .SelectMany(e => e.GetProperty("data").GetProperty("opened").EnumerateArray())
            .Select(w => w.GetProperty("element").GetString()!)];
}
