using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>
/// The registry in memory (设备目录). It follows the table several times a second, and at once after a command on this node.
/// When the database is away it answers from what it knows.
/// </summary>
internal sealed partial class DeviceDirectory(DeviceCards cards, DeviceKinds kinds, ILogger<DeviceDirectory> log)
    : BackgroundService, IDeviceDirectory
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<Guid, DeviceCard> _cards = new();
    private readonly ConcurrentDictionary<string, Guid> _codes = new(), _mns = new();
    private readonly ConcurrentDictionary<Guid, byte> _commanded = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _horizon;

    /// <summary>Raised when a device may have commands that wait for it.</summary>
    public event Action? Commanded;

    /// <summary>Devices with open commands.</summary>
    public ICollection<Guid> WithCommands => _commanded.Keys;

    public DeviceCard? ByCode(string code) => _codes.TryGetValue(code, out var id) ? ById(id) : null;

    public DeviceCard? ByMn(string mn) => _mns.TryGetValue(mn, out var id) ? ById(id) : null;

    public DeviceCard? ById(Guid id) => _cards.GetValueOrDefault(id);

    /// <summary>As long for a wrong secret as for a right one.</summary>
    public bool Proves(DeviceCard device, string secret)
    {
        var hash = Encoding.ASCII.GetBytes(DeviceSecrets.Hash(secret));
        var proved = false;
        foreach (var known in device.SecretHashes) proved |= CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(known));
        return proved;
    }

    /// <summary>Takes over what changed since, whoever changed it.</summary>
    public async Task Follow(CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            var (entries, horizon) = await cards.ChangedSince(_horizon, stop);
            foreach (var entry in entries) Take(entry);
            _horizon = horizon;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Known before the first device is let in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Follow(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Follow(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogBehind(reason);
            }
        }
    }

    private void Take(DeviceEntry entry)
    {
        var protocols = kinds.Newest(entry.Kind)?.Protocols ?? [];
        var passwords = protocols.Contains(DeviceKind.Hj212) ? entry.StationPasswords : [];
        var before = ById(entry.Id);
        // A station of HJ 212 is known by its MN until it is retired: another may have the name then.
        var mn = entry.LifeCycle == LifeCycle.Retired ? null : entry.Mn;
        var card = new DeviceCard(
            entry.Id, entry.Code, entry.Kind, entry.Unit, entry.LifeCycle, protocols, entry.Mn, entry.Dialect ?? new(),
            passwords is [var newest, ..] ? newest : null, entry.SecretHashes)
        {
            OlderPasswords = [.. passwords.Skip(1)],
        };
        _cards[card.Id] = card;
        _codes[card.Code] = card.Id;
        if (before?.Mn is { } old && old != mn) _mns.TryRemove(KeyValuePair.Create(old, card.Id));
        if (mn is not null) _mns[mn] = card.Id;
        if (entry.OpenCommands == 0) _commanded.TryRemove(card.Id, out _);
        else _commanded[card.Id] = 0;
        if (entry.OpenCommands > 0) Commanded?.Invoke();
    }

    [LoggerMessage(LogLevel.Warning, "The registry of devices could not be read; what is known of it goes on to count.")]
    private partial void LogBehind(Exception reason);
}
