using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Problems;

/// <summary>Every exception that reaches the edge becomes a problem document; only the unexpected ones are logged.</summary>
internal sealed partial class UnexpectedProblems(ILogger<UnexpectedProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = exception switch
        {
            RequestRefused refused => refused.Problem,
            BadHttpRequestException { InnerException: JsonException json } => JsonProblems.Of(json),
            BadHttpRequestException { StatusCode: 400 } bad => Malformed(bad),
            BadHttpRequestException bad => Problem.OfStatus(bad.StatusCode),
            JsonException json => JsonProblems.Of(json),
            _ when UnstorableText.IsThe(exception) => UnstorableText.Problem,
            InvalidDataException => Problem.OfStatus(400),
            JasperFx.ConcurrencyException => Problem.ChangedMeanwhile,
            ReadModelsBehindException => Behind(httpContext),
            _ when DatabaseIsAway(exception) => Away(httpContext, exception),
            _ => Unexpected(httpContext, exception),
        };
        await new ProblemResult(problem).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The server could not be reached, or went away in between; nothing that was not answered is stored for sure.</summary>
    private static bool DatabaseIsAway(Exception? exception) => exception switch
    {
        null => false,
        PostgresException refused => refused.SqlState is ['5', '7', 'P', ..] or ['0', '8', ..],
        NpgsqlException => true,
        _ => DatabaseIsAway(exception.InnerException),
    };

    private static Problem Behind(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problem.ReadModelsBehind;
    }

    private Problem Away(HttpContext http, Exception exception)
    {
        Failed(log, http.Request.Method, http.Request.Path, http.TraceIdentifier, exception);
        http.Response.Headers.RetryAfter = "2";
        return Problem.DatabaseAway;
    }

    private Problem Unexpected(HttpContext http, Exception exception)
    {
        var correlationId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        Failed(log, http.Request.Method, http.Request.Path, correlationId, exception);
        return Problem.Unexpected(correlationId);
    }

    // The framework says: Failed to bind parameter "Guid id" from "12x".
    private static Problem Malformed(BadHttpRequestException bad)
    {
        var quoted = bad.Message.Split('"');
        if (!bad.Message.Contains("bind parameter", StringComparison.Ordinal) || quoted.Length < 2) return Problem.OfStatus(400);
        var field = quoted[1].Split(' ')[^1];
        return new Problem(400, "request.malformed-parameter", new LocalizedText(
            $"参数 {field} 无法解析。", $"The parameter {field} cannot be read."))
        {
            Errors = new Dictionary<string, string[]> { [field] = ["无法解析 / cannot be read"] },
        };
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed unexpectedly; correlation {CorrelationId}")]
    private static partial void Failed(ILogger log, string method, PathString path, string correlationId, Exception exception);
}
