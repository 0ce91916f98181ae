using System.Text;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// A data segment taken apart (数据段, HJ 212-2017 6.3.2) without a copy: every part is a window on the bytes received. Read
/// leniently: what differs from the standard and still can be understood is taken, and told as <see cref="Deviations"/>.
/// </summary>
internal ref struct Packet
{
    private const int LongestByStandard = 1024;

    public ReadOnlySpan<byte> Qn { get; private set; }

    public ReadOnlySpan<byte> St { get; private set; }

    /// <summary>-1 where it is missing or not four digits.</summary>
    public int Cn { get; private set; }

    public ReadOnlySpan<byte> Pw { get; private set; }

    public ReadOnlySpan<byte> Mn { get; private set; }

    /// <summary>-1 where it is missing, -2 where it is no number of a byte.</summary>
    public int Flag { get; private set; }

    /// <summary>How many packets it was split into; 0 where it was not.</summary>
    public int Pnum { get; private set; }

    public int Pno { get; private set; }

    /// <summary>Between the pairs of <c>&amp;</c>.</summary>
    public ReadOnlySpan<byte> Cp { get; private set; }

    public Deviations Deviations { get; private set; }

    public readonly bool WantsAnswer => Flag > 0 && (Flag & 1) == 1;

    /// <summary>Of the standard: 0 for 2005, 1 for 2017, 2 for 2025; none without a Flag.</summary>
    public readonly int? Version => Flag < 0 ? null : Flag >> 2;

    /// <summary>What is wrong with it, or <see cref="Fault.None"/>; whatever could be read is set in either case.</summary>
    public static Fault TryRead(ReadOnlySpan<byte> data, out Packet packet)
    {
        packet = new() { Cn = -1, Flag = -1 };
        var cp = data.IndexOf("CP=&&"u8);
        var closed = cp >= 0 ? data[(cp + 5)..].LastIndexOf("&&"u8) : -1;
        packet.ReadHeader(cp >= 0 ? data[..cp] : data);
        if (closed >= 0)
        {
            packet.Cp = data.Slice(cp + 5, closed);
            var behind = data[(cp + 5 + closed + 2)..];
            if (!behind.IsEmpty)
            {
                packet.Deviations |= Deviations.CpOrder;
                packet.ReadHeader(behind);
            }
        }

        if (data.Length > LongestByStandard) packet.Deviations |= Deviations.LongSegment;
        packet.NoteWhatIsMissing();
        return packet.Mn.IsEmpty ? Fault.Mn
            : closed < 0 ? Fault.Cp
            : packet.Cn < 0 ? Fault.Cn
            : packet.Flag == -2 ? Fault.Flag
            : Fault.None;
    }

    private void ReadHeader(ReadOnlySpan<byte> header)
    {
        var fields = new Fields(header);
        while (fields.MoveNext()) Take(fields.Name, fields.Value);
        Deviations |= fields.Deviations;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Named(name, "QN"u8)) Qn = value;
        else if (Named(name, "ST"u8)) St = value;
        else if (Named(name, "CN"u8)) Cn = value.Length == 4 ? Digits.Read(value) : -1;
        else if (Named(name, "PW"u8)) Pw = value;
        else if (Named(name, "MN"u8)) Mn = value;
        else if (Named(name, "Flag"u8)) Flag = Digits.Read(value) is var flag and >= 0 and <= 255 ? flag : -2;
        else if (Named(name, "PNUM"u8)) Pnum = Math.Max(0, Digits.Read(value));
        else if (Named(name, "PNO"u8)) Pno = Math.Max(0, Digits.Read(value));
        else Deviations |= Deviations.UnknownField;
    }

    private bool Named(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected)
    {
        if (name.SequenceEqual(expected)) return true;
        if (!Ascii.EqualsIgnoreCase(name, expected)) return false;
        Deviations |= Deviations.NameCase;
        return true;
    }

    private void NoteWhatIsMissing()
    {
        if (Qn.IsEmpty) Deviations |= Deviations.NoQn;
        else if (Qn.Length != 17 || !StationTime.TryRead(Qn, out _)) Deviations |= Deviations.QnShape;
        if (Flag == -1) Deviations |= Deviations.NoFlag;
        if (St.Length != 2) Deviations |= Deviations.StShape;
        if (Flag > 0 && (Flag & 2) != 0 && Pnum == 0) Deviations |= Deviations.SplitUnnumbered;
    }
}
