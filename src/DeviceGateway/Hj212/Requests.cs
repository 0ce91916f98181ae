using System.Globalization;
using System.Security.Cryptography;
using NodaTime;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>When a request has come to its end.</summary>
internal enum RequestEnd
{
    /// <summary>With 9012.</summary>
    Executed,

    /// <summary>With 9013: it was a notice.</summary>
    Noticed,

    /// <summary>With 9012, or with the first packet of what it asked for.</summary>
    Begun,
}

/// <summary>What a station is told to do.</summary>
/// <param name="Cp">Between the pairs of <c>&amp;</c>.</param>
/// <param name="NewPassword">The password that it is told to take over; null in every other request.</param>
internal sealed record Request(string Name, int Cn, string Cp, RequestEnd End, string? NewPassword = null);

/// <summary>A command that is not sent as it stands, and why, in Chinese and English.</summary>
internal sealed record RequestProblem(string Code, string Text);

/// <summary>The commands of HJ 212 by the names that kinds of devices use (指令表, docs/protocols/hj212.md).</summary>
internal static class Requests
{
    private static readonly int[] MinuteIntervals = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

    private static readonly Dictionary<string, Func<Parameters, Instant, Request>> Table = new()
    {
        ["set-timeout"] = (p, _) => new("set-timeout", Cn.SetTimeout,
            $"OverTime={p.Number("seconds", 1, 99)};ReCount={p.Number("repeats", 1, 99)}", RequestEnd.Executed),
        ["get-time"] = (p, _) => new("get-time", Cn.GetTime, p.Factor(), RequestEnd.Executed),
        ["set-time"] = (p, now) => SetTime(p.Factor(), now),
        ["get-realtime-interval"] = (_, _) => new("get-realtime-interval", Cn.GetRealtimeInterval, "", RequestEnd.Executed),
        ["set-realtime-interval"] = (p, _) => RealtimeInterval(p),
        ["set-interval"] = (p, _) => RealtimeInterval(p),
        ["get-minute-interval"] = (_, _) => new("get-minute-interval", Cn.GetMinuteInterval, "", RequestEnd.Executed),
        ["set-minute-interval"] = (p, _) => new("set-minute-interval", Cn.SetMinuteInterval,
            $"MinInterval={p.OneOf("minutes", MinuteIntervals)}", RequestEnd.Executed),
        ["set-password"] = (_, _) => SetPassword(),
        ["start-realtime"] = (_, _) => new("start-realtime", Cn.Realtime, "", RequestEnd.Begun),
        ["stop-realtime"] = (_, _) => new("stop-realtime", Cn.StopRealtime, "", RequestEnd.Noticed),
        ["start-facilities"] = (_, _) => new("start-facilities", Cn.Facilities, "", RequestEnd.Begun),
        ["stop-facilities"] = (_, _) => new("stop-facilities", Cn.StopFacilities, "", RequestEnd.Noticed),
        ["fetch-minute"] = (p, _) => Fetch("fetch-minute", Cn.Minute, p),
        ["fetch-hour"] = (p, _) => Fetch("fetch-hour", Cn.Hour, p),
        ["fetch-day"] = (p, _) => Fetch("fetch-day", Cn.Day, p),
        ["fetch-run-time"] = (p, _) => Fetch("fetch-run-time", Cn.RunTime, p),
        ["calibrate"] = (p, _) => new("calibrate", Cn.Calibrate, p.NeededFactor(), RequestEnd.Executed),
        ["sample"] = (p, _) => new("sample", Cn.Sample, p.NeededFactor(), RequestEnd.Executed),
        ["clean"] = (p, _) => new("clean", Cn.Clean, p.NeededFactor(), RequestEnd.Executed),
        ["compare-sample"] = (p, _) => new("compare-sample", Cn.CompareSample, p.NeededFactor(), RequestEnd.Executed),
    };

    public static IEnumerable<string> Names => Table.Keys;

    /// <summary>The request for a command, or why there is none.</summary>
    /// <param name="parameters">A JSON object.</param>
    public static (Request? Request, RequestProblem? Problem) Of(string name, string parameters, Instant now)
    {
        if (!Table.TryGetValue(name, out var make))
            return (null, new("unknown-command", $"HJ 212 没有指令“{name}”。HJ 212 has no such command."));
        try
        {
            return (make(Parameters.Read(parameters), now), null);
        }
        catch (ParameterException unfit)
        {
            return (null, new("parameter", unfit.Message));
        }
    }

    private static Request RealtimeInterval(Parameters p) => new(
        "set-realtime-interval", Cn.SetRealtimeInterval, $"RtdInterval={p.Number("seconds", 30, 3600)}", RequestEnd.Executed);

    /// <summary>Sets the station's clock to now.</summary>
    public static Request SetTime(string factor, Instant now) => new(
        "set-time", Cn.SetTime, (factor.Length > 0 ? factor + ";" : "") + "SystemTime=" + StationTime.Write(now),
        RequestEnd.Executed);

    /// <summary>The gateway makes the password: one that a command named would stand in the ledger for ever.</summary>
    private static Request SetPassword()
    {
        var password = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6);
        return new("set-password", Cn.SetPassword, "NewPW=" + password, RequestEnd.Executed, password);
    }

    private static Request Fetch(string name, int cn, Parameters p)
    {
        var (from, to) = (p.Time("from"), p.Time("to"));
        if (to < from) throw new ParameterException("终止时间早于起始时间。The end is before the beginning.");
        return new(name, cn, string.Create(CultureInfo.InvariantCulture,
            $"BeginTime={StationTime.Write(from)};EndTime={StationTime.Write(to)}"), RequestEnd.Executed);
    }
}
