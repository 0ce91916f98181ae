using System.Globalization;
using SmartCity.Application.Devices;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What a station made of a command, as facts of its stream.</summary>
internal static class Outcome
{
    private static readonly string[] Settings = ["RtdInterval", "MinInterval"];

    public static IReadOnlyList<DeviceReport> Of(Exchange exchange, ExchangeEnd end, Guid command) => end switch
    {
        ExchangeEnd.Done => [new DeviceReport.CommandDone(command, exchange.ResultText()), .. SettingsOf(exchange)],
        ExchangeEnd.NoAnswer => Refused(command, "no-answer", "现场机未应答。The station did not answer."),
        ExchangeEnd.Refused => Refused(command, "qnrtn-" + Number(exchange.Code), Answer(exchange.Code)),
        _ => Refused(command, "exertn-" + Number(exchange.Code), Result(exchange.Code)),
    };

    private static DeviceReport[] Refused(Guid command, string code, string text) =>
        [new DeviceReport.CommandRefused(command, code, text)];

    /// <summary>How the station is set up, as it says or was told.</summary>
    private static IEnumerable<DeviceReport> SettingsOf(Exchange exchange)
    {
        var told = exchange.Request.Cp.Split(';').Select(f => f.Split('=', 2)).Where(f => f.Length == 2)
            .ToDictionary(f => f[0], f => f[1]);
        foreach (var (name, value) in exchange.Results() ?? new Dictionary<string, string>()) told[name] = value;
        var settings = told.Where(s => Settings.Contains(s.Key)).ToDictionary(s => s.Key, s => s.Value);
        return settings.Count == 0 ? [] : [new DeviceReport.Configuration(settings)];
    }

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);

    /// <summary>HJ 212-2017 table 7.</summary>
    private static string Answer(int qnRtn) => qnRtn switch
    {
        (int)QnRtn.Refused => "请求被拒绝。It refuses.",
        (int)QnRtn.Password => "密码错误。Wrong password.",
        (int)QnRtn.Mn => "MN 错误。Wrong MN.",
        (int)QnRtn.St => "ST 错误。Wrong ST.",
        (int)QnRtn.Flag => "Flag 错误。Wrong Flag.",
        (int)QnRtn.Qn => "QN 错误。Wrong QN.",
        (int)QnRtn.Cn => "CN 错误。Wrong CN.",
        (int)QnRtn.Crc => "CRC 校验错误。Wrong CRC.",
        _ => "未知错误。Unknown error.",
    };

    /// <summary>HJ 212-2017 table 8.</summary>
    private static string Result(int exeRtn) => exeRtn switch
    {
        3 => "执行失败，命令请求条件错误。Failed: a wrong condition of the request.",
        4 => "执行失败，通讯超时。Failed: time-out.",
        5 => "执行失败，系统繁忙不能执行。Failed: busy.",
        6 => "执行失败，系统故障。Failed: a fault of the system.",
        100 => "没有数据。No such values.",
        _ => "执行失败，原因未知。Failed for unknown reasons.",
    };
}
