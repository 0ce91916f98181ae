using Marten;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Shared;

/// <summary>
/// One session, one transaction, for the commands of a batch: states, decisions, events with headers, inline read
/// models, receipts, one commit. What fails together is run again one by one.
/// </summary>
public sealed partial class CommitBatch(
    IDocumentStore store, NpgsqlDataSource source, MatterCache cache, MatterFold fold, PublishedCalendar calendar,
    IClock clock, CommitsUnderWay underWay, TaskDirectory tasks, MatterFeed feed, IEnumerable<InlineTable> inlineTables, ILogger<CommitBatch> log)
{
    private const int MostTries = 5;
    private readonly ISerializer _serializer = store.Options.Serializer();
    private readonly IReadOnlyList<InlineTable> _tables = [.. inlineTables];

    internal async Task Run(IReadOnlyList<Pending> commands)
    {
        try
        {
            await Commit(commands, careful: false);
        }
        catch (Exception reason)
        {
            LogBatchFailed(commands.Count, reason.Message);
        }
        foreach (var command in commands.Where(c => !c.Task.IsCompleted)) await RunAlone(command);
    }

    private async Task RunAlone(Pending command)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Commit([command], careful: true);
                return;
            }
            catch (Exception reason) when (attempt < MostTries && IsRace(reason))
            {
                Forget(command);
            }
            catch (Exception reason) when (IsOfErased(reason))
            {
                // Whoever decides on the person's own state says so in their own words; the second time it is said here.
                Forget(command);
                if (attempt == 1) continue;
                command.Finish(new(null, new PersonGone()));
                return;
            }
            catch (Exception reason)
            {
                Forget(command);
                command.Fail(reason);
                return;
            }
        }
    }

    private void Forget(Pending command)
    {
        foreach (var matter in command.Command.Matters) cache.Forget(matter);
    }

    /// <summary>Somebody else wrote to the same stream, series or receipt at the same moment: worth another look.</summary>
    private static bool IsRace(Exception reason) =>
        reason.PostgresError() is { SqlState: "23505" or "40001" or "40P01" };

    /// <summary>Something was to be written of a person who is erased: the ledger refused it, or there is no key for it.</summary>
    private static bool IsOfErased(Exception reason) =>
        reason is PersonErasedException || reason.PostgresError() is { SqlState: "PE001" };

    /// <summary>
    /// Commits what can be accepted. Careless, the states may come from the cache and receipts are not looked up: what
    /// is not accepted then is left waiting, for a careful run.
    /// </summary>
    private async Task Commit(IReadOnlyList<Pending> commands, bool careful)
    {
        var now = underWay.Begin();
        try
        {
            await Commit(commands, careful, now);
        }
        finally
        {
            underWay.End(now);
        }
    }

    private async Task Commit(IReadOnlyList<Pending> commands, bool careful, Instant now)
    {
        await using var session = store.LightweightSession();
        await using var desk = new Desk(source);

        if (careful && commands[0].Command.Receipt is { } receipt && await desk.FindReceipt(receipt) is { } known)
        {
            commands[0].Finish(known);
            return;
        }

        var states = await States(session, commands, fresh: careful);
        var accepted = new List<Accepted>(commands.Count);
        var numbers = await desk.AllotNumbers([.. commands.SelectMany(c => c.Command.NumberPrefixes)], now);
        var at = 0;
        foreach (var pending in commands)
        {
            var command = pending.Command;
            var matters = command.Matters.Count;
            var (before, allotted) = (states.AsMemory(at, matters).ToArray(), numbers.AsMemory(at, matters).ToArray());
            at += matters;
            var decisions = command.DecideAll(before, Context(command, now), allotted);
            if (!careful && decisions.All(d => d.Events.Count == 0))
            {
                Forget(pending);
                continue;
            }
            if (decisions.Select(d => d.Refusal).FirstOrDefault(r => r is not null) is { } refusal)
            {
                if (careful) pending.Finish(new(null, refusal));
                continue;
            }
            accepted.Add(new(pending, [.. decisions.Select((decision, i) => new Change(
                command.Matters[i], before[i], Evolve(command, before[i], decision.Events, now), decision.Events))]));
        }

        if (accepted.Count > 0)
        {
            Queue(session, accepted, desk, now);
            await desk.Commit();
        }
        foreach (var done in accepted)
        {
            var changes = done.Changes.Where(change => change.Events.Count > 0).ToList();
            foreach (var change in changes)
            {
                cache.Put(change.After!);
                tasks.Follow(change.Before, change.After);
            }
            done.Pending.Finish(new(done.Answer, null));
            foreach (var change in changes) feed.Tell(change.After!);
        }
    }

    private StepContext Context(LedgerCommand command, Instant now) =>
        new(command.OccurredAt ?? now, command.Actor, NewId, calendar.Current);

    private Guid NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());

    private Matter? Evolve(LedgerCommand command, Matter? state, IReadOnlyList<object> events, Instant now)
    {
        var version = state?.Version ?? 0;
        foreach (var fact in events.Select(e => command.Stamped(e, now)))
            state = fold.Apply(state, new(fact.Fact, ++version, fact.OccurredAt, fact.By!.Id));
        return state ?? (events.Count == 0 ? null : throw new InvalidOperationException($"The events of {command.Name} open no matter."));
    }

    /// <summary>The state of every matter of every command, one after the other.</summary>
    private async Task<Matter?[]> States(IDocumentSession session, IReadOnlyList<Pending> commands, bool fresh)
    {
        var wanted = commands.SelectMany(c => c.Command.Matters.Zip(c.Command.NumberPrefixes)).ToList();
        var states = new Matter?[wanted.Count];
        for (var i = 0; i < wanted.Count; i++)
        {
            var (matter, prefix) = wanted[i];
            if (prefix is not null && !fresh) continue;
            states[i] = fresh ? null : cache.Find(matter);
            states[i] ??= fold.Fold(null, await session.WholeStream(matter));
        }
        return states;
    }

    private void Queue(IDocumentSession session, List<Accepted> accepted, Desk desk, Instant now)
    {
        var (append, readModels) = (new LedgerAppend(session, _serializer), new ReadModelWriter(_tables));
        foreach (var done in accepted)
            foreach (var (matter, before, after, events) in done.Changes.Where(change => change.Events.Count > 0))
            {
                append.Add(done.Pending.Command, matter, before, after, events, now);
                readModels.Add(before, after);
            }
        foreach (var done in accepted)
            done.Answer = done.Pending.Command.Answer(done.Changes[0].After
                ?? throw new InvalidOperationException($"{done.Pending.Command.Name} answers for a matter that is not there."));
        // Receipts first: a key that is known already stops the batch before a place in the global order is taken.
        desk.QueueReceipts([.. accepted.Where(a => a.Pending.Command.Receipt is not null)], now);
        append.Queue(desk, now);
        foreach (var (sql, values) in readModels.Statements()) desk.Queue(sql, values);
    }

    [LoggerMessage(LogLevel.Information, "A batch of {Count} commands failed ({Reason}); each is run again alone.")]
    private partial void LogBatchFailed(int count, string reason);

    /// <summary>What an accepted command does to one matter.</summary>
    internal sealed record Change(Guid Matter, Matter? Before, Matter? After, IReadOnlyList<object> Events);

    internal sealed record Accepted(Pending Pending, IReadOnlyList<Change> Changes)
    {
        public Answer? Answer { get; set; }
    }
}
