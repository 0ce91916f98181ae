using System.Threading.RateLimiting;
using SmartCity.Projections.Supervision.Reviews;

namespace SmartCity.Host.Supervision.Reviews;

/// <summary>Reviews (好差评): what was asked, said, called back on, put right and published.</summary>
internal static class ReviewsRegistration
{
    /// <summary>Strangers may read at the pace of a reader.</summary>
    public const string Limit = "reviews";

    public static WebApplicationBuilder AddReviews(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(ReviewRow.Table).AddSingleton(ReviewRow.Schema);
        services.AddSingleton<ReviewFigures>().AddSingleton<ReviewList>().AddSingleton<ReviewWords>();
        services.AddRateLimiter(limits => limits.AddPolicy(Limit, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 120, Window = TimeSpan.FromMinutes(1) })));
        return builder;
    }
}
