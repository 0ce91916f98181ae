using Microsoft.AspNetCore.Server.Kestrel.Core;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Problems;

/// <summary>One way of saying no, for everything.</summary>
public static class ProblemRegistration
{
    /// <summary>Largest body of a request, in bytes, where an endpoint does not allow more by its own metadata.</summary>
    public const long LargestBody = 1024 * 1024;

    public static WebApplicationBuilder AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddExceptionHandler<UnexpectedProblems>()
            .AddProblemDetails()
            .ConfigureHttpJsonOptions(json => StrictJson.Apply(json.SerializerOptions))
            .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
            .Configure<KestrelServerOptions>(kestrel =>
            {
                kestrel.Limits.MaxRequestBodySize = LargestBody;
                kestrel.AddServerHeader = false;
            });
        return builder;
    }

    /// <summary>First in the pipeline: whatever comes after it, the answer to a failure is a problem document.</summary>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ForPeople(context.HttpContext)
            ? context.HttpContext.Response.StatusCode == StatusCodes.Status404NotFound
                ? PlainPage.NothingHere().ExecuteAsync(context.HttpContext) : Task.CompletedTask
            : new ProblemResult(Problem.OfStatus(context.HttpContext.Response.StatusCode)).ExecuteAsync(context.HttpContext));
        // A statement that the server refuses half-way through its preparation leaves a connection out of step: such a text
        // does not come near one.
        app.Use((http, next) => http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? throw new RequestRefused(UnstorableText.Problem)
            : next(http));
        return app;
    }

    // A browser that opens a page gets a page, not a document for programs.
    private static bool ForPeople(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api") && http.Features.Get<ProblemForm>() is null
        && http.Request.Headers.Accept.ToString().Contains("text/html");
}
