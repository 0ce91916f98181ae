using NodaTime;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Sources;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Where it may come from: up the wind, up the river, near by.</summary>
public sealed class SourceSearchTests
{
    private static readonly ViolationLocation Here = new(116.40, 39.70);
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 0, 0);

    [Theory]
    [InlineData(0, "north")]
    [InlineData(90, "east")]
    [InlineData(180, "south")]
    [InlineData(270, "west")]
    [InlineData(350, "north")]
    public void The_wind_says_from_where(double from, string first)
    {
        var found = SourceSearch.Suggest(Four(), "air", Here, [new(At, from, 2)]);
        found.Method.ShouldBe("upwind");
        found.Candidates.ShouldHaveSingleItem().Enterprise.Code.ShouldBe(first);
    }

    [Fact]
    public void Hours_add_up_and_the_nearer_comes_first_and_a_calm_says_nothing()
    {
        var both = SourceSearch.Suggest(Four(), "air", Here, [new(At, 0, 2), new(At, 0, 2), new(At, 90, 2), new(At, 180, 0.1)]);
        both.Candidates.Select(c => (c.Rank, c.Enterprise.Code)).ShouldBe([(1, "north"), (2, "east")]);
        var calm = SourceSearch.Suggest(Four(), "air", Here, [new(At, 0, 0.1)]);
        calm.Method.ShouldBe("nearby");
        calm.Candidates.Count.ShouldBe(4);
    }

    [Fact]
    public void Bearings_and_metres_are_those_of_the_map()
    {
        var north = SourceSearch.Suggest(Four(), "air", Here, [new(At, 0, 2)]).Candidates[0];
        north.Bearing.ShouldBe(0, 0.01);
        north.Metres.ShouldBe(2226, 5, "0.02 degrees of latitude");
    }

    [Fact]
    public void The_river_says_who_lies_above_and_who_does_not()
    {
        // On the Dalong river just above Anding: what lies on its upper reaches, and nobody below or on another river.
        var found = SourceSearch.Suggest(Register, "water", new(116.50, 39.609), []);
        found.Method.ShouldBe("upstream");
        found.Candidates.Select(c => c.Enterprise.Name.Zh[..3]).ShouldBe(["魏善庄", "天宫院"]);
        found.Candidates.ShouldAllBe(c => c.Metres > 0);
        SourceSearch.Suggest(Register, "water", new(116.10, 39.40), []).Method.ShouldBe("nearby");
    }

    [Fact]
    public void The_shipped_register_holds_what_it_says()
    {
        Register.Enterprises.Count.ShouldBeGreaterThanOrEqualTo(20);
        Register.Enterprises.ShouldAllBe(enterprise => CreditCode.Check(enterprise.CreditCode) == null);
        Register.Source.Zh.ShouldContain("虚构");
    }

    [Theory]
    [InlineData("\"into\":\"B\"", "flows into itself")]
    [InlineData("\"into\":\"C\"", "which there is not")]
    public void A_register_that_does_not_hold_is_refused(string into, string why)
    {
        var json = $$"""
            {"source":{"zh":"x","en":"x"},"enterprises":[],"reaches":[
              {"code":"A","river":{"zh":"x","en":"x"},"line":[[1,1],[2,2]],{{into}}},
              {"code":"B","river":{"zh":"x","en":"x"},"line":[[1,1],[2,2]],"into":"A"}]}
            """;
        Should.Throw<FormatException>(() => EnterpriseRegister.Parse(json)).Message.ShouldContain(why);
    }

    [Fact]
    public void What_the_data_says_is_suggested()
    {
        static string[] Results(MeasurementGrounds? grounds, decimal? limit = 75) =>
            [.. ExceedanceReview.Suggest(grounds, limit).Select(check => check.Result)];
        var none = new Dictionary<string, decimal>();
        Results(null).ShouldBe(["unknown", "unknown", "unknown"]);
        Results(new(12, 0, true, new Dictionary<string, decimal> { ["b"] = 90 })).ShouldBe(["passed", "passed", "passed"]);
        Results(new(11, 1, false, new Dictionary<string, decimal> { ["b"] = 75 })).ShouldBe(["failed", "failed", "failed"]);
        Results(new(12, 0, null, none)).ShouldBe(["passed", "unknown", "unknown"]);
    }

    /// <summary>One each about two kilometres to the north, east, south and west.</summary>
    private static EnterpriseRegister Four() => Register with
    {
        Enterprises =
        [
            Stands("north", 116.40, 39.72), Stands("east", 116.425, 39.70), Stands("south", 116.40, 39.68), Stands("west", 116.375, 39.70),
        ],
    };

    private static MonitoredEnterprise Stands(string code, double longitude, double latitude) =>
        new(code, new(code, code), Register.Enterprises[0].CreditCode, "x", longitude, latitude, [new(code, "air")]);
}
