using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartCity.Application.Devices;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>
/// One connection to the embedded server. It holds back each acknowledgement until what it answers is durable, and goes on
/// reading meanwhile, up to a bound: a device is not slowed down to one message a commit. What could not be kept is not
/// answered; the connection ends, and the device sends again.
/// </summary>
internal sealed class MqttLine(IMqttChannelAdapter wire, MqttOptions options) : IMqttChannelAdapter
{
    private const ushort MostAliases = 16;
    private readonly ConcurrentDictionary<ushort, Task<MqttVerdict>> _outcomes = new();
    private readonly SemaphoreSlim _room = new(options.MostUnacknowledged);
    private MqttPublishPacket? _arrived;

    /// <summary>Whose it is; set when the sender has proved it.</summary>
    public DeviceCard? Device { get; set; }

    /// <summary>What it proved it with: it may be revoked.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Commands reach the device.</summary>
    public bool HearsCommands { get; set; }

    /// <summary>The connection was ended here: the device's will says nothing.</summary>
    public bool EndedHere { get; private set; }

    /// <summary>The commands that were told over this connection.</summary>
    public ConcurrentDictionary<Guid, bool> Told { get; } = new();

    /// <summary>The device shows that it is there without saying anything.</summary>
    public Action<MqttLine>? Pinged { get; set; }

    public bool SpeaksReasons => PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;

    public long BytesReceived => wire.BytesReceived;

    public long BytesSent => wire.BytesSent;

    public X509Certificate2 ClientCertificate => wire.ClientCertificate;

    public EndPoint RemoteEndPoint => wire.RemoteEndPoint;

    public EndPoint LocalEndPoint => wire.LocalEndPoint;

    public bool IsSecureConnection => wire.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => wire.PacketFormatterAdapter;

    /// <summary>Waits for room and then lets the outcome decide on the acknowledgement of the message.</summary>
    public async Task Answer(MqttPublishPacket? packet, Func<Task<MqttVerdict>> handle, CancellationToken stop)
    {
        await _room.WaitAsync(stop);
        var isAnswered = packet is { QualityOfServiceLevel: not MqttQualityOfServiceLevel.AtMostOnce };
        if (isAnswered && _outcomes.ContainsKey(packet!.PacketIdentifier))
        {
            _room.Release();
            // Said again too early (DUP), it is answered behind the first. Another message may not have the id yet (MQTT 5, 2.2.1).
            if (!packet.Dup) await End(MqttDisconnectReasonCode.ProtocolError, CancellationToken.None);
            return;
        }
        var outcome = handle();
        if (isAnswered) _outcomes[packet!.PacketIdentifier] = outcome;
        else _ = outcome.ContinueWith(_ => _room.Release(), TaskScheduler.Default);
    }

    /// <summary>The message that just arrived; null for a will, which arrives from nowhere.</summary>
    public MqttPublishPacket? TakeArrived() => Interlocked.Exchange(ref _arrived, null);

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        var packet = await wire.ReceivePacketAsync(cancellationToken);
        switch (packet)
        {
            // No session outlives its connection: what a device must be told is kept in the ledger.
            case MqttConnectPacket connect:
                connect.CleanSession = true;
                break;
            case MqttPublishPacket { TopicAlias: > MostAliases }:
                throw new MqttProtocolViolationException("More topic aliases than agreed.");
            case MqttPublishPacket publish:
                _arrived = publish;
                break;
            case MqttPingReqPacket:
                Pinged?.Invoke(this);
                break;
        }
        return packet!;
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttConnAckPacket welcome) Agree(welcome);
        if (packet is not (MqttPubAckPacket or MqttPubRecPacket)
            || !_outcomes.TryRemove(((MqttPacketWithIdentifier)packet).PacketIdentifier, out var outcome))
        {
            await wire.SendPacketAsync(packet, cancellationToken);
            return;
        }
        var verdict = await outcome.WaitAsync(cancellationToken);
        if (verdict == MqttVerdict.Unavailable)
        {
            await End(MqttDisconnectReasonCode.ServerBusy, cancellationToken);
            return;
        }
        Say(packet, verdict);
        await wire.SendPacketAsync(packet, cancellationToken);
        _room.Release();
    }

    /// <summary>Ends the connection, telling a device of MQTT 5 why.</summary>
    public async Task End(MqttDisconnectReasonCode reason, CancellationToken stop)
    {
        EndedHere = true;
        if (SpeaksReasons) await wire.SendPacketAsync(new MqttDisconnectPacket { ReasonCode = reason }, stop);
        await wire.DisconnectAsync(stop);
    }

    public Task ConnectAsync(CancellationToken cancellationToken) => wire.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => wire.DisconnectAsync(cancellationToken);

    public void ResetStatistics() => wire.ResetStatistics();

    public void Dispose() => wire.Dispose();

    private void Agree(MqttConnAckPacket welcome)
    {
        welcome.MaximumPacketSize = (uint)options.LargestPacket;
        welcome.ReceiveMaximum = (ushort)options.MostUnacknowledged;
        welcome.TopicAliasMaximum = MostAliases;
        welcome.SubscriptionIdentifiersAvailable = false;
        welcome.SharedSubscriptionAvailable = false;
    }

    private static void Say(MqttPacket packet, MqttVerdict verdict)
    {
        if (packet is MqttPubAckPacket ack) (ack.ReasonCode, ack.ReasonString) = (verdict.Code, verdict.Reason);
        if (packet is MqttPubRecPacket rec) (rec.ReasonCode, rec.ReasonString) = ((MqttPubRecReasonCode)verdict.Code, verdict.Reason);
    }
}
