using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Tests.GridCases.Catalogue;

/// <summary>Duplicates are suggested by kind, distance and time; places of this class are its own.</summary>
public sealed class DuplicateTests(SharedHost host)
{
    private readonly District _district = host.District;

    /// <summary>About 9 metres to the north.</summary>
    private const double NineMetres = 0.00008;

    [Fact]
    public async Task The_same_kind_nearby_comes_first_and_what_is_far_or_of_another_class_does_not_come()
    {
        var (longitude, latitude) = (116.45, 39.55);
        var same = await Report(longitude, latitude, "event-0406");
        var nearer = await Report(longitude, latitude + NineMetres, "event-0407");
        var other = await Report(longitude, latitude, "part-0118");
        var far = await Report(longitude + 0.02, latitude, "event-0406");

        var found = await Near("event-0406", longitude, latitude + NineMetres);
        found.Select(Id).ShouldBe([same, nearer], "by score: the kind counts for more than nine metres");
        found[0].GetProperty("metres").GetDouble().ShouldBe(8.9, 0.2);
        found[0].GetProperty("sameKind").GetBoolean().ShouldBeTrue();
        found[1].GetProperty("sameKind").GetBoolean().ShouldBeFalse();
        found[0].GetProperty("score").GetDouble().ShouldBeGreaterThan(found[1].GetProperty("score").GetDouble());
        (await Near(null, longitude, latitude)).Select(Id).ShouldBe([same, other, nearer], ignoreOrder: true);

        var dispatcher = await _district.As("centre-dispatcher-1");
        var ofCase = (await dispatcher.Get($"grid-cases/{same}/duplicates")).Expect(200)["items"].EnumerateArray().Select(Id).ToList();
        ofCase.ShouldBe([nearer], "a case is no duplicate of itself");
        ofCase.ShouldNotContain(far);
    }

    [Fact]
    public async Task A_case_that_ended_as_a_duplicate_is_not_suggested_and_a_closed_one_only_for_a_while()
    {
        var (longitude, latitude) = (116.46, 39.56);
        var (kept, merged) = (await Report(longitude, latitude, "part-0102", "hotline"), await Report(longitude, latitude, "part-0102", "hotline"));
        (await Near("part-0102", longitude, latitude)).Select(Id).ShouldBe([kept, merged], ignoreOrder: true);
        (await (await _district.As("centre-dispatcher-1")).Post($"grid-cases/{merged}/merge", new { into = kept })).Expect(200);
        (await Near("part-0102", longitude, latitude)).Select(Id).ShouldBe([kept]);

        // 7 days of a closed cover, 60 of an open one, as the table says.
        await Backdate(kept, days: 20, archived: false);
        (await Near("part-0102", longitude, latitude)).Select(Id).ShouldBe([kept]);
        await Backdate(kept, days: 20, archived: true);
        (await Near("part-0102", longitude, latitude)).ShouldBeEmpty();
        await Backdate(kept, days: 70, archived: false);
        (await Near("part-0102", longitude, latitude)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kind=event-0406&longitude=181&latitude=39", 400)]
    [InlineData("kind=event-0406&longitude=NaN&latitude=39", 400)]
    [InlineData("kind=event-0406&longitude=116.3&latitude=90", 400)]
    [InlineData("kind=event-0406&longitude=116.3&latitude=89.9999999", 200)]
    [InlineData("kind=event-0406&longitude=116.3", 400)]
    [InlineData("kind=nothing&longitude=116.45&latitude=39.9", 200)]
    public async Task A_place_that_is_none_is_refused(string query, int status) =>
        (await (await _district.As("centre-dispatcher-1")).Get("grid-cases/duplicates?" + query)).Expect(status);

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    [InlineData(89.9999999)]
    [InlineData(double.NaN)]
    public async Task Nothing_is_near_a_place_outside_of_the_district(double latitude) =>
        (await host.Host.Service<Duplicates>().Near(
            "event-0406", 116.3, latitude, SystemClock.Instance.GetCurrentInstant(), null, TestContext.Current.CancellationToken))
            .ShouldBeEmpty();

    [Fact]
    public async Task Only_who_analyses_cases_asks()
    {
        (await (await _district.As("hall-clerk-1")).Get("grid-cases/duplicates?longitude=116.4&latitude=39.6")).Expect(403);
        (await (await _district.As("centre-dispatcher-1")).Get($"grid-cases/{Guid.NewGuid()}/duplicates")).Refused(404, "matter.not-found");
    }

    private async Task<Guid> Report(double longitude, double latitude, string kind, string channel = "camera")
    {
        var body = CaseReports.Refuse(channel, anonymous: channel == "camera", kind);
        body["location"] = new JsonObject { ["longitude"] = longitude, ["latitude"] = latitude };
        return await _district.Report(body);
    }

    private async Task<IReadOnlyList<JsonElement>> Near(string? kind, double longitude, double latitude) =>
    [
        .. (await (await _district.As("centre-dispatcher-1")).Get(string.Create(
            CultureInfo.InvariantCulture,
            $"grid-cases/duplicates?longitude={longitude}&latitude={latitude}{(kind is null ? "" : "&kind=" + kind)}")))
            .Expect(200)["items"].EnumerateArray(),
    ];

    /// <summary>The row as it would be for a case that came in so many days ago.</summary>
    private Task Backdate(Guid id, int days, bool archived) => host.Host.Sql.Execute(
        $"update read.grid_cases set reported_at = now() - interval '{days} days', archived_at = {(archived ? "now()" : "null")} where id = '{id}'");

    private static Guid Id(JsonElement candidate) => candidate.GetProperty("id").GetGuid();
}
