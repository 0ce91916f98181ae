using System.Security.Claims;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Tests.Identity;

public sealed class TokenCacheTests
{
    private static readonly ClaimsPrincipal Somebody = new();

    [Fact]
    public void A_verified_token_is_known_until_it_expires()
    {
        using var cache = new TokenCache();
        cache.Keep("token", Somebody, DateTimeOffset.UtcNow.AddHours(1));
        cache.Find("token").ShouldBeSameAs(Somebody);
        cache.Find("token ").ShouldBeNull();
        cache.Find(new string('x', 9000)).ShouldBeNull();
    }

    [Fact]
    public void An_expired_token_is_not_kept()
    {
        using var cache = new TokenCache();
        cache.Keep("token", Somebody, DateTimeOffset.UtcNow.AddSeconds(-1));
        cache.Find("token").ShouldBeNull();
    }

    [Fact]
    public void However_many_tokens_come_no_more_than_the_bound_are_kept()
    {
        using var cache = new TokenCache();
        for (var i = 0; i < TokenCache.Bound + 500; i++) cache.Keep($"{i}", Somebody, DateTimeOffset.UtcNow.AddHours(1));
        Enumerable.Range(0, TokenCache.Bound + 500).Count(i => cache.Find($"{i}") is not null).ShouldBeLessThanOrEqualTo(TokenCache.Bound);
    }
}
