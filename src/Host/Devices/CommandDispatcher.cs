using System.Collections.Concurrent;
using System.Threading.Channels;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>
/// Offers the open commands of devices to the ways that lead to them from this node, at once and then twice a second until one
/// takes it. Every node does so: the one that the device is connected to gets through.
/// </summary>
internal sealed partial class CommandDispatcher(
    DeviceDirectory directory, MatterReader reader, IEnumerable<IDeviceLink> links, IClock clock, ILogger<CommandDispatcher> log)
    : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IDeviceLink> _links = [.. links];
    private readonly Channel<byte> _calls = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Guid, Instant> _taken = new();

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
                var now = clock.GetCurrentInstant();
                foreach (var (command, until) in _taken)
                    if (until < now) _taken.TryRemove(command, out _);
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
            {
                if (command.TimeoutAt <= clock.GetCurrentInstant() || _taken.ContainsKey(command.Id)) continue;
                if (await TrySend(card, command, stop)) _taken[command.Id] = command.TimeoutAt;
            }
        }
        catch (Exception reason) when (!stop.IsCancellationRequested)
        {
            LogNotOffered(reason, id);
        }
    }

    /// <summary>By the first of the kind's protocols that reaches the device from here.</summary>
    private async Task<bool> TrySend(DeviceCard card, OpenDeviceCommand command, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        foreach (var protocol in card.Protocols)
            foreach (var link in _links.Where(link => link.Protocol == protocol))
                if (await link.TrySend(card, command, patience.Token)) return true;
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The commands of device {DeviceId} could not be offered; the next round tries again.")]
    private partial void LogNotOffered(Exception reason, Guid deviceId);
}
