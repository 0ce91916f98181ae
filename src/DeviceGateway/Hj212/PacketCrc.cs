using System.Buffers.Binary;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// The check sum over a data segment. Annex A of HJ 212-2017 calls it "ANSI CRC16" and moves the high byte down before the
/// XOR, so it is not CRC-16/MODBUS, which some real stations send all the same. Over <c>123456789</c>: 2F80 and 4B37.
/// </summary>
internal static class PacketCrc
{
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(value => EightSteps((ushort)value))];

    public static ushort Of(ReadOnlySpan<byte> data, bool modbus) => modbus ? Modbus(data) : AnnexA(data);

    /// <summary>Stations with MODBUS write it as a number or, as on that bus, low byte first: both have been seen.</summary>
    public static bool Fits(int sum, ReadOnlySpan<byte> data, bool modbus)
    {
        var right = Of(data, modbus);
        return sum == right || (modbus && sum == BinaryPrimitives.ReverseEndianness(right));
    }

    public static ushort AnnexA(ReadOnlySpan<byte> data)
    {
        uint register = 0xFFFF;
        foreach (var value in data) register = Table[(register >> 8) ^ value];
        return (ushort)register;
    }

    public static ushort Modbus(ReadOnlySpan<byte> data)
    {
        uint register = 0xFFFF;
        foreach (var value in data) register = (register >> 8) ^ Table[(register ^ value) & 0xFF];
        return (ushort)register;
    }

    private static ushort EightSteps(ushort register)
    {
        for (var step = 0; step < 8; step++)
            register = (ushort)((register & 1) == 1 ? (register >> 1) ^ 0xA001 : register >> 1);
        return register;
    }
}
