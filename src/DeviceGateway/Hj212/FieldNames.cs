using System.Text;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What a field of CP means to the gateway.</summary>
internal enum FieldKind : byte
{
    /// <summary>Known and not kept, such as EFlag or SN.</summary>
    Passed,
    DataTime,
    RestartTime,
    Value,

    /// <summary>Running state of a facility: a value, and a state of a part of the station.</summary>
    State,

    /// <summary>The mark N, D, … of the factor's values.</summary>
    Mark,

    /// <summary>When the factor's sample was taken: its values belong there.</summary>
    SampleTime,

    /// <summary>A value of a point beyond those that the device may have.</summary>
    Beyond,
    Unknown,
}

/// <summary>How a field name becomes a point (点位): <c>a34004-Avg</c> of a minute packet is <c>a34004.minute.avg</c>.</summary>
/// <param name="Factor">Length of the part before the last hyphen; its mark and sample time go by it.</param>
/// <param name="Point">Null where the field is no value.</param>
internal readonly record struct FieldName(FieldKind Kind, int Factor, string? Point)
{
    private const int LongestPoint = 64;

    public static FieldName Of(ReadOnlySpan<byte> name, ValuePeriod period)
    {
        if (name.SequenceEqual("DataTime"u8)) return new(FieldKind.DataTime, 0, null);
        if (name.SequenceEqual("RestartTime"u8)) return new(FieldKind.RestartTime, 0, null);
        var hyphen = name.LastIndexOf((byte)'-');
        if (hyphen <= 0 || hyphen == name.Length - 1) return new(FieldKind.Unknown, 0, null);
        var statistic = Encoding.ASCII.GetString(name[(hyphen + 1)..]);
        var middle = period switch
        {
            ValuePeriod.Minute => "minute", ValuePeriod.Hour => "hour", ValuePeriod.Day => "day", _ => "rtd",
        };
        return statistic switch
        {
            "Flag" => new(FieldKind.Mark, hyphen, null),
            "SampleTime" => new(FieldKind.SampleTime, hyphen, null),
            "EFlag" or "Info" or "SN" => new(FieldKind.Passed, hyphen, null),
            "RS" => PointOf(FieldKind.State, name[..hyphen], ".rs"),
            "RT" => PointOf(FieldKind.Value, name[..hyphen], ".rt"),
            "Data" or "DayData" or "NightData" => PointOf(FieldKind.Value, name[..hyphen], "." + middle),
            "Rtd" when period == ValuePeriod.Instant => PointOf(FieldKind.Value, name[..hyphen], ".rtd"),
            "ZsRtd" when period == ValuePeriod.Instant => PointOf(FieldKind.Value, name[..hyphen], ".zsrtd"),
            "Rtd" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.rtd"),
            "Min" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.min"),
            "Avg" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.avg"),
            "Max" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.max"),
            "Cou" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.cou"),
            "ZsRtd" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.zsrtd"),
            "ZsMin" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.zsmin"),
            "ZsAvg" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.zsavg"),
            "ZsMax" => PointOf(FieldKind.Value, name[..hyphen], $".{middle}.zsmax"),
            _ => new(FieldKind.Unknown, 0, null),
        };
    }

    private static FieldName PointOf(FieldKind kind, ReadOnlySpan<byte> factor, string ending)
    {
        foreach (var letter in factor)
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'.' or (byte)'_' or (byte)'-'))
                return new(FieldKind.Unknown, 0, null);
        return factor.Length + ending.Length > LongestPoint
            ? new(FieldKind.Unknown, 0, null)
            : new(kind, factor.Length, Encoding.ASCII.GetString(factor) + ending);
    }
}
