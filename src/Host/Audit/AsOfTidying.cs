using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit;

/// <summary>Removes past moments that nobody asks for any more.</summary>
internal sealed partial class AsOfTidying(AsOfPlaces past, ILogger<AsOfTidying> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await past.Tidy(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Past moments that nobody asks for could not be removed; tried again in ten minutes.")]
    private partial void LogFailed(Exception reason);
}
