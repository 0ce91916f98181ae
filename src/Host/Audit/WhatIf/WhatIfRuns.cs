using Marten;
using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>Decides the past anew with a changed rule, whatever its kind; reads only.</summary>
internal sealed class WhatIfRuns(MatterWhatIf matters, CardWhatIf cards, AlarmWhatIf alarms, IDocumentStore store, IClock clock)
{
    public async Task<WhatIfAnswer> Run(WhatIfRule rule, Instant from, Instant to, CancellationToken stop)
    {
        var (at, count) = (clock.GetCurrentInstant(), new WhatIfCount());
        switch (rule)
        {
            case OtherCardTable table:
                await cards.Run(table, from, to, count, stop);
                break;
            case OtherAlarmRule or OtherThresholds:
                await alarms.Run(rule, from, to, at, count, stop);
                break;
            default:
                await using (var session = store.QuerySession())
                    await matters.Run(rule, from, to, at, await CalendarHistory.Read(session, stop), count, stop);
                break;
        }
        return count.Answer(from, to, at);
    }
}
