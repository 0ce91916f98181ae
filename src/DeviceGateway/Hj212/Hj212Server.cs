using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmartCity.Application.Devices;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// The door for stations that speak HJ 212-2017 or HJ/T 212-2005 over TCP (数采仪接入). One listener; a connection costs a
/// buffer only while bytes are on their way.
/// </summary>
public sealed class Hj212Server : BackgroundService
{
    private readonly Hj212Options _options;
    private readonly Hj212Gate _gate;
    private readonly StationLinks _links;
    private readonly ConcurrentDictionary<StationConnection, byte> _connections = new();
    private Socket? _listener;

    public Hj212Server(
        Hj212Options options, StationIntake intake, IDeviceDirectory directory, IDeviceReports reports, IClock clock,
        TimeProvider time, ILogger<Hj212Server> log)
    {
        _options = options;
        _gate = new(options, intake, directory, reports, clock, time, log);
        _links = new(_gate);
    }

    /// <summary>The way to the stations that are connected here.</summary>
    public IDeviceLink Links => _links;

    public Hj212Totals Totals => _gate.Totals;

    public int Connections => _connections.Count;

    /// <summary>Where it listens; null where it was not opened.</summary>
    public int? Port => (_listener?.LocalEndPoint as IPEndPoint)?.Port;

    /// <summary>Listens when it returns.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.Port is not { } port) return Task.CompletedTask;
        _listener = new(_options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(new IPEndPoint(_options.Address, port));
            _listener.Listen(1024);
        }
        catch (SocketException taken)
        {
            _listener.Dispose();
            throw new IOException($"HJ 212 cannot listen on {_options.Address}:{port}: {taken.Message}", taken);
        }

        _gate.Log.LogInformation("HJ 212 listens on {Address}:{Port}.", _options.Address, Port);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watching = Watch(stoppingToken);
        var serving = new ConcurrentDictionary<Task, byte>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener!.AcceptAsync(stoppingToken);
                if (_connections.Count >= _options.MostConnections)
                {
                    _gate.Log.LogWarning("HJ 212: {Count} connections are open; one more is refused.", _connections.Count);
                    socket.Dispose();
                    continue;
                }

                var task = Serve(socket, stoppingToken);
                serving[task] = 0;
                _ = task.ContinueWith(done => serving.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
            }
            catch (SocketException failure)
            {
                _gate.Log.LogWarning("HJ 212: a connection could not be accepted: {Reason}", failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }

        _listener!.Dispose();
        await Task.WhenAll(serving.Keys);
        await watching;
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        _gate.Dispose();
        base.Dispose();
    }

    private async Task Serve(Socket socket, CancellationToken stop)
    {
        await Task.Yield();
        using var owned = socket;
        var peer = socket.RemoteEndPoint?.ToString() ?? "?";
        StationConnection? connection = null;
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await using var stream = new NetworkStream(socket);
            using var opened = connection = new(new StreamPipe(stream), peer, _gate, _links, stop);
            _connections[connection] = 0;
            await connection.Run();
            if (connection.EndedBecause is { } reason)
                _gate.Log.LogInformation("HJ 212 from {Peer} was closed: {Reason}.", peer, reason);
        }
        catch (Exception failure)
        {
            _gate.Log.LogError(failure, "HJ 212 from {Peer} ended by an error.", peer);
        }
        finally
        {
            if (connection is not null) _connections.TryRemove(connection, out _);
        }
    }

    private async Task Watch(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                foreach (var connection in _connections.Keys) connection.EndIfOverdue();
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A stream read without a buffer while it is silent.</summary>
    private sealed class StreamPipe(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } =
            PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 4096, leaveOpen: true, useZeroByteReads: true));

        public PipeWriter Output { get; } =
            PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 512, leaveOpen: true));
    }
}
