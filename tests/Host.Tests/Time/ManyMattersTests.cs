using System.Diagnostics;

namespace SmartCity.Host.Tests.Time;

/// <summary>Sixty days pass over a thousand open matters.</summary>
public sealed class ManyMattersTests(TimeHost time) : IClassFixture<TimeHost>
{
    private const int Matters = 1000;

    [Fact]
    public async Task Sixty_days_over_a_thousand_open_matters_fire_every_timer_once_and_in_order_within_a_minute()
    {
        var (integrator, sql) = (await time.District.Integrator, time.Host.Sql);
        var body = (await time.District.Application("drainage-permit")).ToJsonString();
        var filing = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Matters), new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (_, _) => (await integrator.Post("approvals", body)).Expect(201));
        filing.Stop();

        var moving = Stopwatch.StartNew();
        await time.District.Advance("P60D");
        await time.Settle(TimeSpan.FromMinutes(5));
        moving.Stop();
        var fired = await sql.Value<long>(
            "select count(*) from (select distinct stream_id, causation_id, headers ->> 'occurredAt' from ledger.mt_events "
            + "where headers ->> 'command' = 'elapse-deadline') e");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Matters} matters filed in {filing.Elapsed.TotalSeconds:0.0} s; {fired} timers fired in {moving.Elapsed.TotalSeconds:0.0} s");

        (await sql.Rows(
            """
            select stream_id, type, data ->> 'clock' from ledger.mt_events where type in ('clock_warned', 'clock_breached')
            group by 1, 2, 3 having count(*) > 1
            """)).ShouldBeEmpty("a clock warns once and breaches once");
        (await sql.Rows(
            """
            select stream_id, data #>> '{cause,reference}' from ledger.mt_events
            where type = 'process_advanced' and data #>> '{cause,kind}' ilike 'timerElapsed'
            group by 1, 2 having count(*) > 1
            """)).ShouldBeEmpty("a timer fires once");
        (await sql.Value<long>(
            """
            select count(*) from (
                select (headers ->> 'occurredAt')::timestamptz as at,
                       lag((headers ->> 'occurredAt')::timestamptz) over (order by seq_id) as before
                from ledger.mt_events where headers ->> 'command' = 'elapse-deadline') e
            where at < before
            """)).ShouldBe(0, "in the order of their due times");
        var perMatter = await sql.Rows(
            "select distinct count(*) from ledger.mt_events where headers ->> 'command' = 'elapse-deadline' and stream_id in "
            + "(select stream_id from ledger.mt_events where type = 'approval_filed') group by stream_id");
        perMatter.ShouldHaveSingleItem("the same happened to every matter");
        (await sql.Value<long>("select count(*) from ledger.mt_events where type = 'approval_accepted'")).ShouldBe(Matters);
        moving.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }
}
