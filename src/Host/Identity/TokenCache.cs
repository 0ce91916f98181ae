using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace SmartCity.Host.Identity;

/// <summary>
/// Principals of tokens whose signature was verified already, until they expire: a busy client verifies once, not at
/// every request. Keyed by the token's SHA-256, so that a memory dump holds no usable token; bounded.
/// </summary>
internal sealed class TokenCache : IDisposable
{
    public const int Bound = 10_000;

    private readonly MemoryCache _principals = new(new MemoryCacheOptions { SizeLimit = Bound });

    public ClaimsPrincipal? Find(string token) => _principals.Get<ClaimsPrincipal>(Key(token));

    public void Keep(string token, ClaimsPrincipal principal, DateTimeOffset expiresAt)
    {
        if (expiresAt > DateTimeOffset.UtcNow)
            _principals.Set(Key(token), principal, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = expiresAt });
    }

    public void Dispose() => _principals.Dispose();

    private static Digest Key(string token)
    {
        Span<byte> utf8 = token.Length <= 2048 ? stackalloc byte[token.Length * 3] : new byte[token.Length * 3];
        var length = Encoding.UTF8.GetBytes(token, utf8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], hash);
        return new Digest(
            BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]),
            BitConverter.ToUInt64(hash[16..]), BitConverter.ToUInt64(hash[24..]));
    }

    private readonly record struct Digest(ulong A, ulong B, ulong C, ulong D);
}
