using System.Threading.RateLimiting;
using FluentValidation;
using NodaTime;
using SmartCity.Application.ServiceHall;
using SmartCity.Application.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.ServiceHall;

namespace SmartCity.Host.ServiceHall;

/// <summary>The capability ServiceHall (政务服务大厅): queue, windows, their figures.</summary>
internal static class HallRegistration
{
    /// <summary>A screen asks every few seconds.</summary>
    public const string Limit = "service-hall";

    public static WebApplicationBuilder AddServiceHall(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(s => HallPlans.Load(s.GetRequiredService<IdentitySettings>().CatalogFolder, s.GetRequiredService<IClock>()));
        services.AddSingleton<ICatalogueSource, HallFiles>();
        services.AddSingleton<IMatterKind, TicketKind>().AddSingleton<IMatterKind, WindowKind>();
        services.AddSingleton<IMatterFacts, TicketFacts>().AddSingleton<IMatterFacts, WindowFacts>();
        services.AddSingleton<IMatterWords, TicketWords>().AddSingleton<IMatterWords, WindowWords>();
        services.AddSingleton(QueueRow.Table).AddSingleton(TicketRow.Table).AddSingleton(TicketRow.Schema);
        services.AddSingleton<HallQueue>().AddSingleton<HallFigures>().AddSingleton<HallCalls>();
        services.AddSingleton<IValidator<TakeBody>, TakeValidator>();
        services.AddRateLimiter(limits => limits.AddPolicy(Limit, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 600, Window = TimeSpan.FromMinutes(1) })));
        return builder;
    }

    public static void MapHallFigures(this IEndpointRouteBuilder api) =>
        api.MapGet("/supervision/hall", Figures).RequireAuthorization(Rights.Supervise).WithTags("Supervision").Produces<HallView>()
            .WithDescription("Without `from`: the 30 days up to `to`; without `to`: up to now, or to `asOf`. By the day a ticket was taken on.")
            .WithSummary("Tickets taken, served and lapsed, waiting and serving times, by service and window");

    private static async Task<HallView> Figures(
        HallFigures figures, HallPlans plans, IClock clock, string? from, string? to, string? asOf, CancellationToken stop)
    {
        var (begin, end) = QueryTimes.Period(from, to);
        var (at, first, last, counts) = await figures.Count(
            now => (begin ?? (end ?? now) - QueryTimes.Usual, end ?? now + Duration.FromTicks(10)), QueryTimes.AsOf(asOf, clock), stop);
        return HallView.Of(at, first, last, counts, plans.Today);
    }
}
