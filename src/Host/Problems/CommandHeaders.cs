using System.Globalization;

namespace SmartCity.Host.Problems;

/// <summary>
/// The headers of a command, as a parameter of its endpoint: <c>Idempotency-Key</c> (null when the caller sent none) and the
/// version in <c>If-Match</c> that the caller saw (null for none, or for <c>*</c>).
/// </summary>
public sealed record CommandHeaders(string? IdempotencyKey, long? Version)
{
    public const int LongestKey = 200;

    /// <summary>Reads both headers; an unreadable one is answered with 400.</summary>
    public static ValueTask<CommandHeaders> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new CommandHeaders(Key(context.Request), IfMatch(context.Request)));

    /// <summary>A version as the value of <c>ETag</c>.</summary>
    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The key alone, for a door that reads its versions in another form.</summary>
    public static string? Key(HttpRequest request)
    {
        var values = request.Headers["Idempotency-Key"];
        if (values.Count == 0) return null;
        if (values is not [{ } key] || string.IsNullOrWhiteSpace(key))
            throw new RequestRefused(400, "request.idempotency-key-unreadable",
                "Idempotency-Key 必须是一个非空值。", "Idempotency-Key must be one value, and not empty.");
        return key.Length <= LongestKey ? key : throw new RequestRefused(400, "request.idempotency-key-too-long",
            $"Idempotency-Key 不得超过 {LongestKey} 个字符。", $"Idempotency-Key must not exceed {LongestKey} characters.");
    }

    private static long? IfMatch(HttpRequest request)
    {
        var values = request.Headers.IfMatch;
        if (values.Count == 0 || values is ["*"]) return null;
        var text = values is [{ } one] ? one.Trim() : "";
        if (text is ['"', .., '"']) text = text[1..^1];
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RequestRefused(400, "request.if-match-unreadable",
                "If-Match 必须是一个带引号的版本号，例如 \"7\"。", "If-Match must be one version in quotes, such as \"7\".");
    }
}
