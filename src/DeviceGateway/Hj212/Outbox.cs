using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What goes to a station, and when.</summary>
/// <param name="After">Must be done first; where it fails, nothing is sent.</param>
/// <param name="Bytes">Null where nothing is to be sent.</param>
/// <param name="Then">Called in order, before the station can have the answer; whatever it sends comes behind.</param>
internal readonly record struct Outgoing(Task? After, byte[]? Bytes, Action? Then = null);

/// <summary>
/// Sends a station its answers in the order of its packets, each after its commit, while further packets are already read.
/// It holds a bounded number; whoever posts waits for room.
/// </summary>
internal sealed class Outbox(PipeWriter output, int window, Action<Exception> onFailure)
{
    private readonly Channel<Outgoing> _queue =
        Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(window) { SingleReader = true });
    private long _sendingSince;

    /// <summary>Since when the station has not taken what is sent to it, by the clock of the machine; 0 where it takes it.</summary>
    public long SendingSince => Volatile.Read(ref _sendingSince);

    public ValueTask Post(Outgoing outgoing, CancellationToken stop) => _queue.Writer.WriteAsync(outgoing, stop);

    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Runs until it is completed and everything is sent.</summary>
    public async Task Run(CancellationToken stop)
    {
        await foreach (var next in _queue.Reader.ReadAllAsync(stop))
        {
            if (next.After is { } after && !await Succeeds(after, stop)) continue;
            if (next.Bytes is { } bytes) output.Write(bytes);
            next.Then?.Invoke();
            if (!_queue.Reader.TryPeek(out var following) || following.After is { IsCompleted: false }) await Flush(stop);
        }
    }

    private async Task<bool> Succeeds(Task task, CancellationToken stop)
    {
        if (!task.IsCompleted && output.UnflushedBytes > 0) await Flush(stop);
        try
        {
            await task;
            return true;
        }
        catch (Exception failure)
        {
            onFailure(failure);
            return false;
        }
    }

    private async ValueTask Flush(CancellationToken stop)
    {
        if (output.UnflushedBytes == 0) return;
        Volatile.Write(ref _sendingSince, Environment.TickCount64);
        await output.FlushAsync(stop);
        Volatile.Write(ref _sendingSince, 0);
    }
}
