using System.Buffers;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What was cut off the stream: a line that may be a packet, or bytes that are none.</summary>
/// <param name="Line">From <c>##</c> up to CR LF, without it; empty where <paramref name="Fault"/> says why.</param>
/// <param name="Garbage">How many bytes other than blanks and line ends were passed over before it.</param>
internal readonly record struct Cut(ReadOnlySequence<byte> Line, long Garbage, Fault Fault);

/// <summary>
/// Finds packets in a stream of bytes. The tail decides where one ends, since a wrong length must not swallow the next one;
/// after garbage it goes on with the next <c>##</c>. It never keeps more than <see cref="LongestLine"/> bytes.
/// </summary>
internal static class FrameCutter
{
    /// <summary>Head, the longest data segment that four digits can announce, and the check sum.</summary>
    public const int LongestLine = 6 + 9999 + 4;

    /// <summary>True with the next line; the buffer then begins behind it. False: more bytes are needed.</summary>
    public static bool TryCut(ref ReadOnlySequence<byte> buffer, out Cut cut)
    {
        var garbage = SkipToHead(ref buffer, out var found);
        cut = new(ReadOnlySequence<byte>.Empty, garbage, garbage > 0 ? Fault.Garbage : Fault.None);
        if (!found) return garbage > 0;
        var reader = new SequenceReader<byte>(buffer);
        if (reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8) && line.Length <= LongestLine)
        {
            buffer = buffer.Slice(reader.Position);
            cut = new(line, garbage, Fault.None);
            return true;
        }

        if (buffer.Length <= LongestLine + 1) return garbage > 0;
        buffer = buffer.Slice(LongestLine);
        cut = new(ReadOnlySequence<byte>.Empty, garbage, Fault.NoTail);
        return true;
    }

    private static long SkipToHead(ref ReadOnlySequence<byte> buffer, out bool found)
    {
        var reader = new SequenceReader<byte>(buffer);
        found = false;
        while (!found && reader.TryAdvanceTo((byte)'#', advancePastDelimiter: false) && reader.Remaining > 1)
            if (reader.IsNext("##"u8)) found = true;
            else reader.Advance(1);
        if (!found && !(reader.Remaining == 1 && reader.IsNext((byte)'#'))) reader.AdvanceToEnd();
        var skipped = buffer.Slice(0, reader.Position);
        buffer = buffer.Slice(reader.Position);
        return Visible(skipped);
    }

    private static long Visible(in ReadOnlySequence<byte> bytes)
    {
        long count = 0;
        foreach (var segment in bytes)
            foreach (var value in segment.Span)
                if (value is not ((byte)'\r' or (byte)'\n' or (byte)' ' or 0))
                    count++;
        return count;
    }
}
