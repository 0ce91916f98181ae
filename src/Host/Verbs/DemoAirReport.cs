using System.Globalization;
using System.Text;

namespace SmartCity.Host.Verbs;

/// <summary>What became of the air, for people.</summary>
internal static class DemoAirReport
{
    private static readonly string[] Levels = ["优 excellent", "良 good", "轻度 light", "中度 moderate", "重度 heavy", "严重 severe"];

    public static string Of(DemoAirOutcome outcome)
    {
        var text = new StringBuilder();
        void Row(string label, string value) => text.Append(DemoReport.Padded("  " + label)).AppendLine(value);

        text.AppendLine(CultureInfo.InvariantCulture, $"\n空气质量 Air quality (HJ 212, {outcome.Seconds} s)");
        foreach (var station in outcome.Stations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {station.Name} {station.Code}");
            Row("  发送数据包 packets sent", DemoReport.N(station.Packets));
            Row("  发送数值 values sent", DemoReport.N(station.Values));
            Row("  告警 alarms raised", DemoReport.N(station.Raised));
            Row("  已解除 cleared", DemoReport.N(station.Cleared));
            foreach (var (rule, count) in station.Alarms) Row("    " + rule, DemoReport.N(count));
            foreach (var (level, hours) in station.AqiHours) Row($"  AQI {Levels[level - 1]} (小时 hours)", DemoReport.N(hours));
            Row("  环境违法线索 violations opened", DemoReport.N(station.Violations));
        }
        text.AppendLine("\n重污染过程 Episodes of heavy pollution (two stations)");
        foreach (var e in outcome.Episodes) Row($"{e.From} – {e.To}", $"{e.Days} 天 days, AQI ≤ {e.Highest}, {Colour(e.Colour)}");
        return text.ToString();
    }

    private static string Colour(string? colour) => colour switch
    {
        "red" => "红色预警 red alert",
        "orange" => "橙色预警 orange alert",
        "yellow" => "黄色预警 yellow alert",
        "blue" => "蓝色预警 blue alert",
        _ => "–",
    };
}
