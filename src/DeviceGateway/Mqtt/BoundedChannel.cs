using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>
/// The bytes of one connection, read through a small buffer, with an eye on the length that each packet announces: a packet
/// that is too large is refused before memory is taken for it, a small one at that while the sender is not known.
/// </summary>
internal sealed class BoundedChannel(IMqttChannel inner, int largest, int largestFirst) : IMqttChannel
{
    private const int BufferSize = 2048, LengthBytes = 4;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start, _end, _left, _shift = -1, _length, _limit = largestFirst;

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    /// <exception cref="MqttProtocolViolationException">The packet that begins is larger than allowed.</exception>
    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_start == _end && count >= BufferSize) return Seen(buffer, offset, await inner.ReadAsync(buffer, offset, count, cancellationToken));
        if (_start == _end) (_start, _end) = (0, await inner.ReadAsync(_buffer, 0, BufferSize, cancellationToken));
        var taken = Math.Min(count, _end - _start);
        _buffer.AsSpan(_start, taken).CopyTo(buffer.AsSpan(offset));
        _start += taken;
        return Seen(buffer, offset, taken);
    }

    public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, isEndOfPacket, cancellationToken);

    public void Dispose() => inner.Dispose();

    /// <summary>Follows the frames: a byte of type and flags, the length in one to four bytes of seven bits, the body.</summary>
    private int Seen(byte[] buffer, int offset, int count)
    {
        for (var at = offset; at < offset + count;)
            if (_left > 0)
            {
                var body = Math.Min(_left, offset + count - at);
                _left -= body;
                at += body;
            }
            else if (_shift < 0)
            {
                (_shift, _length) = (0, 0);
                at++;
            }
            else
            {
                Length(buffer[at++]);
            }
        return count;
    }

    private void Length(byte next)
    {
        _length |= (next & 127) << (7 * _shift++);
        if (_length > _limit) throw new MqttProtocolViolationException($"A packet of more than {_limit} bytes was announced.");
        if ((next & 128) != 0)
        {
            if (_shift == LengthBytes) throw new MqttProtocolViolationException("The length of a packet has four bytes at most.");
            return;
        }
        (_left, _shift, _limit) = (_length, -1, largest);
    }
}
