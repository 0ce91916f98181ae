using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>What an alarm opens.</summary>
public sealed class AlarmTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task The_same_cause_opens_one_violation_of_nobody_yet_however_often_it_is_told()
    {
        var opener = host.Host.Service<IEnumerable<IOpensMatters>>().Single(o => o.Consequence == "violation");
        var occurrence = Occurrence("air-exceedance");
        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => opener.Open(occurrence, default)));
        told.ShouldAllBe(answer => answer.Refusal == null);
        var id = told.Select(answer => answer.Opened!.Id).Distinct().ShouldHaveSingleItem();
        var facts = (await _district.Matter(id))["facts"];
        facts.GetProperty("cause").GetGuid().ShouldBe(occurrence.Cause);
        facts.GetProperty("subject").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        facts.GetProperty("exceedance").GetProperty("value").GetDecimal().ShouldBe(180.5m);
        (await _district.CarryTo(id, "source")).ShouldBe(["verification"]);
    }

    [Fact]
    public async Task A_kind_that_there_is_not_is_refused()
    {
        var opener = host.Host.Service<IEnumerable<IOpensMatters>>().Single(o => o.Consequence == "violation");
        (await opener.Open(Occurrence("none"), default)).Refusal!.Code.ShouldBe("violation.kind-unknown");
    }

    private static Occurrence Occurrence(string kind) => new(
        Guid.NewGuid(), kind, new("超标排放", "Above the limit"), "PM2.5 超标", 116.34, 39.73, null, "DX-STHJ",
        SystemClock.Instance.GetCurrentInstant() - Duration.FromMinutes(5), null, new Dictionary<string, string>
        {
            ["device"] = "DX-AIR-01", ["point"] = "a34004.rtd", ["value"] = "180.5", ["limit"] = "75", ["rule"] = "air-pm25@1",
        });
}
