using NodaTime;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of alarm rules and of what late data does to alarms, each with every field filled.</summary>
internal static class AlarmSamples
{
    private static readonly Guid Alarm = Guid.Parse("0198f000-0000-7000-8000-000000000021");
    private static readonly Instant Raised = Instant.FromUtc(2026, 12, 20, 1, 0), Cleared = Instant.FromUtc(2026, 12, 20, 5, 0);
    private static readonly LocalizedText Name = new("道路积水", "Standing water on the road");

    private static readonly AlarmRule Rule = new()
    {
        Code = "street-flooded",
        Version = 2,
        Name = Name,
        Source = "Example",
        Kinds = ["lamp-post"],
        Level = "major",
        When = new()
        {
            Threshold = new("waterLevel", 15, null, 10, 0), Standard = new("air-grade-2", "SO2", "hour", "a21026.hour.avg", 200, 150),
            Rate = new("waterLevel", 10, 20, null, 1), Missing = new(30, "waterLevel"), Flag = new("DBT", "waterLevel"),
            Broken = new(["E7"]), State = new("manholeCover", ["open"]),
        },
        ForMinutes = 2,
        Neighbours = new(2, 500, 10),
        Then = new(AlarmConsequence.Emergency, "event-0406", 4, 24),
        ValidFrom = new(2026, 1, 1),
        ValidTo = new(2026, 12, 31),
    };

    private static readonly ThresholdSet Set = new()
    {
        Code = "air-grade-2",
        Version = 3,
        Name = "GB 3095-2026 grade II, final",
        Source = "Example",
        ValidFrom = new(2031, 1, 1),
        ValidTo = new(2040, 12, 31),
        Air = new Dictionary<string, AirLimits> { ["SO2"] = new("ug/m3", 0) { Hour = 150, Day = 50, Day8h = 1, Season = 2, Year = 20 } },
        Aqi = new([0, 50], new Dictionary<string, IReadOnlyList<decimal>> { ["CO_1h"] = [0, 5] }, [new(1, 0, 50, new("优", "Excellent"), "#00E400")])
        {
            Above = new Dictionary<string, AboveTable> { ["SO2_1h"] = new("SO2_24h", 200) }, Decimals = new Dictionary<string, int> { ["CO"] = 1 },
        },
        Water = new(["I"], [new("DO", "w01009", 1, "river") { Min = [7.5m], Max = [9m], Lowest = 6, Highest = 9 }]),
        Noise = new(22, 6, 15, 1, new Dictionary<string, NoiseLimits> { ["4a"] = new(70, 55) }),
        Alerts = new(200, [new("red", new("红色预警", "Red alert"), 4) { Higher = 300, HigherDays = 2, AtOnceFrom = 500 }]),
    };

    public static IReadOnlyList<object> All { get; } =
    [
        new AlarmRulePublished(Rule),
        new ThresholdSetPublished(Set),
        new AlarmCorrected(Alarm, Raised, 17.5, Cleared, 9),
        new AlarmRefuted(Alarm),
        new AlarmFollowUpRefused(Alarm, AlarmConsequence.GridCase, "grid-case.kind-unknown", new("没有该类别。", "There is no such kind.")),
    ];
}
