using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SmartCity.DeviceGateway.Mqtt;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Doors;

/// <summary>Devices behind an external broker: Debian's mosquitto.</summary>
public sealed class BrokerTests
{
    [Fact]
    public async Task Two_gateways_share_the_messages_of_a_broker_and_what_one_could_not_keep_is_not_lost()
    {
        Assert.SkipWhen(Mosquitto.Program is null, "mosquitto is not installed; as root ./smartcity test installs it.");
        using var broker = Mosquitto.Start();
        var database = await Databases.New();
        var first = await RunningHost.Start(database, keep: true, more: Settings(broker, "gateway-1"));
        await using var second = await RunningHost.Start(database, keep: false, more: Settings(broker, "gateway-2"));
        await Registered.Eventually(() => Task.FromResult(first.Service<MqttBroker>().Connected && second.Service<MqttBroker>().Connected));
        var device = await Registered.New(second);
        // The other node follows the registry.
        await Registered.Eventually(() => Task.FromResult(
            first.Service<SmartCity.Application.Devices.IDeviceDirectory>().ByCode(device.Code) is not null));

        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(device.Code).Build());
        await Send(0, 100);
        await Registered.Eventually(async () => (await device.Kept()).Count == 100);
        (Taken(first), Taken(second)).ShouldBe((true, true), "both took a share");

        await first.DisposeAsync();
        await Send(100, 100);
        await Registered.Eventually(async () => (await device.Kept()).Count == 200);

        async Task Send(int from, int count)
        {
            for (var i = from; i < from + count; i++)
                await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"devices/{device.Code}/telemetry")
                    .WithPayload($$"""{"point":"p{{i}}","value":{{i}},"at":"2026-03-13T12:00:00Z"}""")
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        }
    }

    private static bool Taken(RunningHost host) => host.Service<MqttBroker>().Acknowledged > 0;

    private static string[] Settings(Mosquitto broker, string name) =>
        [$"--DeviceGateway:Mqtt:Broker=127.0.0.1:{broker.Port}", $"--DeviceGateway:Mqtt:BrokerClient={name}"];

    /// <summary>A broker of its own on a free port.</summary>
    private sealed class Mosquitto : IDisposable
    {
        private readonly Process _process;
        private readonly string _settings;

        private Mosquitto(Process process, string settings, int port) => (_process, _settings, Port) = (process, settings, port);

        public static string? Program { get; } =
            ((string[])[.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin"])
                .Select(folder => Path.Combine(folder, "mosquitto")).FirstOrDefault(File.Exists);

        public int Port { get; }

        public static Mosquitto Start()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var settings = Path.GetTempFileName();
            File.WriteAllText(settings, $"listener {port} 127.0.0.1\nallow_anonymous true\n");
            return new(Process.Start(new ProcessStartInfo(Program!, ["-c", settings]) { RedirectStandardError = true })!, settings, port);
        }

        public void Dispose()
        {
            _process.Kill();
            _process.Dispose();
            File.Delete(_settings);
        }
    }
}
