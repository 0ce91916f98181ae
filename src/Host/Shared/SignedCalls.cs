using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Shared;

/// <summary>Calls to systems of others over HTTP: signed, each with the id by which a repeat is known.</summary>
internal static class SignedCalls
{
    /// <summary><c>t=…,v1=…</c>: seconds of the machine's clock, and the HMAC-SHA256 of them, a dot and the body, in hexadecimal.</summary>
    public const string SignatureHeader = "SmartCity-Signature";

    private const int ShortestSecret = 16;

    /// <summary>A call with a JSON body.</summary>
    /// <param name="id">The same for the same message, however often it is sent.</param>
    public static HttpRequestMessage Of(Uri url, string secret, string id, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Idempotency-Key", id);
        request.Headers.Add(SignatureHeader, Signature(secret, SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds(), body));
        return request;
    }

    public static string Signature(string secret, long seconds, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{seconds}."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    /// <summary>
    /// Address and secret of a section's <c>Url</c> and <c>Secret</c>: https, or http on this machine alone.
    /// </summary>
    /// <param name="refused">The refusal to start, of the setting's path and what is wrong with it.</param>
    public static (Uri Url, string Secret) Target(IConfigurationSection section, Func<string, LocalizedText, Exception> refused)
    {
        if (!Uri.TryCreate(section["Url"], UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            throw refused(section.Path + ":Url", new("须为 https 地址（本机可为 http）", "is an https address, or http on loopback"));
        return section["Secret"] is { Length: >= ShortestSecret } secret
            ? (url, secret)
            : throw refused(section.Path + ":Secret", new("须为不少于 16 个字符的密钥", "is a secret of 16 characters or more"));
    }

    /// <summary>Goes where it was told to and nowhere else, and remembers nothing of a call.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
