using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>Who sees a violation, and whom it is about.</summary>
public sealed class SightTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task To_another_unit_it_is_not_there_until_that_unit_takes_part()
    {
        var id = await _district.Violation(ViolationReports.Body(person: true));
        var stranger = await _district.As("cgzfj-officer-1");
        (await stranger.Get($"matters/{id}")).Expect(404);
        (await stranger.Get($"violations/{id}/candidates")).Refused(404, "violation.not-found");
        (await stranger.Post($"violations/{id}/evidence", new { evidence = "照片" })).Refused(404, "violation.not-found");
        await _district.CarryTo(id, "joint-enforcement");
        (await stranger.Get($"matters/{id}")).Expect(200);
        (await (await _district.As("swj-officer-1")).Get($"matters/{id}")).Expect(404);
    }

    [Fact]
    public async Task A_person_and_a_plate_are_masked_for_those_who_need_not_know()
    {
        var body = ViolationReports.Body(person: true);
        body["subject"]!["plate"] = "京A12345";
        var id = await _district.Violation(body);
        foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline"])
        {
            var masked = (await (await _district.As("auditor-1")).Get(path)).Expect(200).Body;
            masked.ShouldContain("张**");
            masked.ShouldContain("京A***45");
            masked.ShouldNotContain("13800001234");
            (await (await _district.As("sthj-officer-1")).Get(path)).Expect(200).Body.ShouldContain("京A12345");
        }
    }

    [Fact]
    public async Task What_the_party_said_and_who_received_the_decision_are_hidden_from_those_who_need_not_know()
    {
        var id = await _district.Violation(ViolationReports.Body(person: true));
        await _district.CarryTo(id, "response");
        (await _district.Do(id, "response", "statement", form: f => f["text"] = "家中老人患病")).Expect(200);
        await _district.CarryTo(id, "delivery");
        (await _district.Do(id, "delivery", form: f => f["receiver"] = "王小明")).Expect(200);
        foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline"])
        {
            var masked = (await (await _district.As("auditor-1")).Get(path)).Expect(200).Body;
            masked.ShouldNotContain("家中老人患病");
            masked.ShouldNotContain("王小明");
            (await (await _district.As("sthj-officer-1")).Get(path)).Expect(200).Body.ShouldContain("家中老人患病");
        }
    }

    [Fact]
    public async Task The_party_sees_with_number_and_telephone_where_it_stands()
    {
        var id = await _district.Violation(ViolationReports.Body(person: true));
        var number = (await _district.Matter(id)).Text("number");
        (await _district.Anonymous.Get($"progress/{number}?phoneLast4=1234")).Expect(200).Body.ShouldNotContain("张三丰");
        (await _district.Anonymous.Get($"progress/{number}?phoneLast4=9999")).Refused(404, "progress.not-found");
    }
}
