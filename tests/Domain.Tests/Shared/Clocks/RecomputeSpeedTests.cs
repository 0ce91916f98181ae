using System.Diagnostics;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

public sealed class RecomputeSpeedTests(ITestOutputHelper output)
{
    /// <summary>Takes tenths of a second; the bound only tells constant from linear time a due date.</summary>
    [Fact]
    public void A_published_year_recomputes_a_hundred_thousand_open_clocks_in_seconds()
    {
        var limit = Given.Limit("45 working-days");
        var clocks = Enumerable.Range(0, 100_000)
            .Select(i => Given.At("2026-10-01 00:00") + Duration.FromMinutes(i))
            .Select(at => Given.Fold(null, ClockDecider.Start("statutory", limit, at, Given.Calendar))!)
            .Select(clock => clock.Suspended("2026-12-20 10:00").Resumed("2026-12-24 10:00"))
            .ToList();
        var published = Given.Calendar.With("2027 published", Given.Published2027);

        var watch = Stopwatch.StartNew();
        var moved = clocks.Sum(clock => ClockDecider.Recompute(clock, published).Count);

        output.WriteLine($"{moved} of {clocks.Count} due dates moved in {watch.ElapsedMilliseconds} ms");
        moved.ShouldBeInRange(1, clocks.Count - 1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
