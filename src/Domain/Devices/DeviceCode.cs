using System.Globalization;

namespace SmartCity.Domain.Devices;

/// <summary>
/// The one coding rule of every kind of device (设备统一编码), after the identifier of a managed part in GB/T 47678.5-2026:
/// 17 digits, 6 of the region, 5 of the type and 6 of a serial number of that type.
/// </summary>
public static class DeviceCode
{
    /// <summary>Daxing District (大兴区), GB/T 2260.</summary>
    public const string Region = "110115";

    public static string Of(string type, int serial) => Region + type + serial.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Whether the text is a code, of this type.</summary>
    public static bool Fits(string code, string type) =>
        code.Length == 17 && code.All(char.IsAsciiDigit) && code.StartsWith(Region + type, StringComparison.Ordinal);
}
