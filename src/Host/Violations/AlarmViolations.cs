using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Violations;

/// <summary>
/// Opens a violation for what happened elsewhere, such as an exceedance that an alarm found: nobody knows yet whose it is.
/// </summary>
internal sealed class AlarmViolations(GroupCommit ledger, ViolationReporting reporting, MatterReader matters) : IOpensMatters
{
    public string Consequence => "violation";

    public async Task<(OpenedMatter? Opened, Refusal? Refusal)> Open(Occurrence occurrence, CancellationToken stop)
    {
        // The same cause has the same matter, whoever tells it and however often.
        var id = StreamIds.Of($"violation/{occurrence.Cause:N}");
        if (await matters.Find(id, null, null, stop) is not { } known)
        {
            var result = await ledger.Execute(new(
                id, "report-violation", Actor.System,
                (matter, context, number) =>
                    matter is null ? reporting.Report(id, occurrence, context, number) : Decision.Nothing,
                OpenedAnswer.Of)
            {
                NumberPrefix = ViolationReporting.NumberPrefix,
                CausationId = occurrence.Cause.ToString(),
            });
            if (result.Refusal is { } refusal) return (null, refusal);
            known = (await matters.Find(id, null, null, stop))!;
        }

        return (new(known.Id, known.Number), null);
    }
}
