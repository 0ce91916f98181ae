using System.Globalization;
using System.Text;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// What the gateway answers a station (HJ 212-2017 6.6). Only 9014 tells that data is kept; whatever is not taken is answered
/// by 9011 with its QnRtn, so that no station takes a refusal for a receipt.
/// </summary>
internal static class Answers
{
    /// <summary>9013 or 9014: it was taken.</summary>
    public static byte[] Taken(in Packet packet, int cn, bool modbusCrc)
    {
        var echo = Echo.Of(packet);
        return echo.Version == 0
            ? Compose(echo, cn, echo.Qn.Length > 0 ? $"QN={echo.Qn};CN={echo.Cn}" : $"CN={echo.Cn}", modbusCrc)
            : Compose(echo, cn, "", modbusCrc);
    }

    /// <summary>9011: it was not taken, and why.</summary>
    public static byte[] Refused(in Packet packet, QnRtn reason, bool modbusCrc)
    {
        var echo = Echo.Of(packet);
        var result = "QnRtn=" + ((int)reason).ToString(CultureInfo.InvariantCulture);
        var cp = echo is { Version: 0, Qn.Length: > 0 } ? $"QN={echo.Qn};{result}" : result;
        return Compose(echo, Cn.RequestAnswer, cp, modbusCrc);
    }

    /// <summary>
    /// In HJ/T 212-2005 an answer names the exchange inside CP, since 2017 before ST; a station of 2005 gets both.
    /// </summary>
    private static byte[] Compose(in Echo echo, int cn, string cp, bool modbusCrc)
    {
        var text = new StringBuilder(160);
        if (echo.Qn.Length > 0) text.Append("QN=").Append(echo.Qn).Append(';');
        text.Append("ST=91;CN=").Append(cn.ToString("D4", CultureInfo.InvariantCulture)).Append(";PW=").Append(echo.Pw);
        text.Append(";MN=").Append(echo.Mn).Append(";Flag=").Append((echo.Version << 2).ToString(CultureInfo.InvariantCulture));
        text.Append(";CP=&&").Append(cp).Append("&&");
        return Frame.Of(text.ToString(), modbusCrc);
    }

    /// <summary>What an answer says again.</summary>
    private readonly record struct Echo(string Qn, int Cn, string Pw, string Mn, int Version)
    {
        private const int Longest = 64;

        public static Echo Of(in Packet packet) =>
            new(Text(packet.Qn), packet.Cn, Text(packet.Pw), Text(packet.Mn), packet.Version ?? (packet.Flag == -2 ? 1 : 0));

        private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Longest)]);
    }
}
