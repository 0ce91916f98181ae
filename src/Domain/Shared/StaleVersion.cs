namespace SmartCity.Domain.Shared;

/// <summary>Somebody acted on what they saw, and it has changed since.</summary>
public sealed record StaleVersion(long Current) : Refusal(RefusalKind.Stale, "request.stale-version", new(
    $"内容已被他人更新，当前版本为 {Current}。", $"It was changed meanwhile; the current version is {Current}."))
{
    /// <summary>A refusal when the version that was seen is not the current one; null also when none was said.</summary>
    public static StaleVersion? Of(long current, long? seen) =>
        seen is null || seen == current ? null : new StaleVersion(current);
}
