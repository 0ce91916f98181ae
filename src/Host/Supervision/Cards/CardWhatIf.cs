using System.Text.Json;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision.Cards;

internal sealed record WhatIfCard(string Colour, LocalizedText Name, string Rule);

/// <summary>What if the table of cards had said otherwise (发牌规则表): it is asked about everything that went wrong in the period.</summary>
internal sealed class CardWhatIf(PastCardCauses causes, CardRulebook rules) : IAnswersWhatIf
{
    public string Kind => "table";

    public IReadOnlyList<string> Fields => ["table"];

    public IReadOnlyList<string> Tables => [CardTable.Code];

    public (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule)
    {
        var given = WhatIfParts.Parse<DecisionTable>(rule, "table");
        return DecisionTableDecider.Fault(given, CardTable.Signature, _ => false) is { } fault
            ? (null, fault)
            : ((period, count, stop) => Run(new(given), period, count, stop), null);
    }

    private async Task Run(PreparedTable table, WhatIfPeriod period, WhatIfCount count, CancellationToken stop)
    {
        var (matter, differences) = ((CardCauseRow?)null, new List<WhatIfDifference>());
        await foreach (var cause in causes.Read(period.From, period.To, stop))
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
