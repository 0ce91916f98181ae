namespace SmartCity.DeviceGateway.Hj212;

/// <summary>Command codes (命令编码, HJ 212-2017 table 9) that the gateway sends or understands.</summary>
internal static class Cn
{
    public const int SetTimeout = 1000, GetTime = 1011, SetTime = 1012, TimeNotice = 1013;
    public const int GetRealtimeInterval = 1061, SetRealtimeInterval = 1062, GetMinuteInterval = 1063, SetMinuteInterval = 1064;
    public const int SetPassword = 1072;
    public const int Realtime = 2011, StopRealtime = 2012, Facilities = 2021, StopFacilities = 2022;
    public const int Day = 2031, RunTime = 2041, Minute = 2051, Hour = 2061, Restart = 2081;
    public const int Calibrate = 3011, Sample = 3012, Clean = 3013, CompareSample = 3014;
    public const int RequestAnswer = 9011, ExecutionResult = 9012, NoticeAnswer = 9013, DataAnswer = 9014, Heartbeat = 9015;

    public static Traffic Of(int cn) => cn switch
    {
        Realtime or Facilities or Day or RunTime or Minute or Hour or Restart => Traffic.Upload,
        GetTime or GetRealtimeInterval or GetMinuteInterval or >= 3015 and <= 3020 => Traffic.Reply,
        TimeNotice => Traffic.Notice,
        Heartbeat => Traffic.Heartbeat,
        >= RequestAnswer and <= DataAnswer => Traffic.Answer,
        _ => Traffic.Unknown,
    };

    /// <summary>What the values of an upload are over.</summary>
    public static ValuePeriod PeriodOf(int cn) => cn switch
    {
        Minute => ValuePeriod.Minute,
        Hour => ValuePeriod.Hour,
        Day or RunTime => ValuePeriod.Day,
        _ => ValuePeriod.Instant,
    };
}

/// <summary>What a packet from a station is.</summary>
internal enum Traffic
{
    /// <summary>A code that a station has no reason to send, or that nobody knows.</summary>
    Unknown,

    /// <summary>Measured values or states.</summary>
    Upload,

    /// <summary>What a request asked for, other than measured values.</summary>
    Reply,

    /// <summary>The station asks to have its time set.</summary>
    Notice,

    Heartbeat,

    /// <summary>It answers what it was told.</summary>
    Answer,
}

/// <summary>Over which time a value was formed.</summary>
internal enum ValuePeriod
{
    Instant,
    Minute,
    Hour,
    Day,
}

/// <summary>What the receiver of a packet says to it (请求应答 QnRtn, HJ 212-2017 table 7).</summary>
internal enum QnRtn
{
    Ready = 1,
    Refused = 2,
    Password = 3,
    Mn = 4,
    St = 5,
    Flag = 6,
    Qn = 7,
    Cn = 8,
    Crc = 9,
    Unknown = 100,
}
