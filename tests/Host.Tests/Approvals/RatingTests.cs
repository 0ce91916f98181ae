using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals;

/// <summary>Five levels, once a matter; a bad one is put right and called back on.</summary>
public sealed class RatingTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_good_rating_at_evaluation_moves_the_matter_to_its_archive()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "decision");
        (await Rate(id, 5)).Refused(409, "approval.not-decided");
        await _district.CarryTo(id, "evaluation");
        (await Rate(id, 0)).Expect(422);
        (await Rate(id, 6)).Expect(422);
        var rated = (await Rate(id, 5)).Expect(200);
        rated.Text("stage").ShouldBe("archive");
        (await Rate(id, 5)).Expect(200)["version"].GetInt64().ShouldBe(rated["version"].GetInt64(), "the same again is nothing");
        (await Rate(id, 4)).Refused(409, "approval.already-rated");
        (await _district.Matter(id))["openTasks"].GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_bad_rating_opens_a_rectification_with_its_own_clock_and_a_call_back(int level)
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "evaluation");
        (await Rate(id, level)).Expect(200);
        (await Clock(id)).ShouldBe("running");
        (await _district.Do(id, "first-call-back")).Expect(200);
        (await _district.OpenTask(id, "rectification")).Unit().ShouldBe("DX-SWJ");
        (await _district.Do(id, "rectification", form: f => f["measures"] = "")).Expect(422);
        (await _district.Do(id, "rectification")).Expect(200);
        (await _district.Do(id, "call-back", "dissatisfied")).Expect(200);
        (await Clock(id)).ShouldBe("running", "one clock to the satisfied call back");
        (await _district.Do(id, "rectification")).Expect(200);
        (await _district.Do(id, "call-back", "satisfied")).Expect(200);
        (await Clock(id)).ShouldBe("stopped");
        (await _district.Matter(id)).Text("stage").ShouldBe("archive");
    }

    [Fact]
    public async Task A_rating_before_the_delivery_is_not_asked_for_again()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "delivery");
        (await Rate(id, 4)).Expect(200);
        (await _district.Do(id, "delivery")).Expect(200);
        (await _district.Matter(id)).Text("stage").ShouldBe("archive");
    }

    [Fact]
    public async Task A_bad_rating_after_the_archive_is_put_right_too()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, null);
        (await Rate(id, 1)).Expect(200);
        (await _district.Do(id, "late-first-call-back")).Expect(200);
        (await _district.Do(id, "late-rectification")).Expect(200);
        (await _district.Do(id, "late-call-back")).Expect(200);
        (await Clock(id)).ShouldBe("stopped");
        (await _district.Tasks(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_ratings_at_once_one_counts()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "evaluation");
        var replies = await Task.WhenAll(Enumerable.Range(1, 5).Select(level => Rate(id, level)));
        replies.Count(r => r.Status == 200).ShouldBe(1);
        foreach (var other in replies.Where(r => r.Status != 200)) other.Refused(409, "approval.already-rated");
    }

    private async Task<Reply> Rate(Guid id, int level) =>
        await (await _district.Integrator).Post($"matters/{id}/rating", new { level, comment = "窗口等候久" });

    private async Task<string> Clock(Guid id) => (await _district.Matter(id))["clocks"].EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == "rectification").GetProperty("state").GetString()!;
}
