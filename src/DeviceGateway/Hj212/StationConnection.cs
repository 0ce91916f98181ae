using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// One connection (连接): cuts packets off its stream, hands each to the <see cref="Reception"/>, counts what is broken, and goes
/// on. Nothing that a station sends ends it; it ends when the other side closes, when a packet does not get whole in time, when
/// answers are not taken, and when the station has come by another connection.
/// </summary>
internal sealed class StationConnection : IDisposable
{
    private const int LoggedOfAReason = 10, MostInARow = 100;

    private readonly Hj212Gate _gate;
    private readonly PipeReader _input;
    private readonly CancellationTokenSource _ending;
    private readonly Reception _reception;
    private readonly long[] _broken = new long[Enum.GetValues<Fault>().Length];
    private readonly long _openedAt = Environment.TickCount64;
    private byte[] _scratch = [];
    private long _partialSince;
    private int _brokenInARow;

    public StationConnection(IDuplexPipe pipe, string peer, Hj212Gate gate, StationLinks links, CancellationToken stop)
    {
        (_gate, _input, Peer) = (gate, pipe.Input, peer);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Stop = _ending.Token;
        Outbox = new(pipe.Output, gate.Options.Window, NotKept);
        _reception = new(gate, links, this);
    }

    public string Peer { get; }

    public Outbox Outbox { get; }

    /// <summary>Ends with the connection.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Whether a station has proved itself on it.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Why it was closed from this side.</summary>
    public string? EndedBecause { get; private set; }

    /// <summary>Broken packets of this connection, by reason.</summary>
    public long Broken(Fault fault) => Volatile.Read(ref _broken[(int)fault]);

    /// <summary>Runs until the connection ends.</summary>
    public async Task Run()
    {
        var sending = Send();
        try
        {
            await Read();
            Outbox.Complete();
            await sending;
        }
        catch (Exception ending) when (ending is OperationCanceledException or IOException or ObjectDisposedException)
        {
        }
        finally
        {
            End(null);
            _reception.Leave();
            await sending;
        }
    }

    /// <summary>Closes it from this side.</summary>
    public void End(string? reason)
    {
        EndedBecause ??= reason;
        try
        {
            _ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    /// <summary>Closes it where something takes too long; asked once a second.</summary>
    public void EndIfOverdue()
    {
        var now = Environment.TickCount64;
        var (partial, sending) = (Volatile.Read(ref _partialSince), Outbox.SendingSince);
        if (partial > 0 && now - partial > _gate.Options.PacketLimit.TotalMilliseconds)
        {
            _gate.Totals.SlowOne();
            End("a packet did not get whole in time");
        }
        else if (sending > 0 && now - sending > _gate.Options.PacketLimit.TotalMilliseconds)
        {
            End("it does not take its answers");
        }
        else if (!IsKnown && now - _openedAt > _gate.Options.StrangerLimit.TotalMilliseconds)
        {
            End("no station proved itself on it");
        }
    }

    public void Dispose() => _ending.Dispose();

    private async Task Send()
    {
        try
        {
            await Outbox.Run(Stop);
        }
        catch (Exception ending) when (ending is OperationCanceledException or IOException or ObjectDisposedException)
        {
            End(null);
        }
    }

    private async Task Read()
    {
        while (true)
        {
            var result = await _input.ReadAsync(Stop);
            var buffer = result.Buffer;
            while (FrameCutter.TryCut(ref buffer, out var cut)) await Take(cut);
            if (buffer.IsEmpty) Volatile.Write(ref _partialSince, 0);
            else if (Volatile.Read(ref _partialSince) == 0) Volatile.Write(ref _partialSince, Environment.TickCount64);
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return;
        }
    }

    private async ValueTask Take(Cut cut)
    {
        Volatile.Write(ref _partialSince, 0);
        if (cut.Garbage > 0) await Note(Fault.Garbage, cut.Garbage);
        if (cut.Fault == Fault.NoTail) await Note(Fault.NoTail, FrameCutter.LongestLine);
        if (cut.Line.IsEmpty) return;
        var line = Flat(cut.Line);
        var fault = await Receive(line);
        if (fault != Fault.None && line.Span[2..].LastIndexOf("##"u8) is var again and >= 0
            && await Receive(line[(again + 2)..]) == Fault.None)
            fault = Fault.Garbage;
        if (fault == Fault.None) _brokenInARow = 0;
        else await Note(fault, line.Length);
    }

    private async ValueTask<Fault> Receive(ReadOnlyMemory<byte> line)
    {
        try
        {
            return await _reception.Take(line, Stop);
        }
        catch (Exception failure) when (!Stop.IsCancellationRequested)
        {
            NotKept(failure);
            return Fault.None;
        }
    }

    /// <summary>The line in one piece, good until the next one.</summary>
    private ReadOnlyMemory<byte> Flat(in ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment) return line.First;
        var length = (int)line.Length;
        if (_scratch.Length < length) _scratch = new byte[Math.Max(length, 2048)];
        line.CopyTo(_scratch);
        return _scratch.AsMemory(0, length);
    }

    /// <summary>Counts and tells what is broken. Who sends nothing else is read slowly.</summary>
    private async ValueTask Note(Fault fault, long bytes)
    {
        var count = Interlocked.Increment(ref _broken[(int)fault]);
        _gate.Totals.BrokenOne(fault);
        if (count <= LoggedOfAReason || count % 1000 == 0)
            _gate.Log.LogWarning(
                "HJ 212 from {Peer}: {Bytes} bytes were no packet ({Fault}, number {Count} of this connection).",
                Peer, bytes, fault, count);
        if (++_brokenInARow > MostInARow) await Task.Delay(100, Stop);
    }

    private void NotKept(Exception failure)
    {
        if (Stop.IsCancellationRequested) return;
        _gate.Totals.NotKept();
        _gate.Log.LogWarning("HJ 212 from {Peer}: a packet could not be kept and is not answered: {Reason}", Peer, failure.Message);
    }
}
