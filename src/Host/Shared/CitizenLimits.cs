using System.Threading.RateLimiting;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Shared;

/// <summary>Strangers may ask, not search: the four digits of a telephone are not found by trying.</summary>
internal static class CitizenLimits
{
    public const string Policy = "citizens";

    /// <summary>For what strangers send in: by the address that they come from.</summary>
    public const string Sending = "citizens-sending";

    public static WebApplicationBuilder AddCitizenLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CitizenDoor>();
        builder.Services.AddSingleton<CitizenTries>();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            // By the number that is asked about, whoever asks: ten thousand tries for four digits take a week.
            limits.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
                http.GetRouteValue("number")?.ToString()?.ToUpperInvariant() ?? "",
                _ => Hourly));
            limits.AddPolicy(Sending, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new() { PermitLimit = 120, Window = TimeSpan.FromHours(1) }));
        });
        return builder;
    }

    internal static FixedWindowRateLimiterOptions Hourly => new() { PermitLimit = 60, Window = TimeSpan.FromHours(1) };
}

/// <summary>The same limit, for a number that stands in a body and not in the address.</summary>
internal sealed class CitizenTries : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        number => RateLimitPartition.GetFixedWindowLimiter(number.ToUpperInvariant(), _ => CitizenLimits.Hourly));

    /// <summary>Null while one may ask about the number; else the answer, which says when one may again.</summary>
    public IResult? Refuse(HttpContext http, string number)
    {
        using var lease = _limiter.AttemptAcquire(number);
        if (lease.IsAcquired) return null;
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problem.OfStatus(StatusCodes.Status429TooManyRequests).ToResult();
    }

    public void Dispose() => _limiter.Dispose();
}
