using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Time;

internal sealed record MoveClockBody(string? Advance = null, Instant? Now = null);

/// <summary>The demo's clock: shown, and moved forward by an administrator.</summary>
internal static class DemoClockEndpoints
{
    /// <summary>How long the answer waits for what became due; the rest fires on by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapDemoClock(this IEndpointRouteBuilder api)
    {
        api.MapGet("/demo/clock", Show).AllowAnonymous().WithTags("Demo").WithSummary("The system's clock");
        api.MapPost("/demo/clock", Move).RequireAuthorization(Rights.MoveDemoClock).WithTags("Demo")
            .WithSummary("Move the clock of the whole system forward, never back");
    }

    private static IResult Show(DistrictClock clock) =>
        Results.Ok(new { Now = clock.GetCurrentInstant(), Ahead = PeriodPattern.Roundtrip.Format(Of(clock.Ahead)) });

    private static async Task<IResult> Move(MoveClockBody body, DistrictClock clock, TimerSweeper sweeper, CancellationToken stop)
    {
        if (By(body, clock) is not { } by) return new ClockTooFarAhead().ToProblem();
        if (by < Duration.Zero) return new ClockGoesOnlyForward().ToProblem();
        if (clock.Ahead + by > Duration.FromDays(3660)) return new ClockTooFarAhead().ToProblem();
        await clock.Advance(by, stop);
        try
        {
            await sweeper.SweepNow(stop).WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            // More became due than fires in that time; it goes on.
        }
        return Show(clock);
    }

    /// <summary>How far to move; null when that is more than a clock can tell.</summary>
    private static Duration? By(MoveClockBody body, DistrictClock clock)
    {
        try
        {
            return Asked(body, clock);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Duration Asked(MoveClockBody body, DistrictClock clock) => body switch
    {
        { Advance: { } text, Now: null } when PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: var period }
            && period is { Years: 0, Months: 0 } => period.ToDuration(),
        { Advance: null, Now: { } now } => now - clock.GetCurrentInstant(),
        _ => throw new RequestRefused(400, "demo-clock.unreadable",
            "请给出 advance（如 \"P6D\"，不含年月）或 now，二者择一。", "Give either advance, such as \"P6D\" (no years or months), or now."),
    };

    private static Period Of(Duration duration) => Period.FromTicks((long)duration.TotalTicks).Normalize();
}

internal sealed record ClockGoesOnlyForward() : Refusal(RefusalKind.Conflict, "demo-clock.only-forward",
    new("时钟只能向前拨。", "The clock goes only forward."));

internal sealed record ClockTooFarAhead() : Refusal(RefusalKind.Conflict, "demo-clock.too-far",
    new("时钟最多可提前十年。", "The clock can be ahead by ten years at most."));
