namespace SmartCity.Host.Tests.Shared;

/// <summary>Waits for what comes about by itself.</summary>
public static class Wait
{
    /// <summary>Until it holds, at most a minute.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (await holds()) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("It did not come about within a minute.");
    }

    /// <summary>Until the asynchronous read models have seen every event there is.</summary>
    public static Task Settled(RunningHost host) => Until(async () => (await host.Sql.Rows(
        "select 1 from ledger.mt_event_progression p where name = 'Matters:All' and last_seq_id >= (select max(seq_id) from ledger.mt_events)")).Count == 1);

    /// <summary>
    /// Until every initiative of the plan, late from the start, has its card: they are raised beside whatever a test does.
    /// </summary>
    public static async Task CardsOfThePlan(RunningHost host)
    {
        await Until(async () => await host.Sql.Value<long>("select count(*) from read.matters where kind = 'supervision-card'") >= 64);
        await Settled(host);
    }
}
