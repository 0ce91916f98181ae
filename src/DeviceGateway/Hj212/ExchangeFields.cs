using System.Text;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What an answer of a station says about the exchange it belongs to.</summary>
internal static class ExchangeFields
{
    /// <summary>QN, of the header or, in HJ/T 212-2005, of CP; and QnRtn or ExeRtn, 0 where there is none.</summary>
    public static (string Qn, int Code) Read(in Packet packet)
    {
        var qn = packet.Qn;
        var code = 0;
        var fields = new Fields(packet.Cp);
        while (fields.MoveNext())
            if (fields.Name.SequenceEqual("QN"u8) && qn.IsEmpty) qn = fields.Value;
            else if (fields.Name.SequenceEqual("QnRtn"u8) || fields.Name.SequenceEqual("ExeRtn"u8))
                code = Math.Max(0, Digits.Read(fields.Value));
        return (qn.Length > 64 ? "" : Encoding.UTF8.GetString(qn), code);
    }
}
