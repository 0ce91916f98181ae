using System.Text.Json.Serialization;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

/// <summary>
/// A problem document (RFC 9457): what a caller gets for everything that is not an answer. <see cref="Code"/> never
/// changes once published; programs branch on it, people read the rest.
/// </summary>
public sealed record Problem(int Status, string Code, [property: JsonIgnore] LocalizedText Sentence)
{
    public const string MediaType = "application/problem+json";

    /// <summary>No page describes a problem further; the code does.</summary>
    public string Type => "about:blank";

    /// <summary>The kind of problem, the same for every problem of one status.</summary>
    public string Title => Titles.For(Status).ToString();

    /// <summary>What happened, in Chinese and English.</summary>
    public string Detail => Sentence.ToString();

    /// <summary>What is wrong with which field, by its camelCase path; left out when nothing is about a field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Under which the host's log has more; only for what the host did not expect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrelationId { get; init; }

    public static Problem NotSignedIn { get; } = new(401, "auth.not-signed-in",
        new("请先登录或提供有效的访问令牌。", "Sign in, or send a valid access token."));

    public static Problem NotAllowed { get; } = new(403, "auth.not-allowed",
        new("当前账号没有执行此操作的权限。", "This account may not do this."));

    public static Problem TooManyAttempts { get; } = new(429, "auth.too-many-attempts",
        new("尝试次数过多，请稍后再试。", "Too many attempts; wait and try again."));

    public static Problem TooLarge { get; } = new(413, "request.too-large",
        new("请求内容超过允许的大小。", "The request is larger than allowed."));

    /// <summary>Whether the command was carried out is not known; the same key sent again finds out.</summary>
    public static Problem DatabaseAway { get; } = new(503, "server.database-away",
        new("数据库暂时不可用，请稍后用同一幂等键重试。", "The database is away; send it again with the same idempotency key."));

    /// <summary>A figure was asked for a moment that the read models have not come to.</summary>
    public static Problem ReadModelsBehind { get; } = new(503, "read-models.behind",
        new("读模型尚未处理到该时刻，请稍后重试。", "The read models have not come to that moment yet; try again in a second."));

    public static Problem ChangedMeanwhile { get; } = new(409, "request.changed-meanwhile",
        new("他人同时作了修改，请刷新后重试。", "Somebody else changed it at the same moment; look again and retry."));

    public static Problem Unexpected(string correlationId) => new(500, "server.unexpected",
        new("系统内部错误，请求未被处理。", "Something went wrong here; the request was not carried out."))
    {
        CorrelationId = correlationId,
    };

    /// <summary>The problem for an answer that carries nothing but its status.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => new(400, "request.malformed", new("请求无法解析。", "The request cannot be read.")),
        401 => NotSignedIn,
        403 => NotAllowed,
        404 => new(404, "request.not-found", new("没有这个地址或对象。", "There is nothing at this address.")),
        405 => new(405, "request.method-not-allowed",
            new("该地址不支持此请求方法。", "This address does not answer this method.")),
        413 => TooLarge,
        415 => new(415, "request.unsupported-media-type",
            new("不支持该内容类型（Content-Type）。", "This content type is not accepted here.")),
        429 => new(429, "request.too-many", new("请求过于频繁，请稍后再试。", "Too many requests; wait and try again.")),
        503 => new(503, "server.unavailable", new("服务暂不可用，请稍后再试。", "Not ready to serve; try again later.")),
        >= 500 => new(status, "server.failed", new("系统内部错误。", "Something went wrong here.")),
        _ => new(status, "request.refused", new("请求被拒绝。", "The request was refused.")),
    };
}
