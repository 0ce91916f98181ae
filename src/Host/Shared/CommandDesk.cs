using System.Text;
using System.Text.Json;
using FluentValidation;
using Microsoft.Extensions.Options;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace SmartCity.Host.Shared;

/// <summary>
/// Where every command comes in: reads headers and body, validates, hands it to the ledger, and answers. What was
/// answered once under a key is answered again, byte for byte.
/// </summary>
internal sealed class CommandDesk(GroupCommit ledger, PersonHash hashes, IOptions<JsonOptions> json, IServiceProvider services)
{
    /// <summary>A command with a body.</summary>
    /// <param name="check">What has to be looked up before anything can be decided, such as attachments.</param>
    public async Task<IResult> Run<TBody>(
        HttpContext http, string name, Guid matterId,
        Func<TBody, CommandHeaders, Matter?, StepContext, string, Decision> decide,
        Func<Matter, Answer> answer, string? numberPrefix = null, Func<TBody, Task<Refusal?>>? check = null)
    {
        var headers = await CommandHeaders.BindAsync(http);
        var (body, hash) = await Read<TBody>(http);
        if (services.GetService<IValidator<TBody>>()?.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        if (check is not null && await check(body) is { } refusal) return refusal.ToProblem();
        return await Send(http, name, matterId, headers, hash, (m, c, n) => decide(body, headers, m, c, n), answer, numberPrefix);
    }

    /// <summary>A command that acts on several matters, all of it or nothing; its own is the first of them.</summary>
    /// <param name="others">The other matters; ids that are not there yet are opened with numbers of the series.</param>
    public async Task<IResult> RunTogether<TBody>(
        HttpContext http, string name, Guid matterId, string? numberPrefix, Func<TBody, Task<IReadOnlyList<Guid>>> others,
        Func<TBody, CommandHeaders, IReadOnlyList<Matter?>, StepContext, IReadOnlyList<string>, IReadOnlyList<Decision>> decide,
        Func<Matter, Answer> answer)
    {
        var headers = await CommandHeaders.BindAsync(http);
        var (body, hash) = await Read<TBody>(http);
        if (services.GetService<IValidator<TBody>>()?.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        var besides = new Besides(await others(body), numberPrefix, (states, c, numbers) => decide(body, headers, states, c, numbers));
        return await Send(http, name, matterId, headers, hash, (_, _, _) => Decision.Nothing, answer, null, besides);
    }

    /// <summary>
    /// A command that opens a matter and acts on others as well, such as on the person it is for, all of it or nothing. What
    /// it does besides is made of what was sent, or refused.
    /// </summary>
    public async Task<IResult> OpenTogether<TBody>(
        HttpContext http, string name, Guid matterId, string numberPrefix,
        Func<TBody, Task<(Besides? Besides, Refusal? Refusal)>> besides, Func<Matter, Answer> answer)
    {
        var headers = await CommandHeaders.BindAsync(http);
        var (body, hash) = await Read<TBody>(http);
        if (services.GetService<IValidator<TBody>>()?.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        var (others, refusal) = await besides(body);
        return refusal is not null
            ? refusal.ToProblem()
            : await Send(http, name, matterId, headers, hash, (_, _, _) => Decision.Nothing, answer, numberPrefix, others);
    }

    /// <summary>A command without a body that acts on several matters which are there, all of it or nothing.</summary>
    public async Task<IResult> RunTogether(
        HttpContext http, string name, Guid matterId, Func<Task<IReadOnlyList<Guid>>> others,
        Func<CommandHeaders, IReadOnlyList<Matter?>, StepContext, IReadOnlyList<Decision>> decide, Func<Matter, Answer> answer)
    {
        var headers = await CommandHeaders.BindAsync(http);
        var besides = new Besides(await others(), null, (states, context, _) => decide(headers, states, context));
        return await Send(http, name, matterId, headers, Hash(http, []), (_, _, _) => Decision.Nothing, answer, null, besides);
    }

    /// <summary>A command that says all by its address and headers.</summary>
    public async Task<IResult> Run(
        HttpContext http, string name, Guid matterId,
        Func<CommandHeaders, Matter?, StepContext, Decision> decide, Func<Matter, Answer> answer)
    {
        var headers = await CommandHeaders.BindAsync(http);
        return await Send(http, name, matterId, headers, Hash(http, []), (m, c, _) => decide(headers, m, c), answer, null);
    }

    private async Task<IResult> Send(
        HttpContext http, string name, Guid matterId, CommandHeaders headers, string hash,
        Func<Matter?, StepContext, string, Decision> decide, Func<Matter, Answer> answer, string? numberPrefix, Besides? besides = null)
    {
        var actor = http.Actor();
        var result = await ledger.Execute(new(matterId, name, actor, decide, answer)
        {
            Receipt = headers.IdempotencyKey is { } key ? new(actor.Id, key, hash) : null,
            NumberPrefix = numberPrefix,
            Besides = besides,
            CorrelationId = http.TraceIdentifier,
        });
        return result.Refusal is { } refusal ? refusal.ToProblem() : new JsonAnswer(result.Answer!);
    }

    private async Task<(TBody Body, string Hash)> Read<TBody>(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            throw new RequestRefused(415, "request.unsupported-media-type", "请求体必须是 JSON。", "The body must be JSON.");
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var body = JsonSerializer.Deserialize<TBody>(bytes.Span, json.Value.SerializerOptions)
            ?? throw new RequestRefused(400, "request.empty-body", "请求体不能为 null。", "The body must not be null.");
        if (UnstorableText.IsIn(bytes.Span)) throw new RequestRefused(UnstorableText.Problem);
        return (body, Hash(http, bytes.Span));
    }

    /// <summary>What was sent, and where to: the same key with another hash is another request.</summary>
    private string Hash(HttpContext http, ReadOnlySpan<byte> body) => hashes.OfRequest(http.Request.Path.Value ?? "", body);
}

/// <summary>An answer of the ledger over HTTP.</summary>
internal sealed class JsonAnswer(Answer answer) : IResult
{
    public Answer Answer => answer;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        if (answer.ETag is { } etag) response.Headers.ETag = etag;
        if (answer.Location is { } location) response.Headers.Location = location;
        var body = Encoding.UTF8.GetBytes(answer.Json);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    /// <summary>An answer whose body is the value.</summary>
    public static Answer Of(int status, object value, long version, string? location = null) =>
        new(status, JsonSerializer.Serialize(value, ApiJson.Options), CommandHeaders.ETag(version), location);
}
