using System.Runtime.CompilerServices;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared.Imports;

/// <summary>
/// One import: items become commands, a hundred or so under way at a time so that they share commits, each standing or
/// falling alone.
/// </summary>
internal sealed class ImportRun<TItem>(
    ImportOf<TItem> import, string source, GroupCommit ledger, MatterReader reader, Actor actor, string correlation)
{
    private const int UnderWay = 128;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private int _matters, _extended, _events, _known;

    /// <summary>Takes the whole file; tells how far it is, and at the end what came of it.</summary>
    public async IAsyncEnumerable<object> Take(
        IAsyncEnumerable<TItem> items, CsvLines lines, [EnumeratorCancellation] CancellationToken stop)
    {
        var told = TimeProvider.System.GetTimestamp();
        await foreach (var some in items.Chunk(UnderWay).WithCancellation(stop))
        {
            await Take(some, stop);
            if (TimeProvider.System.GetElapsedTime(told) < Pause) continue;
            told = TimeProvider.System.GetTimestamp();
            yield return new ImportProgress("progress", lines.Count, _matters, _extended, _events, _known);
        }
        yield return new ImportSummary(
            "summary", lines.Count, _matters, _extended, _events, _known, lines.Errors.Count, lines.Errors.Told);
    }

    private async Task Take(IReadOnlyList<TItem> items, CancellationToken stop)
    {
        var matters = items.GroupBy(import.Id).ToList();
        var known = await reader.FindAll([.. matters.Select(matter => matter.Key)], stop);
        await Task.WhenAll(matters.Select(matter => Take(matter, known.GetValueOrDefault(matter.Key))));
    }

    /// <summary>The parts of one matter that stand apart in the file go in one after the other.</summary>
    private async Task Take(IGrouping<Guid, TItem> matter, Matter? known)
    {
        var opens = known is null;
        foreach (var item in matter)
        {
            await Take(matter.Key, item, known, opens);
            opens = false;
        }
    }

    private async Task Take(Guid id, TItem item, Matter? known, bool opens)
    {
        if (known is not null && import.Knows(known, item))
        {
            Interlocked.Increment(ref _known);
            return;
        }
        var (opened, events, facts) = (false, 0, 0);
        var result = await ledger.Execute(new(id, import.Command, actor, Decide, _ => new(200, "{}"))
        {
            NumberPrefix = opens ? "DX-IM" : null,
            CorrelationId = correlation,
            CausationId = "import/" + source,
        });
        if (result.Refusal is { } refusal) throw new InvalidOperationException($"{import.Command} {id}: {refusal.Code}");
        if (events == 0) Interlocked.Increment(ref _known);
        else if (opened) Interlocked.Increment(ref _matters);
        else Interlocked.Increment(ref _extended);
        Interlocked.Add(ref _events, facts);

        Decision Decide(Matter? matter, StepContext context, string number)
        {
            var decision = import.Decide(item, id, number, matter, context);
            (opened, events) = (matter is null, decision.Events.Count);
            facts = decision.Events.Count(e => import.IsOriginal(Dated.FactOf(e)));
            return decision;
        }
    }
}
