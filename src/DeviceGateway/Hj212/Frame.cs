using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>A line taken apart (通讯包): announced length, data segment, check sum, whether they agree or not.</summary>
internal readonly ref struct Frame
{
    private const int Head = 6, CheckSum = 4;

    private Frame(ReadOnlySpan<byte> data, int announced, int crc)
    {
        Data = data;
        Announced = announced;
        Crc = crc;
    }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>-1 where it is no number.</summary>
    public int Announced { get; }

    /// <summary>-1 where it is no hexadecimal number.</summary>
    public int Crc { get; }

    /// <param name="line">From <c>##</c> up to CR LF, without it.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out Frame frame)
    {
        frame = default;
        if (line.Length < Head + CheckSum) return false;
        var announced = Digits.Read(line[2..Head]);
        var crc = Utf8Parser.TryParse(line[^CheckSum..], out ushort sum, out var used, 'x') && used == CheckSum ? sum : -1;
        frame = new(line[Head..^CheckSum], announced, crc);
        return true;
    }

    /// <summary>Whether the parts agree, by the dialect of the station that sent it; hexadecimal digits in either case.</summary>
    public Fault Check(Hj212Dialect dialect)
    {
        if (Announced != Data.Length && !dialect.LenientLength) return Fault.Length;
        return PacketCrc.Fits(Crc, Data, dialect.ModbusCrc) ? Fault.None : Fault.Crc;
    }

    /// <summary>The packet on the wire for a data segment.</summary>
    public static byte[] Of(string segment, bool modbusCrc)
    {
        var data = Encoding.UTF8.GetBytes(segment);
        var bytes = new byte[Head + data.Length + CheckSum + 2];
        Encoding.ASCII.GetBytes("##" + data.Length.ToString("D4", CultureInfo.InvariantCulture), bytes);
        data.CopyTo(bytes.AsSpan(Head));
        var crc = PacketCrc.Of(data, modbusCrc).ToString("X4", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(crc + "\r\n", bytes.AsSpan(Head + data.Length));
        return bytes;
    }
}

/// <summary>Numbers written in decimal digits only.</summary>
internal static class Digits
{
    /// <summary>-1 where it is empty, longer than nine digits or anything but digits.</summary>
    public static int Read(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 9) return -1;
        var number = 0;
        foreach (var value in text)
        {
            if (value is < (byte)'0' or > (byte)'9') return -1;
            number = number * 10 + value - '0';
        }

        return number;
    }
}
