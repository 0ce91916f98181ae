using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartCity.DeviceGateway.Mqtt;

namespace SmartCity.DeviceGateway.Tests.Mqtt;

/// <summary>Acknowledgements of one connection.</summary>
public sealed class MqttLineTests : IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task A_packet_id_that_is_used_again_before_its_acknowledgement_ends_the_connection()
    {
        using var line = new MqttLine(_wire, new());
        var commit = new TaskCompletionSource<MqttVerdict>();
        await line.Answer(Publish(7), () => commit.Task, CancellationToken.None);
        _wire.Ended.ShouldBeFalse();
        await line.Answer(Publish(7), () => commit.Task, CancellationToken.None);
        (_wire.Ended, line.EndedHere).ShouldBe((true, true));
    }

    [Fact]
    public async Task After_its_acknowledgement_an_id_is_free_again_however_often()
    {
        using var line = new MqttLine(_wire, new() { MostUnacknowledged = 2 });
        for (var i = 0; i < 10; i++)
        {
            await line.Answer(Publish(7), () => Task.FromResult(MqttVerdict.Kept), CancellationToken.None)
                .WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
            await line.SendPacketAsync(new MqttPubAckPacket { PacketIdentifier = 7 }, CancellationToken.None);
        }

        (_wire.Sent, _wire.Ended).ShouldBe((10, false));
    }

    private static MqttPublishPacket Publish(ushort id) =>
        new() { PacketIdentifier = id, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce };

    private sealed class Wire : IMqttChannelAdapter
    {
        public int Sent { get; private set; }

        public bool Ended { get; private set; }

        public long BytesReceived => 0;

        public long BytesSent => 0;

        public X509Certificate2 ClientCertificate => null!;

        public EndPoint RemoteEndPoint => null!;

        public EndPoint LocalEndPoint => null!;

        public bool IsSecureConnection => false;

        public MqttPacketFormatterAdapter PacketFormatterAdapter { get; } =
            new(MqttProtocolVersion.V311, new MqttBufferWriter(4096, 65535));

        public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DisconnectAsync(CancellationToken cancellationToken)
        {
            Ended = true;
            return Task.CompletedTask;
        }

        public Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
        {
            Sent++;
            return Task.CompletedTask;
        }

        public void ResetStatistics()
        {
        }

        public void Dispose()
        {
        }
    }
}
