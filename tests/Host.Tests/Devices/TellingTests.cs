using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Protocol;
using SmartCity.DeviceGateway.Mqtt;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices;

/// <summary>命令下发: how commands find devices whose lines break.</summary>
public sealed class TellingTests(SharedHost host)
{
    [Fact]
    public async Task A_command_that_a_broken_line_did_not_answer_is_told_over_the_next_one_and_once_over_each()
    {
        var (park, device) = (new DevicePark(host.Host), await Doors.Registered.New(host.Host));
        var heard = new ConcurrentQueue<string>();
        using (var first = await Listening(device, heard))
        {
            (await park.Act(device.Code, "commands", new { name = "light-on", parameters = new { brightness = 80 } })).Expect(202);
            await Doors.Registered.Eventually(() => Task.FromResult(!heard.IsEmpty));
            await Task.Delay(1_200, TestContext.Current.CancellationToken);
            heard.Count.ShouldBe(1, "offered several times, told once");
            await first.DisconnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        using var second = await Listening(device, heard);
        await Doors.Registered.Eventually(() => Task.FromResult(heard.Count == 2));
        await Task.Delay(1_200, TestContext.Current.CancellationToken);
        heard.Count.ShouldBe(2);
        heard.Distinct().Count().ShouldBe(1, "the same command");
    }

    private async Task<IMqttClient> Listening(Doors.Registered device, ConcurrentQueue<string> heard)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += received =>
        {
            heard.Enqueue(received.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", host.Host.Service<MqttDoor>().Port!.Value)
            .WithClientId(device.Code).WithCredentials(device.Code, device.Secret).Build();
        (await client.ConnectAsync(options)).ResultCode.ShouldBe(MqttClientConnectResultCode.Success);
        await client.SubscribeAsync($"devices/{device.Code}/commands/#", MqttQualityOfServiceLevel.AtLeastOnce);
        return client;
    }
}
