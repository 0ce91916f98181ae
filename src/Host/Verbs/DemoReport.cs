using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartCity.Projections.Approvals;

namespace SmartCity.Host.Verbs;

/// <summary>The demo's outcome for people.</summary>
internal static class DemoReport
{
    internal const int ErrorsShown = 20;

    private const int LabelWidth = 46;

    public static string Of(DemoOutcome outcome)
    {
        var (text, f) = (new StringBuilder(), outcome.Figures);
        void Row(string zh, string en, string value) => text.Append(Padded($"  {zh} {en}")).AppendLine(value);

        text.AppendLine(CultureInfo.InvariantCulture, $"\n本次导入 This import ({outcome.Source}, {outcome.Seconds} s)");
        Row("新增办件", "matters opened", N(outcome.Matters));
        if (outcome.Extended > 0) Row("补充办件", "matters added to", N(outcome.Extended));
        Row("新增事件", "events recorded", N(outcome.Events));
        Row("此前已导入的办件", "matters known already", N(outcome.Known));
        Row("未导入的行", "lines left out", N(outcome.ErrorCount));
        foreach (var error in outcome.Errors.EnumerateArray().Take(ErrorsShown)) text.AppendLine(Line(error));
        if (outcome.ErrorCount > ErrorsShown) text.AppendLine("    … (--json)");

        text.AppendLine("\n系统中的结果 What is there now");
        Row("办件", "matters", N(f.Matters));
        Row("原始事件", "original events", N(f.Events));
        Row("按计划办结", "ended on time, by the log's planned date", N(f.OnTime));
        Row("超期办结", "ended late", N(f.Late));
        Row("未办结", "not ended", $"{N(f.Open)}  (已超期 past the planned date: {N(f.OpenLate)})");
        Row("办理天数中位数", "median days from start to end", Days(f.MedianDays));
        if (f.LongestWaiting is { } longest)
            Row("等待最久的部门", "longest waiting department", $"{longest.Department}  ({Days(longest.MedianDays)})");

        text.AppendLine("\n各部门 Departments");
        foreach (var d in f.Departments) text.Append(Padded("  " + d.Department)).AppendLine(Department(d));
        if (outcome.GridCases is { } cases) text.Append(DemoCaseReport.Of(cases));
        if (outcome.Air is { } air) text.Append(DemoAirReport.Of(air));
        return text.ToString().TrimEnd();
    }

    private static string Department(DepartmentFigures d) =>
        $"{N(d.Matters)} 件 matters, {N(d.Late)} 超期 late, 中位数 median {Days(d.MedianDays)}";

    internal static string Line(JsonElement error)
    {
        var line = error.GetProperty("line");
        return $"    第 {line} 行 line {line}: {error.GetProperty("reason").GetString()}";
    }

    internal static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Days(double? days) =>
        days is { } d ? d.ToString("0.0", CultureInfo.InvariantCulture) + " 天 days" : "–";

    /// <summary>A Chinese character is as wide as two others.</summary>
    internal static string Padded(string label) =>
        label + new string(' ', Math.Max(2, LabelWidth + 10 - label.Sum(c => c >= 0x2E80 ? 2 : 1)));
}
