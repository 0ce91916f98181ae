using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>
/// The embedded MQTT server, 3.1.1 and 5 (<c>docs/protocols/mqtt.md</c>): a device signs in with its code and secret,
/// publishes to its own topics and hears its own commands, and is acknowledged after its data is durable.
/// </summary>
internal sealed partial class MqttDoor(
    MqttEndpoint endpoint, MqttOptions options, IDeviceDirectory directory, MqttMessages messages, DeviceIntake intake,
    ILogger<MqttDoor> log) : IHostedService, IDeviceLink, IDisposable
{
    private const string LineKey = "line";
    private const int MostPending = 200, LargestState = 1024;
    private readonly ConcurrentDictionary<string, MqttLine> _lines = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private MqttListener? _listener;
    private MqttServer? _server;

    public string Protocol => "mqtt";

    /// <summary>The port that it listens on; null where it does not.</summary>
    public int? Port => _server is null ? null : _listener?.Port;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (endpoint.Port is not { } port || options.Broker is not null) return;
        _listener = new(new(endpoint.Address, port), options);
        var server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithMaxPendingMessagesPerClient(MostPending)
                .WithDefaultCommunicationTimeout(TimeSpan.FromSeconds(options.ConnectWithinSeconds)).Build(),
            [_listener]);
        server.ValidatingConnectionAsync += Welcome;
        server.InterceptingSubscriptionAsync += Subscribe;
        server.ClientSubscribedTopicAsync += Subscribed;
        server.InterceptingPublishAsync += Publish;
        server.ClientDisconnectedAsync += Gone;
        await server.StartAsync();
        _server = server;
        LogListening(_listener.Port);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // From here on no will is heard: it is this server that goes.
        await _stop.CancelAsync();
        if (_server is not null) await _server.StopAsync(new());
    }

    public async Task<bool> TrySend(DeviceCard device, OpenDeviceCommand command, CancellationToken stop)
    {
        if (_server is null) return false;
        var listening = _lines.Values.Where(l => l.Device?.Id == device.Id && l.HearsCommands).ToList();
        foreach (var revoked in listening.Where(l => !Counts(l)))
            await revoked.End(MqttDisconnectReasonCode.NotAuthorized, CancellationToken.None);
        if (listening.Find(Counts) is not { } line) return false;
        if (!line.Told.TryAdd(command.Id, true)) return true;
        try
        {
            await _server.InjectApplicationMessage(new(CommandMessage.Of(device.Code, command)), stop);
            return true;
        }
        catch
        {
            line.Told.TryRemove(command.Id, out _);
            throw;
        }
    }

    public void Dispose()
    {
        _server?.Dispose();
        _listener?.Dispose();
        _stop.Dispose();
    }

    private async Task Welcome(ValidatingConnectionEventArgs visitor)
    {
        var device = directory.ByCode(visitor.UserName ?? "");
        var line = (MqttLine)visitor.ChannelAdapter;
        var id = string.IsNullOrEmpty(visitor.ClientId) ? visitor.AssignedClientIdentifier = Guid.NewGuid().ToString("N") : visitor.ClientId;
        var code =
            visitor.RawPassword is not { Length: <= 256 } || device is null || !directory.Proves(device, visitor.Password)
                ? MqttConnectReasonCode.BadUserNameOrPassword
            : !device.MaySpeak ? MqttConnectReasonCode.NotAuthorized
            // Who comes under another's name would throw the other out.
            : id.Length > 128 || IsTaken(id, device) ? MqttConnectReasonCode.ClientIdentifierNotValid
            : MqttConnectReasonCode.Success;
        if (code == MqttConnectReasonCode.Success && !await Heard(device!)) code = MqttConnectReasonCode.ServerUnavailable;
        visitor.ReasonCode = code;
        if (code != MqttConnectReasonCode.Success) return;
        (line.Device, line.Secret, line.Pinged) = (device, visitor.Password, l => _ = Pinged(l));
        visitor.SessionItems[LineKey] = line;
        _lines[id] = line;
    }

    private bool IsTaken(string id, DeviceCard device) =>
        _lines.TryGetValue(id, out var other) && other.Device!.Id != device.Id
        || directory.ByCode(id) is { } named && named.Id != device.Id;

    private Task Subscribe(InterceptingSubscriptionEventArgs wish)
    {
        if (LineOf(wish.SessionItems) is { } line && DeviceTopic.MayHear(line.Device!.Code, wish.TopicFilter.Topic)) return Task.CompletedTask;
        wish.ProcessSubscription = false;
        wish.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }

    private Task Subscribed(ClientSubscribedTopicEventArgs done)
    {
        if (LineOf(done.SessionItems) is { } line && DeviceTopic.BringsCommands(done.TopicFilter.Topic)) line.HearsCommands = true;
        return Task.CompletedTask;
    }

    private async Task Publish(InterceptingPublishEventArgs said)
    {
        if (LineOf(said.SessionItems) is not { Device: not null } line) return; // a command, from this server itself
        var packet = line.TakeArrived();
        said.ProcessPublish = false;
        // A will, though the device did not go: it was sent away, is here by another line, or this server goes.
        if (packet is null && (line.EndedHere || _stop.IsCancellationRequested || HasOther(line))) return;
        if (!Counts(line))
        {
            await line.End(MqttDisconnectReasonCode.NotAuthorized, CancellationToken.None);
            return;
        }
        var device = line.Device!;
        if (DeviceTopic.Read(said.ApplicationMessage.Topic) is not { } topic || topic.Code != device.Code)
        {
            (said.Response.ReasonCode, said.Response.ReasonString) = (MqttVerdict.NotAllowed.Code, MqttVerdict.NotAllowed.Reason);
            // MQTT 3.1.1 has no way to say no but to hang up.
            if (!line.SpeaksReasons) await line.End(MqttDisconnectReasonCode.NotAuthorized, CancellationToken.None);
            return;
        }
        var payload = said.ApplicationMessage.Payload;
        var isState = topic.Kind == TopicKind.State;
        if (isState && payload.IsEmpty)
        {
            said.ProcessPublish = true; // takes the last state back
            return;
        }
        if (!isState)
        {
            await line.Answer(
                packet, () => messages.Take(device, topic, payload, patient: !line.SpeaksReasons, _stop.Token), said.CancellationToken);
            return;
        }
        var verdict = payload.Length > LargestState
            ? MqttVerdict.Invalid(new("", new($"最多 {LargestState} 字节。", $"At most {LargestState} bytes.")))
            : await messages.Take(device, topic, payload, patient: !line.SpeaksReasons, _stop.Token);
        (said.Response.ReasonCode, said.Response.ReasonString) = (verdict.Code, verdict.Reason);
        if (verdict == MqttVerdict.Unavailable)
        {
            said.CloseConnection = true;
            await line.End(MqttDisconnectReasonCode.ServerBusy, CancellationToken.None);
            return;
        }
        // The last state is kept for who listens later, whether the device asked for it or not.
        said.ProcessPublish = said.ApplicationMessage.Retain = !verdict.Refused;
    }

    /// <summary>Whether the device may speak and what it proved itself with still counts.</summary>
    private bool Counts(MqttLine line)
    {
        if (directory.ById(line.Device!.Id) is not { MaySpeak: true } now) return false;
        if (!ReferenceEquals(now, line.Device) && !directory.Proves(now, line.Secret)) return false;
        line.Device = now;
        return true;
    }

    private bool HasOther(MqttLine line) => _lines.Values.Any(l => l != line && l.Device!.Id == line.Device!.Id && !l.EndedHere);

    private Task Pinged(MqttLine line) =>
        Counts(line) ? Heard(line.Device!) : line.End(MqttDisconnectReasonCode.NotAuthorized, CancellationToken.None);

    private Task Gone(ClientDisconnectedEventArgs gone)
    {
        if (LineOf(gone.SessionItems) is { } line) _lines.TryRemove(new(gone.ClientId, line));
        return Task.CompletedTask;
    }

    private async Task<bool> Heard(DeviceCard device)
    {
        if (intake.Admit(device, 1) is not null) return true;
        try
        {
            await intake.Heard(device, _stop.Token);
            return true;
        }
        catch (Exception e) when (e is TelemetryUnavailableException or OperationCanceledException)
        {
            return false;
        }
    }

    private static MqttLine? LineOf(System.Collections.IDictionary items) => items[LineKey] as MqttLine;

    [LoggerMessage(LogLevel.Information, "MQTT is spoken on port {Port}")]
    private partial void LogListening(int port);
}
