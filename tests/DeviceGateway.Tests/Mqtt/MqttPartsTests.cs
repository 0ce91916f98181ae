using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;
using SmartCity.DeviceGateway.Mqtt;

namespace SmartCity.DeviceGateway.Tests.Mqtt;

/// <summary>Topics, and the bound on packets.</summary>
public sealed class MqttPartsTests
{
    [Theory]
    [InlineData("devices/a/telemetry", true)]
    [InlineData("devices/a/state", true)]
    [InlineData("devices/a/commands/0198c5b2-0000-7000-8000-000000000000/result", true)]
    [InlineData("devices/a/commands/7/result", false)]
    [InlineData("devices/a/commands/0198c5b2-0000-7000-8000-000000000000", false)]
    [InlineData("devices//telemetry", false)]
    [InlineData("devices/a/telemetry/", false)]
    [InlineData("/devices/a/telemetry", false)]
    [InlineData("Devices/a/telemetry", false)]
    [InlineData("", false)]
    public void A_topic_is_one_of_a_device_or_none(string topic, bool isOne) => (DeviceTopic.Read(topic) is not null).ShouldBe(isOne);

    [Theory]
    [InlineData("devices/a/commands/#", true)]
    [InlineData("devices/a/commands/+", true)]
    [InlineData("devices/a/state", true)]
    [InlineData("devices/a/#", true)]
    [InlineData("devices/+/commands/#", false)]
    [InlineData("devices/ab/commands/#", false)]
    [InlineData("#", false)]
    [InlineData("$share/g/devices/a/commands/#", false)]
    public void A_device_hears_its_own(string filter, bool may) => DeviceTopic.MayHear("a", filter).ShouldBe(may);

    [Fact]
    public async Task Packets_within_the_bound_pass_however_the_bytes_come()
    {
        byte[] bytes = [0x10, 5, 1, 2, 3, 4, 5, 0xC0, 0, 0x30, 0x80 | 100, 1, .. new byte[228], 0xC0, 0];
        foreach (var piece in new[] { 1, 2, 3, 7, 1000 })
        {
            using var channel = new BoundedChannel(new Bytes(bytes, piece), largest: 228, largestFirst: 5);
            var read = new List<byte>();
            var buffer = new byte[3000];
            for (int count; (count = await channel.ReadAsync(buffer, 0, piece % 2 == 0 ? 2 : buffer.Length, CancellationToken.None)) > 0;)
                read.AddRange(buffer[..count]);
            read.ShouldBe(bytes);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x10, 6 })]
    [InlineData(new byte[] { 0x10, 5, 1, 2, 3, 4, 5, 0x30, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x10, 0x80, 0x80, 0x80, 0x80, 1 })]
    public async Task A_packet_beyond_it_is_refused_at_its_length(byte[] bytes)
    {
        using var channel = new BoundedChannel(new Bytes(bytes, 1), largest: 228, largestFirst: 5);
        await Should.ThrowAsync<MqttProtocolViolationException>(async () =>
        {
            while (await channel.ReadAsync(new byte[1], 0, 1, CancellationToken.None) > 0)
            {
            }
        });
    }

    /// <summary>Given bytes, so many at a time.</summary>
    private sealed class Bytes(byte[] bytes, int piece) : IMqttChannel
    {
        private int _at;

        public X509Certificate2 ClientCertificate => null!;

        public EndPoint RemoteEndPoint => null!;

        public EndPoint LocalEndPoint => null!;

        public bool IsSecureConnection => false;

        public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            var taken = Math.Min(Math.Min(count, piece), bytes.Length - _at);
            bytes.AsSpan(_at, taken).CopyTo(buffer.AsSpan(offset));
            _at += taken;
            return Task.FromResult(taken);
        }

        public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
