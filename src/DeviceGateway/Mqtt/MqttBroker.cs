using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>
/// The devices of an external broker: this gateway shares their messages with the others of its group, and acknowledges each
/// to the broker after it is durable. Who may publish where is the broker's to check.
/// </summary>
internal sealed partial class MqttBroker(MqttOptions options, IDeviceDirectory directory, MqttMessages messages, ILogger<MqttBroker> log)
    : BackgroundService, IDeviceLink
{
    private const uint KeptForSeconds = 86_400;
    private const int MostTold = 10_000, DefaultPort = 1883, MostRounds = 50, QuietRounds = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Round = TimeSpan.FromMilliseconds(100);
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly HashSet<Guid> _told = [];
    private readonly CancellationTokenSource _end = new();
    private long _received, _settled, _acknowledged;

    public string Protocol => "mqtt";

    public bool Connected => _client.IsConnected;

    /// <summary>Messages that this gateway took off the broker since it started.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>The broker takes it for the device; whether the device listens is not known here.</summary>
    public async Task<bool> TrySend(DeviceCard device, OpenDeviceCommand command, CancellationToken stop)
    {
        if (!_client.IsConnected) return false;
        lock (_told)
        {
            if (_told.Count >= MostTold) _told.Clear();
            if (!_told.Add(command.Id)) return true;
        }
        try
        {
            await _client.PublishAsync(CommandMessage.Of(device.Code, command), stop);
            return true;
        }
        catch (MqttCommunicationException)
        {
            lock (_told) _told.Remove(command.Id);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Broker is null) return;
        _client.ApplicationMessageReceivedAsync += Take;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!_client.IsConnected) await Connect(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(options.Broker, reason.Message);
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Leave();
        await _end.CancelAsync();
    }

    public override void Dispose()
    {
        _client.Dispose();
        _end.Dispose();
        base.Dispose();
    }

    private async Task Connect(CancellationToken stop)
    {
        await _client.ConnectAsync(
            Connection().WithCleanStart(false).WithSessionExpiryInterval(KeptForSeconds)
                .WithReceiveMaximum((ushort)options.MostUnacknowledged).Build(),
            stop);
        await _client.SubscribeAsync(
            new MqttClientSubscribeOptions
            {
                TopicFilters =
                [
                    .. DeviceTopic.Shared(options.BrokerGroup).Select(filter => new MqttTopicFilter
                    {
                        Topic = filter, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                    }),
                ],
            },
            stop);
        LogConnected(options.Broker!);
    }

    private MqttClientOptionsBuilder Connection()
    {
        var (host, port) = options.Broker!.Split(':') is [var name, var number]
            ? (name, int.Parse(number, CultureInfo.InvariantCulture))
            : (options.Broker, DefaultPort);
        var connection = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(host, port).WithClientId(options.BrokerClient);
        if (options.BrokerUser is { } user) connection = connection.WithCredentials(user, options.BrokerPassword ?? "");
        return options.BrokerTls ? connection.WithTlsOptions(tls => tls.UseTls()) : connection;
    }

    /// <summary>
    /// Takes no more, finishes what it has, and has the broker forget this gateway: its share goes to the others. What it could
    /// not finish stays at the broker under its name.
    /// </summary>
    private async Task Leave()
    {
        if (!_client.IsConnected) return;
        try
        {
            foreach (var filter in DeviceTopic.Shared(options.BrokerGroup)) await _client.UnsubscribeAsync(filter);
            var finished = await Finished();
            await _client.DisconnectAsync(new(), CancellationToken.None);
            if (!finished) return;
            // The library cannot say "forget me" as it disconnects (an interval of 0 is left out); it can by starting anew.
            await _client.ConnectAsync(Connection().WithCleanStart().Build());
            await _client.DisconnectAsync(new(), CancellationToken.None);
        }
        catch (Exception reason) when (reason is MqttCommunicationException or OperationCanceledException)
        {
            LogAway(options.Broker!, reason.Message);
        }
    }

    /// <summary>Whether everything is settled and nothing more comes.</summary>
    private async Task<bool> Finished()
    {
        var (last, quiet) = (-1L, 0);
        for (var round = 0; round < MostRounds && quiet < QuietRounds; round++)
        {
            await Task.Delay(Round);
            var received = Interlocked.Read(ref _received);
            quiet = received == last && received == Interlocked.Read(ref _settled) ? quiet + 1 : 0;
            last = received;
        }
        return quiet == QuietRounds;
    }

    private Task Take(MqttApplicationMessageReceivedEventArgs received)
    {
        Interlocked.Increment(ref _received);
        received.AutoAcknowledge = false;
        var message = received.ApplicationMessage;
        // A retained state is what is known already, told anew to who subscribes.
        var known = message.Retain || message.Payload.IsEmpty;
        var outcome = !known && DeviceTopic.Read(message.Topic) is { } topic && directory.ByCode(topic.Code) is { MaySpeak: true } device
            ? messages.Take(device, topic, message.Payload, patient: true, _end.Token)
            : Task.FromResult(MqttVerdict.NotAllowed);
        _ = Acknowledge(received, outcome);
        return Task.CompletedTask;
    }

    private async Task Acknowledge(MqttApplicationMessageReceivedEventArgs received, Task<MqttVerdict> outcome)
    {
        try
        {
            // What could not be kept stays the broker's; it sends again when this gateway comes anew.
            if (await outcome == MqttVerdict.Unavailable)
            {
                await _client.DisconnectAsync(new(), _end.Token);
            }
            else
            {
                await received.AcknowledgeAsync(_end.Token);
                Interlocked.Increment(ref _acknowledged);
            }
        }
        catch (Exception reason) when (reason is MqttCommunicationException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            // The broker went; it keeps what was not acknowledged.
        }
        finally
        {
            Interlocked.Increment(ref _settled);
        }
    }

    [LoggerMessage(LogLevel.Information, "Messages of devices come from the broker {Broker}")]
    private partial void LogConnected(string broker);

    [LoggerMessage(LogLevel.Warning, "The broker {Broker} cannot be reached: {Reason}")]
    private partial void LogAway(string broker, string reason);
}
