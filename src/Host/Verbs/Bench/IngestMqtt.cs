using System.Globalization;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>Devices that publish JSON at QoS 1, each over a connection of its own.</summary>
internal sealed class IngestMqtt(Uri url, int port) : IngestDoor
{
    private (IMqttClient Client, string Topic)[] _stations = [];
    private int _points;

    public override string Name => "mqtt";

    public override async Task Open(int stations, int points)
    {
        _points = points;
        var factory = new MqttClientFactory();
        _stations = await Task.WhenAll((await IngestStations.Register(url, "lamp-post", stations)).Select(async station =>
        {
            var client = factory.CreateMqttClient();
            await client.ConnectAsync(factory.CreateClientOptionsBuilder().WithTcpServer(url.Host, port).WithClientId(station.Code)
                .WithCredentials(station.Code, station.Password).WithTimeout(TimeSpan.FromMinutes(1)).Build());
            return (client, $"devices/{station.Code}/telemetry");
        }));
    }

    public override async Task Send(int station, int second)
    {
        var (client, topic) = _stations[station];
        var at = (Begin + Duration.FromSeconds(second)).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var json = new StringBuilder("[");
        for (var p = 0; p < _points; p++)
            json.Append(p == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture, $$"""{"point":"p{{p}}","value":{{Value(p, second)}},"at":"{{at}}"}""");
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(json.Append(']').ToString())
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        var answer = await client.PublishAsync(message);
        if (!answer.IsSuccess)
            throw new InvalidOperationException($"A message was not taken: {answer.ReasonCode} {answer.ReasonString}");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (client, _) in _stations)
        {
            await client.DisconnectAsync();
            client.Dispose();
        }
    }
}
