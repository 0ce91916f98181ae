using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>Takes connections for the embedded server, up to a bound, each with a bound on its packets.</summary>
internal sealed class MqttListener(IPEndPoint endpoint, MqttOptions options) : IMqttServerAdapter
{
    private const int Backlog = 512, SecondsUntilProbe = 60;
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(endpoint);
    private int _connections;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>Where it listens, once it does.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener.Start(Backlog);
        _ = Task.Run(() => Accept(options, logger));
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _stop.Cancel();
        _listener.Stop();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept(MqttServerOptions server, IMqttNetLogger logger)
    {
        while (!_stop.IsCancellationRequested)
            try
            {
                _ = Serve(await _listener.AcceptSocketAsync(_stop.Token), server, logger);
            }
            catch (SocketException)
            {
                // The other side was faster, or this machine has no socket left; neither ends the listening.
                await Task.Delay(100, CancellationToken.None);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
    }

    private async Task Serve(Socket socket, MqttServerOptions server, IMqttNetLogger logger)
    {
        try
        {
            if (Interlocked.Increment(ref _connections) > options.MostConnections || ClientHandler is not { } handle) return;
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SecondsUntilProbe);
            await Task.Yield();
            using var channel = new BoundedChannel(
                new MqttTcpChannel(new NetworkStream(socket, ownsSocket: true), socket.LocalEndPoint, socket.RemoteEndPoint, null),
                options.LargestPacket, options.LargestConnect);
            using var line = new MqttLine(
                new MqttChannelAdapter(channel, new(new MqttBufferWriter(server.WriterBufferSize, server.WriterBufferSizeMax)), logger), options);
            await handle(line);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection went before it began.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
            socket.Dispose();
        }
    }
}
