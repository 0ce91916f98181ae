using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>Several cases in one transaction.</summary>
public sealed class SplitAndMergeTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_report_with_three_demands_becomes_three_cases_once()
    {
        var id = await _district.Report();
        var dispatcher = await _district.As("centre-dispatcher-1");
        var demands = new { demands = new object[] { new { title = "路灯不亮", kind = "part-0118" }, new { title = "井盖破损", description = "晃动" } } };
        var key = Guid.NewGuid().ToString();
        var split = (await dispatcher.Post($"grid-cases/{id}/split", demands, key)).Expect(200);
        (await dispatcher.Post($"grid-cases/{id}/split", demands, key)).Expect(200).Body.ShouldBe(split.Body);

        var parts = split["parts"].EnumerateArray().ToList();
        parts.Count.ShouldBe(2);
        foreach (var part in parts)
        {
            var matter = await _district.Matter(part.GetProperty("case").GetGuid());
            matter.Text("number").ShouldBe(part.GetProperty("number").GetString());
            matter["facts"].GetProperty("partOf").GetProperty("case").GetGuid().ShouldBe(id);
            (await _district.Tasks(part.GetProperty("case").GetGuid())).ShouldHaveSingleItem().Code().ShouldBe("intake");
        }
    }

    [Fact]
    public async Task A_demand_that_makes_no_sense_splits_nothing()
    {
        var id = await _district.Report();
        (await (await _district.As("centre-dispatcher-1")).Post($"grid-cases/{id}/split", new
        {
            demands = new object[] { new { title = "路灯不亮" }, new { title = "井盖", location = new { longitude = 2.35, latitude = 48.86 } } },
        })).Refused(422, "grid-case.outside-district");
        (await _district.Matter(id))["facts"].GetProperty("parts").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_duplicate_ends_with_the_case_it_is_one_of_and_its_reporter_may_ask_there()
    {
        var (id, into) = (await _district.Report(With("13900005678")), await _district.Report());
        var dispatcher = await _district.As("centre-dispatcher-1");
        (await dispatcher.Post($"grid-cases/{id}/merge", new { into = id })).Refused(409, "grid-case.merge-into-itself");
        (await dispatcher.Post($"grid-cases/{id}/merge", new { into = Guid.NewGuid() })).Refused(404, "grid-case.not-found");
        (await dispatcher.Post($"grid-cases/{id}/merge", new { into })).Expect(200).Text("status").ShouldBe("merged");

        var target = await _district.Matter(into);
        target["facts"].GetProperty("reports").GetArrayLength().ShouldBe(2);
        (await _district.Anonymous.Get($"progress/{target.Text("number")}?phoneLast4=5678")).Expect(200);
        (await _district.Tasks(id)).ShouldBeEmpty();
        (await dispatcher.Post($"grid-cases/{into}/merge", new { into = id })).Refused(409, "grid-case.merge-into-merged");
    }

    [Fact]
    public async Task Nothing_is_merged_into_a_case_that_is_filed()
    {
        var (id, into) = (await _district.Report(), await _district.Report());
        await _district.CarryTo(into, null);
        var before = (await _district.Matter(id))["version"].GetInt64();

        (await (await _district.As("centre-dispatcher-1")).Post($"grid-cases/{id}/merge", new { into })).Refused(409, "grid-case.merge-into-archived");
        (await _district.Matter(id))["version"].GetInt64().ShouldBe(before);
    }

    [Fact]
    public async Task Of_two_dispatchers_who_merge_one_case_into_two_at_once_one_wins()
    {
        var (id, one, other) = (await _district.Report(), await _district.Report(), await _district.Report());
        var (a, b) = (await _district.As("centre-dispatcher-1"), await _district.As("centre-dispatcher-2"));

        var replies = await Task.WhenAll(
            a.Post($"grid-cases/{id}/merge", new { into = one }), b.Post($"grid-cases/{id}/merge", new { into = other }));

        replies.Single(r => r.Status != 200).Refused(409, "grid-case.already-merged");
        var winner = (await _district.Matter(id))["facts"].GetProperty("mergedInto").GetProperty("case").GetGuid();
        winner.ShouldBe(replies[0].Status == 200 ? one : other);
        var reports = await Task.WhenAll(new[] { one, other }.Select(async c => (await _district.Matter(c))["facts"].GetProperty("reports").GetArrayLength()));
        reports.Sum().ShouldBe(3, "nobody is counted twice");
    }

    private static JsonObject With(string phone)
    {
        var body = CaseReports.Refuse();
        body["reporter"]!["phone"] = phone;
        return body;
    }
}
