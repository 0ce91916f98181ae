using Marten;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// One session, one transaction, for the commands of a batch: states, decisions, events with headers, inline read
/// models, receipts, one commit. What fails together is run again one by one.
/// </summary>
public sealed partial class CommitBatch(
    IDocumentStore store, NpgsqlDataSource source, MatterCache cache, MatterFold fold, PublishedCalendar calendar,
    IClock clock, TaskDirectory tasks, MatterFeed feed, ILogger<CommitBatch> log)
{
    private const int MostTries = 5;
    private readonly ISerializer _serializer = store.Options.Serializer();

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
                cache.Forget(command.Command.MatterId);
            }
            catch (Exception reason)
            {
                cache.Forget(command.Command.MatterId);
                command.Fail(reason);
                return;
            }
        }
    }

    /// <summary>Somebody else wrote to the same stream, series or receipt at the same moment: worth another look.</summary>
    private static bool IsRace(Exception reason) =>
        reason.PostgresError() is { SqlState: "23505" or "40001" or "40P01" };

    /// <summary>
    /// Commits what can be accepted. Careless, the states may come from the cache and receipts are not looked up: what
    /// is not accepted then is left waiting, for a careful run.
    /// </summary>
    private async Task Commit(IReadOnlyList<Pending> commands, bool careful)
    {
        await using var session = store.LightweightSession();
        await using var desk = new Desk(source);
        var now = clock.GetCurrentInstant();

        if (careful && commands[0].Command.Receipt is { } receipt && await desk.FindReceipt(receipt) is { } known)
        {
            commands[0].Finish(known);
            return;
        }

        var states = await States(session, commands, fresh: careful);
        var accepted = new List<Accepted>(commands.Count);
        var numbers = await desk.AllotNumbers([.. commands.Select(c => c.Command.NumberPrefix)], now);
        for (var i = 0; i < commands.Count; i++)
        {
            var (pending, command) = (commands[i], commands[i].Command);
            var state = states[i];
            var decision = Decide(command, state, numbers[i], now);
            if (decision.Events.Count == 0 && !careful)
            {
                cache.Forget(command.MatterId);
                continue;
            }
            if (decision.Refusal is { } refusal)
            {
                pending.Finish(new(null, refusal));
                continue;
            }
            accepted.Add(new(pending, state, Evolve(command, state, decision.Events, now), decision.Events));
        }

        if (accepted.Count > 0)
        {
            Queue(session, accepted, desk, now);
            await desk.Commit();
        }
        foreach (var done in accepted)
        {
            if (done.Events.Count > 0)
            {
                cache.Put(done.After);
                tasks.Follow(done.Before, done.After);
            }
            done.Pending.Finish(new(done.Answer, null));
            if (done.Events.Count > 0) feed.Tell(done.After);
        }
    }

    private Decision Decide(LedgerCommand command, Matter? state, string number, Instant now) =>
        command.Decide(state, new(command.OccurredAt ?? now, command.Actor, NewId, calendar.Current), number);

    private Guid NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());

    private Matter Evolve(LedgerCommand command, Matter? state, IReadOnlyList<object> events, Instant now)
    {
        var version = state?.Version ?? 0;
        foreach (var fact in events.Select(e => command.Stamped(e, now)))
            state = fold.Apply(state, new(fact.Fact, ++version, fact.OccurredAt, fact.By!.Id));
        return state ?? throw new InvalidOperationException($"The events of {command.Name} open no matter.");
    }

    private async Task<Matter?[]> States(IDocumentSession session, IReadOnlyList<Pending> commands, bool fresh)
    {
        var states = new Matter?[commands.Count];
        for (var i = 0; i < commands.Count; i++)
        {
            var command = commands[i].Command;
            if (command.NumberPrefix is not null && !fresh) continue;
            states[i] = fresh ? null : cache.Find(command.MatterId);
            states[i] ??= fold.Fold(null, await session.Events.FetchStreamAsync(command.MatterId));
        }
        return states;
    }

    private void Queue(IDocumentSession session, List<Accepted> accepted, Desk desk, Instant now)
    {
        var (append, readModels) = (new LedgerAppend(session, _serializer), new ReadModelWriter());
        foreach (var (pending, before, after, events) in accepted)
        {
            if (events.Count == 0) continue;
            append.Add(pending.Command, before?.Version ?? 0, events, now);
            readModels.Add(ReadModelRows.Of(before), ReadModelRows.Of(after));
        }
        foreach (var done in accepted) done.Answer = done.Pending.Command.Answer(done.After);
        // Receipts first: a key that is known already stops the batch before a place in the global order is taken.
        desk.QueueReceipts([.. accepted.Where(a => a.Pending.Command.Receipt is not null)], now);
        append.Queue(desk, now);
        foreach (var (sql, values) in readModels.Statements()) desk.Queue(sql, values);
    }

    [LoggerMessage(LogLevel.Information, "A batch of {Count} commands failed ({Reason}); each is run again alone.")]
    private partial void LogBatchFailed(int count, string reason);

    internal sealed record Accepted(Pending Pending, Matter? Before, Matter After, IReadOnlyList<object> Events)
    {
        public Answer? Answer { get; set; }
    }
}
