using System.Buffers;
using System.Security.Cryptography;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// Takes what formats write, hands it on by parts of about 64 KB, and waits while whoever reads it is slower: nothing piles up.
/// Tells the bytes and the SHA-256 of all of it.
/// </summary>
internal sealed class ExportSink(Stream target) : Stream
{
    private const int Part = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _waiting = new(2 * Part);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes handed on so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of what was handed on, in lower-case hexadecimal; the sink takes nothing afterwards.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>Hands on what waits, once that is a whole part.</summary>
    public ValueTask HandOn(CancellationToken stop) => _waiting.WrittenCount < Part ? default : HandOnAll(stop);

    /// <summary>Hands on everything that waits.</summary>
    public async ValueTask HandOnAll(CancellationToken stop)
    {
        _hash.AppendData(_waiting.WrittenSpan);
        Bytes += _waiting.WrittenCount;
        await target.WriteAsync(_waiting.WrittenMemory, stop);
        _waiting.ResetWrittenCount();
    }

    /// <summary>What waits, for writers that write straight into memory; complete before it is handed on.</summary>
    public IBufferWriter<byte> Waiting => _waiting;

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer.AsSpan(offset, count));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Bytes + _waiting.WrittenCount;

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    /// <summary>Nothing: a part is handed on when it is whole.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }
}
