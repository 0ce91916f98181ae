using System.Globalization;
using System.Text;
using SmartCity.Projections.GridCases.Imports;

namespace SmartCity.Host.Verbs;

/// <summary>What became of the service requests, for people.</summary>
internal static class DemoCaseReport
{
    public static string Of(DemoCasesOutcome outcome)
    {
        var (text, total, odd) = (new StringBuilder(), outcome.Figures.Total, outcome.Odd);
        void Row(string zh, string en, string value) => text.Append(DemoReport.Padded($"  {zh} {en}")).AppendLine(value);
        void Count(string zh, string en, long count) => Row(zh, en, DemoReport.N(count));

        text.AppendLine(CultureInfo.InvariantCulture, $"\n本次导入 This import ({outcome.Source}, {outcome.Seconds} s)");
        Count("新增案件", "cases opened", outcome.Matters);
        if (outcome.Extended > 0) Count("补充案件", "cases added to", outcome.Extended);
        Count("新增事件", "events recorded", outcome.Events);
        Count("此前已导入的案件", "cases known already", outcome.Known);
        Count("未导入的行", "lines left out", outcome.ErrorCount);
        foreach (var error in outcome.Errors.EnumerateArray().Take(DemoReport.ErrorsShown)) text.AppendLine(DemoReport.Line(error));

        text.AppendLine("\n原始数据中的异常 What is odd in the file");
        Count("办结早于上报（按未办结计）", "closed before reported: taken as open", odd.ClosedBeforeCreated);
        Count("有办结时间但状态未办结（按办结计）", "closed by date, not by status", odd.ClosedByDateOnly);
        Count("无坐标", "without a place", odd.WithoutPlace);
        text.AppendLine("\n类别对应 How the kinds fit (samples/service-requests-nyc.kinds.csv)");
        Count("同类", "the same kind here", outcome.Fits.GetValueOrDefault("same"));
        Count("近似", "a near one", outcome.Fits.GetValueOrDefault("near"));
        Count("无对应，以同领域类别代替", "none like it, one of the field", outcome.Fits.GetValueOrDefault("far"));

        text.AppendLine("\n系统中的结果 What is there now");
        Count("案件", "cases", total.Cases);
        Count("已办结", "handled", total.Handled);
        Count("  按期", "on time, by the file's due date", total.OnTime);
        Count("  超期", "overdue", total.Overdue);
        Count("  未设时限", "without a due date", total.WithoutDueDate);
        Row("未办结", "open", $"{DemoReport.N(total.Open)}  (已超期 past the due date: {DemoReport.N(total.OpenOverdue)})");
        Row("办理小时数中位数", "median hours from report to closing", Hours(total.MedianHours));

        text.AppendLine("\n各单位 Units");
        text.AppendLine("      办结    按期    超期  无时限  未办结 未办超期   中位小时");
        text.AppendLine("   handled on time overdue  no due    open   overdue   median h");
        foreach (var (unit, counts) in outcome.Figures.Units)
            text.Append("  ").Append(Counts(counts)).Append("   ").AppendLine(Name(outcome, unit));
        return text.ToString();
    }

    private static string Counts(CaseCounts c) => string.Create(
        CultureInfo.InvariantCulture,
        $"{c.Handled,8:N0}{c.OnTime,8:N0}{c.Overdue,8:N0}{c.WithoutDueDate,8:N0}{c.Open,8:N0}{c.OpenOverdue,10:N0}{Hours(c.MedianHours),11}");

    private static string Hours(double? hours) => hours?.ToString("N1", CultureInfo.InvariantCulture) ?? "–";

    private static string Name(DemoCasesOutcome outcome, string unit) =>
        outcome.Units.FirstOrDefault(u => u.Code == unit) is { } known ? $"{known.Zh} {known.En}" : unit;
}
