using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>The connections of charging piles over WebSocket (OCPP 1.6J, <c>docs/protocols/ocpp.md</c>).</summary>
public sealed partial class OcppDoor : IDeviceLink
{
    public const string SubProtocol = "ocpp1.6";

    private const int SmallBuffer = 4096;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private readonly OcppAnswers _answers;
    private readonly RefusedMessages _refused;
    private readonly OcppOptions _options;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<Guid, Connection> _connections = new();
    private int _count;

    private sealed record Connection(OcppSession Session, WebSocket Socket, Func<bool> IsWelcome, CancellationTokenSource End)
    {
        /// <summary>Says farewell; the other side answers it, or the connection is cut.</summary>
        public async Task Leave(WebSocketCloseStatus status, string why)
        {
            await Close(Socket, status, why);
            try
            {
                End.CancelAfter(Farewell);
            }
            catch (ObjectDisposedException)
            {
                // It has ended.
            }
        }
    }

    private OcppDoor(OcppAnswers answers, RefusedMessages refused, OcppOptions options, ILogger<OcppDoor> log) =>
        (_answers, _refused, _options, _log) = (answers, refused, options, log);

    /// <summary>Made by the host's services; what it is made of is this project's own.</summary>
    internal static OcppDoor Of(IServiceProvider services) => new(
        services.GetRequiredService<OcppAnswers>(), services.GetRequiredService<RefusedMessages>(),
        services.GetRequiredService<OcppOptions>(), services.GetRequiredService<ILogger<OcppDoor>>());

    public string Protocol => "ocpp16";

    /// <summary>Whether there is room for another connection.</summary>
    public bool HasRoom => Volatile.Read(ref _count) < _options.MostConnections;

    public async Task<bool> TrySend(DeviceCard device, OpenDeviceCommand command, CancellationToken stop)
    {
        if (!_connections.TryGetValue(device.Id, out var connection)) return false;
        if (connection.IsWelcome()) return connection.Session.Tell(command);
        await connection.Leave(WebSocketCloseStatus.PolicyViolation, "revoked");
        return false;
    }

    /// <summary>Talks with the pile until either side ends it. A second connection of the same pile ends the first.</summary>
    /// <param name="isWelcome">Whether what the pile proved itself with still counts; asked at each message and command.</param>
    /// <param name="stop">This server goes: the pile did not.</param>
    public async Task Serve(DeviceCard device, WebSocket socket, Func<bool> isWelcome, CancellationToken stop)
    {
        using var end = new CancellationTokenSource();
        using var oneAtATime = new SemaphoreSlim(1);
        var connection = new Connection(new(device, _answers, _refused, _options, Send, _log), socket, isWelcome, end);
        _connections.AddOrUpdate(device.Id, connection, (id, old) =>
        {
            _ = old.Leave(WebSocketCloseStatus.NormalClosure, "another connection took its place");
            return connection;
        });
        Interlocked.Increment(ref _count);
        await using var going = stop.Register(() => _ = connection.Leave(WebSocketCloseStatus.EndpointUnavailable, "the server goes"));
        var orders = connection.Session.TellCommands(end.Token);
        try
        {
            await Talk(connection.Session, socket, isWelcome, end.Token);
        }
        catch (Exception reason) when (reason is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection is gone, or is to go.
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            await end.CancelAsync();
            await orders.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Close(socket, WebSocketCloseStatus.NormalClosure, "");
            if (_connections.TryRemove(new(device.Id, connection)) && !stop.IsCancellationRequested) await SayGone(device);
        }

        async Task Send(ReadOnlyMemory<byte> message)
        {
            await oneAtATime.WaitAsync(end.Token);
            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, end.Token);
            }
            finally
            {
                oneAtATime.Release();
            }
        }
    }

    private async Task Talk(OcppSession session, WebSocket socket, Func<bool> isWelcome, CancellationToken stop)
    {
        var buffer = new byte[SmallBuffer];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, _options.LargestMessage));
                part = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close) return;
                if (part.MessageType != WebSocketMessageType.Text)
                {
                    await Close(socket, WebSocketCloseStatus.InvalidMessageType, "OCPP 1.6J is text");
                    return;
                }
                if (length >= _options.LargestMessage && !part.EndOfMessage)
                {
                    await Close(socket, WebSocketCloseStatus.MessageTooBig, "");
                    return;
                }
            }
            while (!part.EndOfMessage);
            if (!isWelcome())
            {
                await Close(socket, WebSocketCloseStatus.PolicyViolation, "revoked");
                return;
            }
            await session.Take(buffer.AsMemory(0, length), stop);
            if (buffer.Length > SmallBuffer) buffer = new byte[SmallBuffer];
        }
    }

    private static async Task Close(WebSocket socket, WebSocketCloseStatus status, string why)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await socket.CloseOutputAsync(status, why, patience.Token);
        }
        catch (Exception reason) when (reason is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It is closed.
        }
    }

    private async Task SayGone(DeviceCard device)
    {
        try
        {
            await _answers.Gone(device, CancellationToken.None);
        }
        catch (Exception reason)
        {
            // Its silence will tell.
            LogNotTold(reason, device.Code);
        }
    }

    [LoggerMessage(LogLevel.Warning, "That {Device} went could not be kept.")]
    private partial void LogNotTold(Exception reason, string device);
}
