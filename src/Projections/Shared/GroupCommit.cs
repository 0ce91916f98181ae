using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Group commit: commands that wait at the same moment share one session and one transaction. A lone command waits
/// for nobody; two commands on one matter never share a batch; a batch that fails is run again one by one, so that
/// each command still stands or falls alone (see <c>docs/adr/0004-group-commit.md</c>).
/// </summary>
public sealed class GroupCommit(CommitBatch batch, GroupCommitOptions options)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Pending> _waiting = [];
    private readonly HashSet<Guid> _busyMatters = [];
    private readonly Dictionary<(string, string), Pending> _keysUnderWay = [];
    private int _freeLanes = options.Lanes;

    /// <summary>Runs a command to its end: accepted and durable with its read models, or refused and nothing stored.</summary>
    public async Task<CommandResult> Execute(LedgerCommand command)
    {
        if (command.Receipt is not { } receipt) return await Enqueue(command).Task;

        var mine = new Pending(command);
        while (true)
        {
            Pending first;
            lock (_gate)
            {
                if (!_keysUnderWay.TryGetValue((receipt.Caller, receipt.Key), out first!))
                    _keysUnderWay.Add((receipt.Caller, receipt.Key), first = mine);
            }
            if (first == mine) Enqueue(mine);
            var result = await Outcome(first);

            // The same key was under way: its answer is this one's answer too, when what was sent is the same. What was
            // refused has stored nothing, and left the key to whoever comes next.
            if (first == mine || first.Command.Receipt!.BodyHash == receipt.BodyHash) return result;
            if (result.Answer is not null) return new(null, new IdempotencyKeyReused());
        }
    }

    /// <summary>How a keyed command ended; nobody finds it under way any more.</summary>
    private async Task<CommandResult> Outcome(Pending keyed)
    {
        try
        {
            return await keyed.Task;
        }
        finally
        {
            var receipt = keyed.Command.Receipt!;
            lock (_gate)
            {
                if (_keysUnderWay.GetValueOrDefault((receipt.Caller, receipt.Key)) == keyed)
                    _keysUnderWay.Remove((receipt.Caller, receipt.Key));
            }
        }
    }

    private Pending Enqueue(LedgerCommand command)
    {
        var pending = new Pending(command);
        Enqueue(pending);
        return pending;
    }

    private void Enqueue(Pending pending)
    {
        List<Pending>? next;
        lock (_gate)
        {
            _waiting.AddLast(pending);
            next = TakeBatch();
        }
        if (next is not null) _ = Task.Run(() => RunLane(next));
    }

    /// <summary>The commands that may go now, at most one a matter; null when no lane is free or nothing may go.</summary>
    private List<Pending>? TakeBatch()
    {
        if (_freeLanes == 0) return null;
        List<Pending>? taken = null;
        for (var node = _waiting.First; node is not null && (taken?.Count ?? 0) < options.MostPerBatch;)
        {
            var next = node.Next;
            if (!node.Value.Command.Matters.Any(_busyMatters.Contains))
            {
                _busyMatters.UnionWith(node.Value.Command.Matters);
                (taken ??= []).Add(node.Value);
                _waiting.Remove(node);
            }
            node = next;
        }
        if (taken is not null) _freeLanes--;
        return taken;
    }

    private async Task RunLane(List<Pending>? mine)
    {
        while (mine is not null)
        {
            await batch.Run(mine);
            lock (_gate)
            {
                foreach (var done in mine) _busyMatters.ExceptWith(done.Command.Matters);
                _freeLanes++;
                mine = TakeBatch();
            }
        }
    }
}

/// <summary>How many batches run at once, and how many commands one may hold.</summary>
public sealed record GroupCommitOptions(int Lanes = 2, int MostPerBatch = 64);

/// <summary>A command that waits for its result.</summary>
public sealed class Pending(LedgerCommand command)
{
    private readonly TaskCompletionSource<CommandResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LedgerCommand Command { get; } = command;

    public Task<CommandResult> Task => _done.Task;

    public void Finish(CommandResult result) => _done.TrySetResult(result);

    public void Fail(Exception reason) => _done.TrySetException(reason);
}

/// <summary>The same idempotency key came with something else in it.</summary>
public sealed record IdempotencyKeyReused() : Refusal(RefusalKind.Conflict, "request.idempotency-key-reused",
    new("同一幂等键已用于另一请求。", "This idempotency key was used before for another request."));
