using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Mqtt;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Doors;

/// <summary>Devices that speak MQTT, with a real client of either version.</summary>
public sealed class MqttTests(SharedHost host)
{
    private const string Noon = "2026-03-13T12:00:00+08:00";

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task A_message_is_acknowledged_when_its_values_are_kept(MqttProtocolVersion version)
    {
        var device = await Registered.New(host.Host);
        using var client = await Connected(device, version);
        var done = await client.PublishAsync(Message(device.Code, "telemetry", Items("p", 3)));
        done.ReasonCode.ShouldBe(MqttClientPublishReasonCode.Success);
        (await device.Kept()).Count.ShouldBe(3);
        await client.PublishAsync(Message(device.Code, "telemetry", Items("p", 3)));
        await client.PublishAsync(Message(device.Code, "telemetry", $$"""{"point":"q","value":1,"at":"{{Noon}}"}""", MqttQualityOfServiceLevel.ExactlyOnce));
        (await device.Kept()).Count.ShouldBe(4);
        (await device.HeardAt()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Many_messages_may_be_on_their_way_and_each_is_answered()
    {
        var device = await Registered.New(host.Host);
        using var client = await Connected(device);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            client.PublishAsync(Message(device.Code, "telemetry", Items($"p{i}", 2)))));
        answers.ShouldAllBe(a => a.ReasonCode == MqttClientPublishReasonCode.Success);
        (await device.Kept()).Count.ShouldBe(400);
    }

    [Fact]
    public async Task Who_cannot_prove_itself_stays_outside()
    {
        var (device, planned) = (await Registered.New(host.Host), await Registered.New(host.Host, lifeCycle: "planned"));
        (await Answer(device with { Secret = new string('0', 40) })).ShouldBe(MqttClientConnectResultCode.BadUserNameOrPassword);
        (await Answer(device with { Code = "nobody" })).ShouldBe(MqttClientConnectResultCode.BadUserNameOrPassword);
        (await Answer(planned)).ShouldBe(MqttClientConnectResultCode.NotAuthorized);
        (await Answer(device, id: planned.Code)).ShouldBe(MqttClientConnectResultCode.ClientIdentifierNotValid);
        (await Answer(device)).ShouldBe(MqttClientConnectResultCode.Success);
    }

    [Fact]
    public async Task A_device_may_say_and_hear_only_what_is_its_own()
    {
        var (device, other) = (await Registered.New(host.Host), await Registered.New(host.Host));
        using var client = await Connected(device);
        (await client.PublishAsync(Message(other.Code, "telemetry", Items("p", 1)))).ReasonCode.ShouldBe(MqttClientPublishReasonCode.NotAuthorized);
        (await client.PublishAsync(Message(device.Code, "elsewhere", Items("p", 1)))).ReasonCode.ShouldBe(MqttClientPublishReasonCode.NotAuthorized);
        (await other.Kept()).ShouldBeEmpty();
        foreach (var filter in new[] { "#", "devices/+/state", $"devices/{other.Code}/commands/#", "$SYS/#" })
            (await client.SubscribeAsync(filter)).Items.Single().ResultCode.ShouldBe(MqttClientSubscribeResultCode.NotAuthorized);
        (await client.SubscribeAsync($"devices/{device.Code}/commands/#")).Items.Single().ResultCode.ShouldBe(MqttClientSubscribeResultCode.GrantedQoS0);
        // In version 3.1.1 there is no word for it: the connection ends.
        using var old = await Connected(device, MqttProtocolVersion.V311, "-old");
        await Should.ThrowAsync<Exception>(() => old.PublishAsync(Message(other.Code, "telemetry", Items("p", 1))));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_its_reason_and_the_connection_lives()
    {
        var device = await Registered.New(host.Host);
        using var client = await Connected(device);
        foreach (var bad in new[] { "", "{", "[1]", "[{\"point\":\"p\"}]", $$"""[{"point":"p","value":1e999,"at":"{{Noon}}"}]""" })
        {
            var answer = await client.PublishAsync(Message(device.Code, "telemetry", bad));
            answer.ReasonCode.ShouldBe(MqttClientPublishReasonCode.PayloadFormatInvalid, bad);
            answer.ReasonString.ShouldNotBeNullOrEmpty();
        }
        (await client.PublishAsync(Message(device.Code, "telemetry", Items("p", 1)))).ReasonCode.ShouldBe(MqttClientPublishReasonCode.Success);
    }

    [Fact]
    public async Task The_last_state_is_retained_and_becomes_a_fact()
    {
        var device = await Registered.New(host.Host);
        using var client = await Connected(device);
        await client.PublishAsync(Message(device.Code, "state", """{"component":"light","state":"on"}"""));
        (await device.Events("device_state_reported")).ShouldHaveSingleItem();
        var heard = new TaskCompletionSource<string>();
        client.ApplicationMessageReceivedAsync += received =>
        {
            heard.TrySetResult(received.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await client.SubscribeAsync($"devices/{device.Code}/state");
        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldContain("on");
    }

    [Fact]
    public async Task A_will_means_offline_at_once_and_leaving_politely_does_not()
    {
        var device = await Registered.New(host.Host);
        var (polite, _) = await Raw(device, will: true);
        await polite.WriteAsync(new byte[] { 0xE0, 0 });
        polite.Dispose();
        var (broken, _) = await Raw(device, will: true);
        await Task.Delay(300);
        (await device.Events()).ShouldNotContain("device_went_offline");
        broken.Dispose();
        await Registered.Eventually(async () => (await device.Events()).Contains("device_went_offline"));
        (await device.Events("device_went_offline")).ShouldHaveSingleItem().ShouldContain("will");
    }

    [Fact]
    public async Task A_packet_that_announces_too_much_ends_the_connection_before_it_is_read()
    {
        var device = await Registered.New(host.Host);
        using var stranger = new TcpClient("127.0.0.1", Port);
        await stranger.GetStream().WriteAsync(new byte[] { 0x10, 0xFF, 0xFF, 0xFF, 0x7F });
        (await stranger.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(5))).ShouldBe(0);
        var (known, _) = await Raw(device, will: false);
        await known.WriteAsync(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x7F });
        (await known.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(5))).ShouldBe(0);
    }

    [Fact]
    public async Task A_command_reaches_the_device_once_and_its_result_comes_back()
    {
        var device = await Registered.New(host.Host);
        using var client = await Connected(device);
        var heard = new List<MqttApplicationMessage>();
        client.ApplicationMessageReceivedAsync += received =>
        {
            lock (heard) heard.Add(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        var now = SystemClock.Instance.GetCurrentInstant();
        var command = new OpenDeviceCommand(Guid.CreateVersion7(), "light", """{"on":true}""", now, now + Duration.FromMinutes(1), "admin");
        var card = host.Host.Service<IDeviceDirectory>().ByCode(device.Code)!;
        var link = host.Host.Service<MqttDoor>();
        (await link.TrySend(card, command, CancellationToken.None)).ShouldBeFalse("it does not listen yet");
        await client.SubscribeAsync($"devices/{device.Code}/commands/#", MqttQualityOfServiceLevel.AtLeastOnce);
        (await link.TrySend(card, command, CancellationToken.None)).ShouldBeTrue();
        (await link.TrySend(card, command, CancellationToken.None)).ShouldBeTrue();
        await Registered.Eventually(() => Task.FromResult(heard.Count > 0));
        await Task.Delay(200);
        heard.Count.ShouldBe(1);
        heard[0].Topic.ShouldBe($"devices/{device.Code}/commands/{command.Id}");
        JsonDocument.Parse(heard[0].ConvertPayloadToString()).RootElement.GetProperty("parameters").GetProperty("on").GetBoolean().ShouldBeTrue();
        var answer = await client.PublishAsync(Message(device.Code, $"commands/{command.Id}/result", """{"ok":true,"result":{"on":true}}"""));
        answer.ReasonCode.ShouldBeOneOf(MqttClientPublishReasonCode.Success, MqttClientPublishReasonCode.NoMatchingSubscribers);
    }

    private int Port => host.Host.Service<MqttDoor>().Port!.Value;

    private static string Items(string point, int count) => JsonSerializer.Serialize(Enumerable.Range(0, count)
        .Select(i => new { point, value = i, at = $"2026-03-13T12:00:{i:D2}Z" }));

    private static MqttApplicationMessage Message(
        string code, string what, string payload, MqttQualityOfServiceLevel quality = MqttQualityOfServiceLevel.AtLeastOnce) =>
        new MqttApplicationMessageBuilder().WithTopic($"devices/{code}/{what}").WithPayload(payload).WithQualityOfServiceLevel(quality).Build();

    private async Task<IMqttClient> Connected(Registered device, MqttProtocolVersion version = MqttProtocolVersion.V500, string id = "")
    {
        var client = new MqttClientFactory().CreateMqttClient();
        (await client.ConnectAsync(Options(device, version, device.Code + id))).ResultCode.ShouldBe(MqttClientConnectResultCode.Success);
        return client;
    }

    private async Task<MqttClientConnectResultCode> Answer(Registered device, string? id = null)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        return (await client.ConnectAsync(Options(device, MqttProtocolVersion.V500, id ?? device.Code + "-test"))).ResultCode;
    }

    private MqttClientOptions Options(Registered device, MqttProtocolVersion version, string id) => new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", Port).WithProtocolVersion(version).WithClientId(id).WithCredentials(device.Code, device.Secret)
        .WithTimeout(TimeSpan.FromSeconds(20)).Build();

    /// <summary>A connection of MQTT 3.1.1 made of bytes.</summary>
    private async Task<(NetworkStream Stream, TcpClient Client)> Raw(Registered device, bool will)
    {
        var body = new List<byte>([0, 4, .. "MQTT"u8, 4, (byte)(will ? 0xCE : 0xC2), 0, 60]);
        Add(device.Code + "-raw");
        if (will) Add($"devices/{device.Code}/state");
        if (will) Add("""{"state":"offline"}""");
        Add(device.Code);
        Add(device.Secret);
        var client = new TcpClient("127.0.0.1", Port);
        byte[] length = body.Count < 128 ? [(byte)body.Count] : [(byte)(body.Count % 128 | 128), (byte)(body.Count / 128)];
        await client.GetStream().WriteAsync((byte[])[0x10, .. length, .. body]);
        var answer = new byte[4];
        await client.GetStream().ReadExactlyAsync(answer);
        answer.ShouldBe(new byte[] { 0x20, 2, 0, 0 });
        return (client.GetStream(), client);

        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            body.AddRange([(byte)(bytes.Length / 256), (byte)bytes.Length, .. bytes]);
        }
    }
}
