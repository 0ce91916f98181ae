using System.Diagnostics;
using System.Globalization;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>
/// The engine against the oracle on a million random schedules of starts, suspensions, resumptions, extensions, changes
/// of limit and calendar, warnings, breaches and stops. <c>CLOCK_ORACLE_SEED</c> and <c>CLOCK_ORACLE_SCHEDULES</c> set
/// another seed and number.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    [Fact]
    public void A_million_random_schedules_end_where_counting_day_by_day_and_minute_by_minute_says()
    {
        var seed = Setting("CLOCK_ORACLE_SEED", 20_261_122);
        var schedules = Setting("CLOCK_ORACLE_SCHEDULES", 1_000_000);
        var pool = RawCalendar.Pool(Given.Years, seed);
        var watch = Stopwatch.StartNew();
        long steps = 0;
        string? difference = null;
        Parallel.For(0L, (long)schedules, () => 0L, (number, loop, sum) =>
        {
            try
            {
                return sum + RandomSchedule.Play(pool, seed, (ulong)number);
            }
            catch (InvalidOperationException)
            {
                Interlocked.CompareExchange(ref difference, Told(pool, seed, (ulong)number), null);
                loop.Stop();
                return sum;
            }
        }, sum => Interlocked.Add(ref steps, sum));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {schedules} schedules, {steps} steps, {watch.Elapsed.TotalSeconds:0.0} s"));
        difference.ShouldBeNull();
        steps.ShouldBeGreaterThan((long)schedules);
    }

    private static string Told(RawCalendar[] pool, ulong seed, ulong number)
    {
        var e = Should.Throw<InvalidOperationException>(() => RandomSchedule.Play(pool, seed, number, told: true));
        return $"Seed {seed}, schedule {number}: {e.Message}";
    }

    private static ulong Setting(string name, ulong standard) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set)
            ? set
            : standard;
}
