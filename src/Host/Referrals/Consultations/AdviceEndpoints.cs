using FluentValidation;
using NodaTime;
using SmartCity.Application.Referrals.Consultations;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>One question of a citizen, or one answer.</summary>
internal sealed record AdviceLine(string By, string? Text, string? Advice);

/// <summary>What a citizen reads with number and code.</summary>
internal sealed record AdviceRead(string Number, string Status, IReadOnlyList<AdviceLine> Lines, bool MayAskBack, int? Rating);

/// <summary>
/// Health advice for citizens, without an account (健康咨询公众入口): ask; then, with the number and the code that came with it,
/// read the answer, ask back once, rate. A wrong number and a wrong code look the same.
/// </summary>
internal static class AdviceEndpoints
{
    public static void MapAdvice(this IEndpointRouteBuilder api)
    {
        var advice = api.MapGroup("/health-advice").AllowAnonymous().WithTags("Citizens");
        advice.MapPost("", Ask).RequireRateLimiting(CitizenLimits.Sending).WithSummary("Ask a doctor of an institution")
            .Produces<AdviceOpened>(201);
        var known = advice.MapGroup("/{number}").RequireRateLimiting(CitizenLimits.Policy);
        known.MapPost("/read", Read).WithSummary("Read the answer").Produces<AdviceRead>();
        known.MapPost("/question", AskAgain).WithSummary("Ask back, once").Produces<AdviceRead>();
        known.MapPost("/rating", Rate).WithSummary("Say what one thinks of the answer").Produces<AdviceRead>();
    }

    private static async Task<IResult> Ask(
        AskAdviceBody body, HttpContext http, GroupCommit ledger, ConsultationRequests requests, AdviceCodes codes,
        IValidator<AskAdviceBody> validator, IClock clock)
    {
        if (validator.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        var request = new RequestConsultationBody(
            ConsultationForms.HealthAdvice, new(body.Name, Phone: body.Phone), body.ToInstitution, body.Question,
            FromInstitution: body.ToInstitution);
        if (requests.Unknown(request) is { } unknown) return unknown.ToProblem();
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var (id, patient) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        return Answered(await ledger.Execute(new(
            id, "ask-advice", AdviceDoor.Citizen, (_, _, _) => Decision.Nothing, codes.Opened)
        {
            NumberPrefix = ConsultationRequests.NumberPrefix,
            Besides = requests.Besides(request, id, patient),
            CorrelationId = http.TraceIdentifier,
        }));
    }

    private static async Task<IResult> Read(
        string number, AdviceCodeBody body, MatterList list, MatterReader reader, AdviceCodes codes, CancellationToken stop) =>
        await Find(number, body.Code, list, reader, codes, stop) is { } found ? Results.Ok(Shown(found)) : new MatterUnknown().ToProblem();

    private static Task<IResult> AskAgain(
        string number, AskAdviceAgainBody body, HttpContext http, GroupCommit ledger, MatterList list, MatterReader reader,
        AdviceCodes codes, MatterProgress progress, IValidator<AskAdviceAgainBody> validator) =>
        validator.Validate(body) is { IsValid: false } invalid
            ? Task.FromResult(invalid.ToProblem())
            : Act(number, body.Code, "ask-advice-again", http, ledger, list, reader, codes, (found, context) =>
                ConsultationHandlers.Handle(new AskAdviceAgain(found.Id, body.Question), found, context, progress));

    private static Task<IResult> Rate(
        string number, RateAdviceBody body, HttpContext http, GroupCommit ledger, MatterList list, MatterReader reader,
        AdviceCodes codes, ConsultationKind kind, MatterProgress progress, IValidator<RateAdviceBody> validator) =>
        validator.Validate(body) is { IsValid: false } invalid
            ? Task.FromResult(invalid.ToProblem())
            : Act(number, body.Code, "rate-advice", http, ledger, list, reader, codes, (found, context) =>
                kind.Rate(found, new(found.Id, body.Level, body.Comment, null), context, progress));

    private static async Task<IResult> Act(
        string number, string code, string name, HttpContext http, GroupCommit ledger, MatterList list, MatterReader reader,
        AdviceCodes codes, Func<Consultation, StepContext, Decision> decide)
    {
        if (await Find(number, code, list, reader, codes, http.RequestAborted) is not { } found) return new MatterUnknown().ToProblem();
        return Answered(await ledger.Execute(new(
            found.Id, name, AdviceDoor.Citizen, (matter, context, _) => decide((Consultation)matter!, context),
            matter => JsonAnswer.Of(200, new { matter.Number, matter.Status }, matter.Version))
        {
            CorrelationId = http.TraceIdentifier,
        }));
    }

    private static async Task<Consultation?> Find(
        string number, string? code, MatterList list, MatterReader reader, AdviceCodes codes, CancellationToken stop) =>
        await list.IdOf(number, stop) is { } id && codes.Holds(id, code)
        && await reader.Find(id, null, null, stop) is Consultation { Form: ConsultationForms.HealthAdvice } found ? found : null;

    private static AdviceRead Shown(Consultation c) => new(
        c.Number, c.Status,
        [
            new("citizen", c.Content.Value?.Question, null),
            .. Enumerable.Range(0, Math.Max(c.Opinions.Count, c.AskedBack.Count)).SelectMany(i => Lines(c, i)),
        ],
        c is { Answered: true, Concluded: false, Closure: null, AskedBack.Count: 0 }, c.Rating?.Level);

    private static IEnumerable<AdviceLine> Lines(Consultation c, int round)
    {
        if (c.Opinions.ElementAtOrDefault(round)?.Opinion.Value is { } answer) yield return new("doctor", answer.Conclusion, answer.Advice);
        if (c.AskedBack.ElementAtOrDefault(round)?.Question.Value is { } question) yield return new("citizen", question, null);
    }

    private static IResult Answered(CommandResult result) =>
        result.Refusal is { } refusal ? refusal.ToProblem() : new JsonAnswer(result.Answer!);
}
