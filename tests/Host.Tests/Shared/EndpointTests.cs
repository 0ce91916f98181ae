using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using SmartCity.Host.Tests.Identity;

namespace SmartCity.Host.Tests.Shared;

/// <summary>What the whole host offers, and to whom.</summary>
public sealed partial class EndpointTests(SharedHost host)
{
    /// <summary>What anybody may call, each for a reason; pages bring their own files besides.</summary>
    private static readonly string[] OpenOnPurpose =
    [
        "/api/v1/demo/accounts", "/api/v1/demo/clock", "/connect/token", "/health/live", "/health/ready",
        "/account/login", "/account/logout", "/account/language", "/api/v1/progress/{number}", "/api/v1/progress/{number}/messages",
        "/api/v1/certificates/{number}", "/api/v1/reviews", "/api/v1/hall/display",
        "/api/v1/health-advice", "/api/v1/health-advice/{number}/read", "/api/v1/health-advice/{number}/question",
        "/api/v1/health-advice/{number}/rating",
        "/api/v1/patients/my-reads",
    ];

    /// <summary>
    /// Where a build that is not published looks for static files; closed to strangers like all that names no right.
    /// </summary>
    private const string FilesNotYetPublished = "Fallback {**path:file}";

    private static readonly string[] PathsOfTheContract =
    [
        "/api/v1/approval-items", "/api/v1/approval-items/{code}", "/api/v1/approvals", "/api/v1/matters",
        "/api/v1/matters/{id}", "/api/v1/matters/{id}/timeline", "/api/v1/matters/{id}/rating", "/api/v1/attachments",
        "/api/v1/tasks", "/api/v1/tasks/{id}/claim", "/api/v1/tasks/{id}/release", "/api/v1/tasks/{id}/delegate",
        "/api/v1/tasks/{id}/complete", "/api/v1/demo/accounts", "/api/v1/demo/clock",
    ];

    [Fact]
    public void Every_endpoint_names_a_right_or_is_open_on_purpose() =>
        EndpointRights.Without(host.Host.Service<EndpointDataSource>()).Except([FilesNotYetPublished]).ShouldBeEmpty();

    [Fact]
    public void What_is_open_is_open_on_purpose()
    {
        var open = host.Host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/').TrimEnd('/'))
            .Where(path => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/connect", StringComparison.Ordinal)
                || path.StartsWith("/health", StringComparison.Ordinal) || path.StartsWith("/account", StringComparison.Ordinal));
        open.Distinct().Except(OpenOnPurpose).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_everything_else_is_closed()
    {
        foreach (var endpoint in host.Host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.RoutePattern.RawText!.Contains("api/v1", StringComparison.Ordinal)))
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var path = Parameter().Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), match => match.Groups[1].Value switch
            {
                ":guid" => Guid.NewGuid().ToString(),
                ":int" => "2026",
                ":long" => "1",
                _ => "x",
            });
            var reply = await host.District.Anonymous.Send(new(method), path, null);
            reply.Status.ShouldBe(401, $"{method} {path}");
        }
    }

    [Fact]
    public async Task The_description_lists_the_paths_of_the_contract()
    {
        var document = (await host.District.Anonymous.Get("/swagger/v1/swagger.json")).Expect(200);
        var paths = document["paths"].EnumerateObject().Select(p => p.Name).ToHashSet();
        PathsOfTheContract.Where(p => !paths.Contains(p)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\{\w+(:\w+)?\}")]
    private static partial Regex Parameter();
}
