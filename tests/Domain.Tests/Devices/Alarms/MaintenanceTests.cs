using NodaTime;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>A silence while a device is under maintenance is none; it counts anew from the end of it.</summary>
public sealed class MaintenanceTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 5, 1, 2, 0);

    private static Instant Minute(int minute) => Start + Duration.FromMinutes(minute);

    /// <summary>A value at the first minute, maintenance, and what was measured after it.</summary>
    private static Evidence Evidence(int begun, int? ended, int until, params IEnumerable<int> values) =>
        ShippedRules.Evidence([.. new[] { 0 }.Concat(values).Select(m => "oxygen".At(Minute(m), 21))]) with
        {
            Maintenance = [(Minute(begun), ended is { } end ? Minute(end) : null)],
            Until = Minute(until),
        };

    private static IReadOnlyList<Episode> Missing(Evidence evidence) => ShippedRules.Episodes("gallery-missing", evidence);

    [Fact]
    public void While_it_lasts_no_silence_is_an_alarm() => Missing(Evidence(20, null, 600)).ShouldBeEmpty();

    [Fact]
    public void Afterwards_the_gap_is_none() => Missing(Evidence(20, 300, 330, 310)).ShouldBeEmpty();

    [Fact]
    public void Silence_counts_from_its_end()
    {
        Missing(Evidence(20, 300, 330)).ShouldBeEmpty();
        Missing(Evidence(20, 300, 331)).ShouldHaveSingleItem().Raised.At.ShouldBe(Minute(330));
        var episode = Missing(Evidence(20, 300, 360, 340)).ShouldHaveSingleItem();
        (episode.Raised.At, episode.Ended!.At).ShouldBe((Minute(330), Minute(340)));
    }

    [Fact]
    public void What_was_silent_for_too_long_before_it_is_an_alarm() =>
        Missing(Evidence(40, 300, 310, 305)).ShouldHaveSingleItem().Raised.At.ShouldBe(Minute(30));

    [Theory]
    [InlineData(20, null, 60, 90)]
    [InlineData(20, 50, 60, 80)]
    [InlineData(20, 50, 81, null)]
    public void It_is_looked_at_again_when_the_silence_after_it_is_too_long(int begun, int? ended, int now, int? due) => AlarmEvaluation.Of(
            ShippedRules.Rule("gallery-missing"), Evidence(begun, ended, now), new(Minute(0), Minute(0)), true, [],
            new(true, _ => false, Minute(now), () => Guid.NewGuid()))
        .DueAt.ShouldBe(due is { } minute ? Minute(minute) : null);
}
