using System.Threading.Channels;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>
/// Offers the open commands of devices to the ways that lead to them from this node, at once and then twice a second as long as
/// they are open. Every node does so: the one that the device is connected to gets through. A way tells its device each command
/// once, and once more when its line broke in between.
/// </summary>
internal sealed partial class CommandDispatcher(
    DeviceDirectory directory, MatterReader reader, IEnumerable<IDeviceLink> links, IClock clock, ILogger<CommandDispatcher> log)
    : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IDeviceLink> _links = [.. links];
    private readonly Channel<byte> _calls = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Commanded += Call;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await NextCall(stoppingToken);
                await Parallel.ForEachAsync(
                    directory.WithCommands, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, Offer);
            }
        }
        finally
        {
            directory.Commanded -= Call;
        }
    }

    private void Call() => _calls.Writer.TryWrite(0);

    private async Task NextCall(CancellationToken stop)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stop);
        pause.CancelAfter(Interval);
        try
        {
            await _calls.Reader.ReadAsync(pause.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time for the regular round.
        }
    }

    private async ValueTask Offer(Guid id, CancellationToken stop)
    {
        try
        {
            if (directory.ById(id) is not { MaySpeak: true } card || await reader.Find(id, null, null, stop) is not Device device) return;
            foreach (var command in device.Commands.Values.OrderBy(c => c.SentAt))
                if (command.TimeoutAt > clock.GetCurrentInstant()) await Send(card, command, stop);
        }
        catch (Exception reason) when (!stop.IsCancellationRequested)
        {
            LogNotOffered(reason, id);
        }
    }

    /// <summary>By the first of the kind's protocols that reaches the device from here.</summary>
    private async Task Send(DeviceCard card, OpenDeviceCommand command, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        foreach (var protocol in card.Protocols)
            foreach (var link in _links.Where(link => link.Protocol == protocol))
                if (await link.TrySend(card, command, patience.Token)) return;
    }

    [LoggerMessage(LogLevel.Warning, "The commands of device {DeviceId} could not be offered; the next round tries again.")]
    private partial void LogNotOffered(Exception reason, Guid deviceId);
}
