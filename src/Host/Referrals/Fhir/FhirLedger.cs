using System.Text.Json;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Brings writes into the ledger: all of them in one transaction, or none.</summary>
internal sealed class FhirLedger(GroupCommit ledger, MatterFold fold, PersonHash hashes)
{
    private static readonly JsonSerializerOptions Json = ApiJson.Options;

    /// <summary>What became of each of the plans, in their order.</summary>
    /// <exception cref="FhirRefused">One of them is refused; nothing is stored.</exception>
    public async Task<IReadOnlyList<FhirWritten>> Write(
        HttpContext http, string name, IReadOnlyList<FhirPlan> plans, IReadOnlyList<FhirAct> acts, byte[] sent, int? alone = null)
    {
        var written = new FhirWritten[plans.Count];
        var refusedAt = plans[0].Root;
        var actor = http.Actor();
        var others = acts.GroupBy(act => act.Stream).Select(all => all.OrderBy(act => act.Turn).ToList()).ToList();
        var streams = plans.Select(p => p.Stream).Concat(others.Select(all => all[0].Stream)).ToList();

        IReadOnlyList<Decision> DecideAll(IReadOnlyList<Matter?> states, StepContext context, IReadOnlyList<string> numbers)
        {
            var decisions = new Decision[streams.Count];
            for (var at = plans.Count; at < streams.Count; at++)
                decisions[at] = InTurn(others[at - plans.Count], states[at], context, numbers[at]);
            for (var at = 0; at < plans.Count; at++)
            {
                var (plan, before) = (plans[at], states[at]);
                var decision = Noted(plan.Root, plan.Decide(before, context));
                decisions[at] = decision;
                if (decision.Refusal is not null) continue;
                written[at] = plan.Result(before, decision, context.Now);
                if (plan.Referral is not { } referral) continue;
                var shared = streams.IndexOf(referral);
                var known = states[shared]?.Version ?? 0;
                var current = known + ((before as FhirResource)?.ContentVersion ?? 0);
                if (plan.Seen is { } seen && seen != current) decisions[at] = Noted(plan.Root, new StaleVersion(current));
                written[at] = written[at] with { Version = written[at].Version + known + decisions[shared].Events.Count };
            }
            return decisions;
        }

        Decision InTurn(IReadOnlyList<FhirAct> all, Matter? state, StepContext context, string number)
        {
            var events = new List<object>();
            foreach (var act in all)
            {
                var decision = Noted(act.Root, act.Decide(state, context, number));
                if (decision.Refusal is not null) return decision;
                events.AddRange(decision.Events);
                if (act != all[^1]) state = decision.Events.Aggregate(state, (matter, e) => fold.Apply(
                    matter, new(Dated.FactOf(e), (matter?.Version ?? 0) + 1, context.Now, context.Actor.Id)));
            }
            return Decision.Of(events);
        }

        Decision Noted(string root, Decision decision)
        {
            if (decision.Refusal is not null) refusedAt = root;
            return decision;
        }

        var command = new LedgerCommand(
            plans[0].Stream, name, actor, (matter, context, number) => DecideAll([matter], context, [number])[0],
            _ => new Answer(written[0].Status, JsonSerializer.Serialize(written, Json)))
        {
            Receipt = CommandHeaders.Key(http.Request) is { } key
                ? new(actor.Id, alone is { } at ? $"{key}#{at}" : key, hashes.OfRequest(http.Request.Path.Value ?? "", sent))
                : null,
            CorrelationId = http.TraceIdentifier,
            Besides = streams.Count == 1 ? null : new(streams[1..], null, DecideAll)
            {
                Prefixes =
                [
                    .. plans.Skip(1).Select(_ => (string?)null),
                    .. others.Select(all => all.Select(act => act.Prefix).FirstOrDefault(prefix => prefix is not null)),
                ],
            },
        };
        var result = await Execute(command);
        return result.Refusal is { } refusal
            ? throw FhirOutcome.Of(refusal, refusedAt)
            : JsonSerializer.Deserialize<FhirWritten[]>(result.Answer!.Json, Json)!;
    }

    private async Task<CommandResult> Execute(LedgerCommand command)
    {
        try
        {
            return await ledger.Execute(command);
        }
        catch (Exception reason) when (FhirOutcome.Of(reason) is { } refused)
        {
            throw refused;
        }
    }
}
