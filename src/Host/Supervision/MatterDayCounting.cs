using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>Counts days ahead in the background, so that figures of a long time are answered from their counts. Any node may.</summary>
internal sealed partial class MatterDayCounting(MatterDayCounts counts, IConfiguration settings, ILogger<MatterDayCounting> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Longer = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var step = settings.GetValue("Supervision:DaysStep", MatterDayCounts.UsualStep);
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = Pause;
            try
            {
                if (await counts.Step(step, stoppingToken)) rest /= 50;
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
                rest = Longer;
            }
            await Task.Delay(rest, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Days could not be counted ahead; figures are counted from rows until it is tried again.")]
    private partial void LogFailed(Exception reason);
}
