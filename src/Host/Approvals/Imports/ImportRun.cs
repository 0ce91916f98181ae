using System.Runtime.CompilerServices;
using SmartCity.Application.Approvals;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared.Imports;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>How far an import is.</summary>
/// <param name="Lines">Lines read, the first one not counted.</param>
/// <param name="Matters">Matters opened.</param>
/// <param name="Extended">Matters of an earlier import that this one added something to.</param>
/// <param name="Events">Steps recorded.</param>
/// <param name="Known">Matters in which nothing was new.</param>
internal sealed record ImportProgress(string Type, int Lines, int Matters, int Extended, int Events, int Known);

/// <summary>What came of it: the last line of the answer.</summary>
internal sealed record ImportSummary(
    string Type, int Lines, int Matters, int Extended, int Events, int Known, int ErrorCount,
    IReadOnlyList<ImportError> Errors);

/// <summary>
/// One import: traces become commands, a hundred or so under way at a time so that they share commits, each standing or
/// falling alone. A case's matter has an id made of the log's name and the case's, so a second import finds it.
/// </summary>
internal sealed class ImportRun(GroupCommit ledger, MatterReader reader, Actor actor, string correlation)
{
    private const int UnderWay = 128;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private int _matters, _extended, _events, _known;

    /// <summary>Takes the whole file; tells how far it is, and at the end what came of it.</summary>
    public async IAsyncEnumerable<object> Take(ImportFile file, [EnumeratorCancellation] CancellationToken stop)
    {
        var told = TimeProvider.System.GetTimestamp();
        await foreach (var traces in Chunks(file.Traces(stop)).WithCancellation(stop))
        {
            await Take(traces, stop);
            if (TimeProvider.System.GetElapsedTime(told) < Pause) continue;
            told = TimeProvider.System.GetTimestamp();
            yield return new ImportProgress("progress", file.Lines, _matters, _extended, _events, _known);
        }
        yield return new ImportSummary(
            "summary", file.Lines, _matters, _extended, _events, _known, file.Errors.Count, file.Errors.Told);
    }

    private async Task Take(IReadOnlyList<ImportTrace> traces, CancellationToken stop)
    {
        var matters = traces.GroupBy(IdOf).ToList();
        var known = await reader.FindAll([.. matters.Select(matter => matter.Key)], stop);
        await Task.WhenAll(matters.Select(matter => Take(matter, known.GetValueOrDefault(matter.Key))));
    }

    /// <summary>The parts of one matter that stand apart in the file go in one after the other.</summary>
    private async Task Take(IGrouping<Guid, ImportTrace> matter, Matter? known)
    {
        var opens = known is null;
        foreach (var trace in matter)
        {
            await Take(matter.Key, trace, known, opens);
            opens = false;
        }
    }

    private async Task Take(Guid id, ImportTrace trace, Matter? known, bool opens)
    {
        if (known is ImportedApproval before && before.Knows(trace.Case, trace.Steps))
        {
            Interlocked.Increment(ref _known);
            return;
        }
        var (opened, steps) = (false, 0);
        var result = await ledger.Execute(new(id, "import-approval", actor, Decide, MatterAnswer)
        {
            NumberPrefix = opens ? "DX-IM" : null,
            CorrelationId = correlation,
            CausationId = "import/" + trace.Case.Source,
        });
        if (result.Refusal is ApprovalAlreadyImported) Interlocked.Increment(ref _known);
        else if (result.Refusal is { } refusal)
            throw new InvalidOperationException($"{trace.Case.CaseId}: {refusal.Code}");
        else
        {
            if (opened) Interlocked.Increment(ref _matters);
            else Interlocked.Increment(ref _extended);
            Interlocked.Add(ref _events, steps);
        }

        Decision Decide(Matter? matter, StepContext context, string number)
        {
            var decision = ImportApprovalHandler.Handle(new(id, number, trace.Case, trace.Steps), matter, context);
            (opened, steps) = (matter is null, decision.Events.Count(e => Dated.FactOf(e) is ApprovalStepImported));
            return decision;
        }
    }

    private static Answer MatterAnswer(Matter matter) => new(200, "{}");

    private static Guid IdOf(ImportTrace trace) => StreamIds.Of($"import/{trace.Case.Source}/{trace.Case.CaseId}");

    private static async IAsyncEnumerable<IReadOnlyList<ImportTrace>> Chunks(IAsyncEnumerable<ImportTrace> traces)
    {
        var chunk = new List<ImportTrace>(UnderWay);
        await foreach (var trace in traces)
        {
            chunk.Add(trace);
            if (chunk.Count < UnderWay) continue;
            yield return chunk;
            chunk = new(UnderWay);
        }
        if (chunk.Count > 0) yield return chunk;
    }
}
