using Npgsql;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>
/// Sees to it that whoever is erased stays so: keys are gone before the first request, all else soon after, and again
/// whenever a folder or a database was restored.
/// </summary>
internal sealed partial class ErasureWatch(Erasures erasures, NpgsqlDataSource source, IConfiguration configuration, ILogger<ErasureWatch> log)
    : BackgroundService
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(configuration.GetValue("Erasures:WatchSeconds", 60.0));
    private readonly HashSet<Guid> _done = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await erasures.DestroyKeys(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var lease = new ClusterLease(source, "smartcity.erasures");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await lease.Hold(stoppingToken)) await erasures.Heal(_done, stoppingToken);
                await Task.Delay(_interval, stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
                await lease.Release();
                await Task.Delay(_interval, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "An erasure could not be finished; it is tried again.")]
    private partial void LogFailed(Exception reason);
}
