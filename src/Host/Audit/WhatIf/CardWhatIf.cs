using NodaTime;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Supervision.Cards;
using SmartCity.Projections.Audit.WhatIf;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>Asks another table of cards about everything that went wrong in the period.</summary>
internal sealed class CardWhatIf(PastCardCauses causes, CardRulebook rules)
{
    public async Task Run(OtherCardTable rule, Instant from, Instant to, WhatIfCount count, CancellationToken stop)
    {
        var table = new PreparedTable(rule.Given);
        var (matter, differences) = ((CardCauseRow?)null, new List<WhatIfDifference>());
        await foreach (var cause in causes.Read(from, to, stop))
        {
            if (matter is not null && matter.MatterId != cause.MatterId) Close(matter, differences, count);
            matter = cause;
            var (was, would) = (rules.RuleOf(cause), CardTable.Ask(table, cause.Cause, cause.Kind, cause.WholeInTime));
            foreach (var colour in CardColours.All)
                count.Count("card." + colour, CardColours.Name(colour), was?.Colour == colour ? 1 : 0, would?.Colour == colour ? 1 : 0);
            if (was?.Colour != would?.Colour) differences.Add(new("card", cause.Cause, Of(was), Of(would)));
        }
        if (matter is not null) Close(matter, differences, count);
    }

    private static void Close(CardCauseRow matter, List<WhatIfDifference> differences, WhatIfCount count)
    {
        count.Look(differences.Count == 0 ? null : new(
            matter.MatterId, matter.Number, matter.Kind, new(matter.TitleZh, matter.TitleEn), matter.Unit, [.. differences]));
        differences.Clear();
    }

    private static WhatIfCard? Of(CardRule? rule) => rule is null ? null : new(rule.Colour, rule.Name, rule.Rule);
}
