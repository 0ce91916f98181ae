namespace SmartCity.DeviceGateway.Hj212;

/// <summary>Where a packet that is taken differs from the standard (报文偏差): read all the same, and recorded.</summary>
[Flags]
internal enum Deviations
{
    None = 0,

    /// <summary>No QN; usual in HJ/T 212-2005.</summary>
    NoQn = 1 << 0,

    /// <summary>A QN that is not 17 digits of a time.</summary>
    QnShape = 1 << 1,

    /// <summary>No Flag; usual in HJ/T 212-2005.</summary>
    NoFlag = 1 << 2,

    /// <summary>A name in other letters, such as <c>FLAG</c>.</summary>
    NameCase = 1 << 3,

    /// <summary>Blanks around a name or a value.</summary>
    Blank = 1 << 4,

    /// <summary>A comma where a semicolon belongs, such as before MN.</summary>
    Comma = 1 << 5,

    /// <summary>Fields behind CP.</summary>
    CpOrder = 1 << 6,

    /// <summary>A data segment of more than 1024 bytes.</summary>
    LongSegment = 1 << 7,

    /// <summary>A wrong length, taken as the station's dialect allows it.</summary>
    Length = 1 << 8,

    /// <summary>A field that the standard does not name, or one without a value.</summary>
    UnknownField = 1 << 9,

    /// <summary>A value that is no number; it is left out.</summary>
    BadValue = 1 << 10,

    /// <summary>A mark that the standard does not name; the value counts as faulty.</summary>
    BadMark = 1 << 11,

    /// <summary>A time with more digits than it should have.</summary>
    TimeShape = 1 << 12,

    /// <summary>Marked as split, without PNUM and PNO.</summary>
    SplitUnnumbered = 1 << 13,

    /// <summary>More names than a station may have; such a packet is refused.</summary>
    TooManyNames = 1 << 14,

    /// <summary>An ST that is not two characters.</summary>
    StShape = 1 << 15,
}

/// <summary>Why a packet is broken (坏包原因).</summary>
internal enum Fault
{
    None,

    /// <summary>Bytes that belong to no packet.</summary>
    Garbage,

    /// <summary>The length is no number or not that of the data segment.</summary>
    Length,

    /// <summary>No CR LF within the longest packet there can be.</summary>
    NoTail,

    /// <summary>The check sum is wrong.</summary>
    Crc,

    /// <summary>CP is missing or not closed by <c>&amp;&amp;</c>.</summary>
    Cp,

    /// <summary>No readable MN.</summary>
    Mn,

    /// <summary>No readable CN.</summary>
    Cn,

    /// <summary>A Flag that is no number of a byte.</summary>
    Flag,
}
