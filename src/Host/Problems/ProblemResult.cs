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
        if (httpContext.Features.Get<ProblemForm>() is { } form) return form.Write(httpContext, Problem);
        httpContext.Response.StatusCode = Problem.Status;
        return httpContext.Response.WriteAsJsonAsync(Problem, Json, Problem.MediaType, httpContext.RequestAborted);
    }
}

/// <summary>Turns each way of saying no into a problem document.</summary>
public static class ProblemResults
{
    /// <summary>The refusal of a decider as an HTTP answer: 404, 409, 403, 422 or 412.</summary>
    public static IResult ToProblem(this Refusal refusal) => new ProblemResult(new Problem(
        refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
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
}
