using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>Who reads who reported a case, and to whom it can be given.</summary>
public sealed class SightTests(SharedHost host)
{
    private const string TownsGrid = "xingfeng-grid-2", TownsOfficer = "xingfeng-officer-2";
    private readonly District _district = host.District;

    [Fact]
    public async Task A_town_reads_no_reporter_before_the_case_is_its_own_nor_after_it_went_to_another()
    {
        var report = CaseReports.Refuse();
        (report["location"]!["longitude"], report["location"]!["latitude"]) = (116.3412, 39.7269);
        var id = await _district.Report(report);
        (await Masked(TownsGrid, $"matters/{id}")).ShouldBeTrue("the centre reads the report, not the town");
        await _district.CarryTo(id, "acceptance");
        (await Masked(TownsOfficer, $"matters/{id}")).ShouldBeFalse("it is theirs to handle now");
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        (await _district.Do(id, "dispatch", "assigned", form: f => f["unit"] = "DX-SWJ")).Expect(200);
        (await Masked(TownsOfficer, $"matters/{id}")).ShouldBeTrue();
        (await Masked(TownsOfficer, $"matters/{id}?version=1")).ShouldBeTrue("what it was is read by who needs it now");
        (await Masked("swj-officer-1", $"matters/{id}?version=1")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_case_goes_only_to_units_that_handle_cases()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "acceptance");
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        foreach (var unit in new[] { "DX-HALL", "DX-ZHZX", "110115", "DX-XXX" })
            (await _district.Do(id, "dispatch", "assigned", form: f => f["unit"] = unit)).Refused(422, "grid-case.unit-unknown");
    }

    [Fact]
    public async Task Matters_are_listed_newest_first_whatever_their_ids()
    {
        var id = await _district.Report();
        var integrator = await _district.Integrator;
        var (opened, cursor) = (new List<string>(), "");
        for (var page = 0; page < 3; page++)
        {
            var reply = (await integrator.Get($"matters?limit=20{cursor}")).Expect(200);
            if (page == 0) reply["items"].EnumerateArray().Take(20).Select(m => m.Id()).ShouldContain(id);
            opened.AddRange(reply["items"].EnumerateArray().Select(m => m.GetProperty("openedAt").GetString()!));
            if (reply["nextCursor"].ValueKind == JsonValueKind.Null) break;
            cursor = "&cursor=" + reply.Text("nextCursor");
        }
        opened.Select(DateTimeOffset.Parse).ShouldBeInOrder(SortDirection.Descending);
    }

    private async Task<bool> Masked(string username, string path) =>
        (await (await _district.As(username)).Get(path)).Expect(200)["facts"].GetProperty("reports")[0]
            .GetProperty("reporter").GetProperty("masked").GetBoolean();
}
