using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// One HTTP/1.1 connection that sends prebuilt requests: the measuring side must cost as little of the shared processors
/// as it can, and the same for everything that is measured.
/// </summary>
internal sealed class HttpWire : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public static async Task<HttpWire> Open(Uri url)
    {
        var wire = new HttpWire();
        await wire._socket.ConnectAsync(IPAddress.Loopback, url.Port);
        return wire;
    }

    public static byte[] Post(string path, string? token, string? key, string body = "") => Request("POST", path, token, key, body);

    public static byte[] Put(string path, string? token, string body) => Request("PUT", path, token, null, body);

    private static byte[] Request(string method, string path, string? token, string? key, string body)
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (token is not null) head.Append("Authorization: Bearer ").Append(token).Append("\r\n");
        if (key is not null) head.Append("Idempotency-Key: ").Append(key).Append("\r\n");
        if (body.Length > 0) head.Append("Content-Type: application/json\r\n");
        head.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n\r\n").Append(body);
        return Encoding.UTF8.GetBytes(head.ToString());
    }

    public static byte[] Get(string path, string token) => Encoding.UTF8.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n");

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 2xx.</exception>
    public async ValueTask<byte[]> Send(byte[] request)
    {
        await _socket.SendAsync(request);
        _filled = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            _filled += read;
            if (Answer() is { } body) return body;
            if (_filled == _buffer.Length) Array.Resize(ref _buffer, _filled * 2);
        }
    }

    /// <summary>The body, once all of it is there.</summary>
    private byte[]? Answer()
    {
        var all = _buffer.AsSpan(0, _filled);
        var end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var head = all[..end];
        var rest = all[(end + 4)..];
        if (head.IndexOf("Transfer-Encoding: chunked"u8) >= 0)
        {
            if (!rest.EndsWith("0\r\n\r\n"u8)) return null;
            return Checked(head, Dechunked(rest));
        }
        var at = head.IndexOf("Content-Length: "u8);
        var length = at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int value, out _) ? value : 0;
        return rest.Length < length ? null : Checked(head, rest[..length].ToArray());
    }

    private static byte[] Dechunked(ReadOnlySpan<byte> rest)
    {
        var body = new List<byte>(rest.Length);
        while (Utf8Parser.TryParse(rest, out int size, out _, 'x') && size > 0)
        {
            rest = rest[(rest.IndexOf("\r\n"u8) + 2)..];
            body.AddRange(rest[..size]);
            rest = rest[(size + 2)..];
        }
        return [.. body];
    }

    private static byte[] Checked(ReadOnlySpan<byte> head, byte[] body) =>
        head[9] == (byte)'2'
            ? body
            : throw new InvalidOperationException($"{Encoding.UTF8.GetString(head[..12])}: {Encoding.UTF8.GetString(body)}");

    public void Dispose() => _socket.Dispose();
}
