using NodaTime;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.ServiceHall;

/// <summary>How the hall is run (大厅运行方案): every version under <c>catalog/service-hall</c>, and the one of today.</summary>
internal sealed class HallPlans(IReadOnlyList<HallPlan> plans, IClock clock)
{
    /// <exception cref="Identity.StartRefusedException">A file breaks a rule.</exception>
    public static HallPlans Load(string catalogue, IClock clock)
    {
        var folder = Path.Combine(catalogue, "service-hall");
        return new(Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "hall.v*.json").Select(Read)] : [], clock);
    }

    /// <summary>The newest that is in force today; null where none is.</summary>
    public HallPlan? Today
    {
        get
        {
            var day = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
            return plans.Where(plan => plan.IsInForce(day)).MaxBy(plan => plan.Version);
        }
    }

    /// <summary>The id of a window's stream: the same window has the same for ever.</summary>
    public static Guid WindowId(HallPlan plan, string window) => StreamIds.Of($"service-window/{plan.Hall}/{window}");

    private static HallPlan Read(string file)
    {
        try
        {
            return CatalogueJson.Parse<HallPlan>(File.ReadAllText(file)).Checked();
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}

/// <summary>Reads the files before the first request, so that one that breaks a rule stops the start.</summary>
internal sealed class HallFiles(IServiceProvider services) : ICatalogueSource
{
    public Task Publish(string folder, CancellationToken stop)
    {
        services.GetRequiredService<HallPlans>();
        return Task.CompletedTask;
    }
}
