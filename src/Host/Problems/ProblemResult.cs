using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FluentValidation.Results;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

/// <summary>A problem as the answer of an endpoint.</summary>
internal sealed record ProblemResult(Problem Problem) : IResult, IStatusCodeHttpResult, IValueHttpResult, IContentTypeHttpResult
{
    // A problem reads the same whatever the host decides about the JSON of its answers.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public int? StatusCode => Problem.Status;
    public object Value => Problem;
    public string ContentType => Problem.MediaType;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Problem.Status;
        return httpContext.Response.WriteAsJsonAsync(Problem, Json, Problem.MediaType, httpContext.RequestAborted);
    }
}

/// <summary>Turns each way of saying no into a problem document.</summary>
public static class ProblemResults
{
    /// <summary>The refusal of a decider as an HTTP answer: 404, 409, 403 or 422.</summary>
    public static IResult ToProblem(this Refusal refusal) => new ProblemResult(new Problem(
        refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        },
        refusal.Code,
        refusal.Sentence)
    {
        Errors = refusal.Fields.Count == 0 ? null : refusal.Fields,
    });

    /// <summary>Broken validation rules as 422, each under its field's camelCase path (<c>applicant.idNumber</c>).</summary>
    public static IResult ToProblem(this ValidationResult result) => new ProblemResult(new Problem(
        StatusCodes.Status422UnprocessableEntity,
        "request.invalid-fields",
        new LocalizedText("部分字段不符合要求。", "Some fields are not as they must be."))
    {
        Errors = result.Errors
            .GroupBy(failure => FieldPath.Camel(failure.PropertyName))
            .ToDictionary(field => field.Key, field => field.Select(failure => failure.ErrorMessage).Distinct().ToArray()),
    });

    /// <summary>Any problem as an answer.</summary>
    public static IResult ToResult(this Problem problem) => new ProblemResult(problem);

    /// <summary>The caller acted on a version that is no longer the last one: 412 with both.</summary>
    public static IResult StaleVersion(long seen, long current) => new ProblemResult(new Problem(
        StatusCodes.Status412PreconditionFailed,
        "request.stale-version",
        new LocalizedText(
            $"您看到的是第 {seen} 版，当前已是第 {current} 版，请刷新后重试。",
            $"You saw version {seen}; it is now version {current}. Look again and retry.")));
}
