using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace SmartCity.Host.Shared.Imports;

/// <summary>A line of a file: its number from 1, and its text; null when that is none of a sensible length.</summary>
internal readonly record struct FileLine(int Number, string? Text);

/// <summary>
/// Reads lines one by one and never holds more than one of them: a line above <see cref="Longest"/> bytes, or one that
/// is not UTF-8, is passed over and told by its number.
/// </summary>
internal sealed class BoundedLines(Stream body)
{
    public const int Longest = 16 * 1024;

    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly PipeReader _reader = PipeReader.Create(body, new(leaveOpen: true, bufferSize: 64 * 1024));
    private bool _tooLong;

    /// <summary>How many lines were read.</summary>
    public int Number { get; private set; }

    /// <summary>The next line; null at the end of the file.</summary>
    public async ValueTask<FileLine?> Next(CancellationToken stop)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(stop);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Line(buffer.Slice(0, end));
                _reader.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }
            if (read.IsCompleted)
            {
                FileLine? last = buffer.IsEmpty && !_tooLong ? null : Line(buffer);
                _reader.AdvanceTo(buffer.End);
                return last;
            }
            if (buffer.Length > Longest) _tooLong = true;
            _reader.AdvanceTo(_tooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    private FileLine Line(ReadOnlySequence<byte> bytes)
    {
        Number++;
        var sensible = !_tooLong && bytes.Length <= Longest;
        _tooLong = false;
        try
        {
            return new(Number, sensible ? Strict.GetString(bytes).TrimEnd('\r').TrimStart('\uFEFF') : null);
        }
        catch (DecoderFallbackException)
        {
            return new(Number, null);
        }
    }
}
