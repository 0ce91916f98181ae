using System.Security.Cryptography;
using System.Text.Json;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>A resource that others are to be let read, because something that they may read refers to it.</summary>
internal sealed record FhirShare(Guid Stream, IReadOnlyList<string> Units);

/// <summary>Brings writes into the ledger: all of them in one transaction, or none.</summary>
internal sealed class FhirLedger(GroupCommit ledger)
{
    private static readonly JsonSerializerOptions Json = ApiJson.Options;

    /// <summary>What became of each of the plans, in their order.</summary>
    /// <exception cref="FhirRefused">One of them is refused; nothing is stored.</exception>
    public async Task<IReadOnlyList<FhirWritten>> Write(
        HttpContext http, string name, IReadOnlyList<FhirPlan> plans, IReadOnlyList<FhirShare> shares, byte[] sent)
    {
        var written = new FhirWritten[plans.Count];
        var refusedAt = 0;
        var plain = plans.Count == 1 && shares.Count == 0;
        var actor = http.Actor();

        Decision DecideOne(int at, Matter? before, StepContext context)
        {
            var decision = plans[at].Decide(before, context);
            if (decision.Refusal is not null) refusedAt = at;
            else written[at] = plans[at].Result(before, decision, context.Now);
            return decision;
        }

        IReadOnlyList<Decision> DecideAll(IReadOnlyList<Matter?> states, StepContext context, IReadOnlyList<string> numbers) =>
        [
            .. plans.Select((_, at) => DecideOne(at, states[at], context)),
            .. shares.Select((share, at) => FhirHandlers.Handle(new ShareFhirResource(share.Stream, share.Units), states[plans.Count + at])),
        ];

        var command = new LedgerCommand(
            plans[0].Stream, name, actor, (matter, context, _) => DecideOne(0, matter, context),
            _ => new Answer(written[0].Status, JsonSerializer.Serialize(written, Json)))
        {
            Receipt = CommandHeaders.Key(http.Request) is { } key
                ? new(actor.Id, key, Convert.ToBase64String(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(http.Request.Path.Value ?? ""), .. sent])))
                : null,
            CorrelationId = http.TraceIdentifier,
            Besides = plain ? null : new([.. plans.Skip(1).Select(p => p.Stream), .. shares.Select(s => s.Stream)], null, DecideAll),
        };
        var result = await Execute(command);
        return result.Refusal is { } refusal
            ? throw FhirOutcome.Of(refusal, plans[refusedAt].Root)
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
